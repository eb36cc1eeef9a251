// The connection between window and main. Nothing here needs zod, so that the preload stays a few lines.
import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import type { StudioEvent } from './events.ts';

/** The preload's `window.studio`: it knows no call by name and validates nothing. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown, AppError>>;
  /** Registers a listener and returns the function that removes it. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Returns the path of a dropped or pasted `File`; empty for bytes without a file. */
  pathOf(file: unknown): string;
}

/** The IPC channel of calls, from the window to main. */
export const callChannel = 'studio:call';
/** The IPC channel of events, from main to the window. */
export const eventChannel = 'studio:event';
/** The IPC channel on which the preload reports paths of dropped and pasted files to main. */
export const droppedPathChannel = 'studio:given';
