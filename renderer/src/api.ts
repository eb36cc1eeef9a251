// The window's only door to main: the calls of the contract, typed from it. Nothing here throws for an expected failure.
import type { AppError } from '../../shared/errors.ts';
import type { Bridge, CallInput, CallName, CallOutput, StudioEvent } from '../../shared/ipc.ts';
import type { Result } from '../../shared/result.ts';

declare global {
  interface Window {
    readonly studio: Bridge;
  }
}

/** Makes one call. A rejection by the shell (not our window) is a bug and rejects. */
export function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>> {
  return window.studio.call(name, input) as Promise<Result<CallOutput<N>, AppError>>;
}

/** Listens to facts from main; returns the off-switch. */
export function onEvent(listener: (event: StudioEvent) => void): () => void {
  return window.studio.onEvent(listener);
}

/** The path of a dropped or pasted file, empty where it has none. */
export function pathOf(file: File): string {
  return window.studio.pathOf(file);
}
