// The window's only connection to main: the calls and events of the IPC contract, typed. An expected failure is never thrown.
import type { AppError } from '../../shared/errors.ts';
import type { Bridge, CallInput, CallName, CallOutput, StudioEvent } from '../../shared/ipc.ts';
import { fail, type Result } from '../../shared/result.ts';

declare global {
  interface Window {
    readonly studio: Bridge;
  }
}

/** The number of characters of an exception's message that are kept as detail. */
const maxDetailCharacters = 500;

/**
 * Makes one call. It never rejects, because a caller that shows a pending state would then show it forever. When the bridge or the shell
 * throws, the result is `call-failed`, and it is unknown whether main performed the call.
 */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>> {
  try {
    return (await window.studio.call(name, input)) as Result<CallOutput<N>, AppError>;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ kind: 'call-failed', detail: detail.slice(0, maxDetailCharacters) });
  }
}

/** Listens to events from main; returns the function that removes the listener. */
export function onEvent(listener: (event: StudioEvent) => void): () => void {
  return window.studio.onEvent(listener);
}

/** The path of a dropped or pasted file; empty if it has none. */
export function pathOf(file: File): string {
  return window.studio.pathOf(file);
}
