// How window and main are joined. Nothing here needs zod, so that the preload stays a few lines.
import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import type { StudioEvent } from './events.ts';

/** What the preload puts on `window.studio`: it knows no names and validates nothing. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown, AppError>>;
  /** Returns its own off-switch. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** The path of a file that was dropped or pasted; empty for bytes without a file. */
  pathOf(file: unknown): string;
}

/** The IPC channels: calls, events, and the paths of files that were dropped or pasted. */
export const callChannel = 'studio:call';
export const eventChannel = 'studio:event';
export const droppedPathChannel = 'studio:given';
