// The window's only door to main: the calls of the contract, typed from it. Nothing here throws for an expected failure.
import type { AppError } from '../../shared/errors.ts';
import type { Bridge, CallInput, CallName, CallOutput, StudioEvent } from '../../shared/ipc.ts';
import { fail, type Result } from '../../shared/result.ts';

declare global {
  interface Window {
    readonly studio: Bridge;
  }
}

const mostDetail = 500;

/**
 * Makes one call. It never rejects: whoever waits for it shows that they wait, and would do so for ever. Where the bridge or the shell threw,
 * the answer is `call-failed`, and whether main carried the call out is not known.
 */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>> {
  try {
    return (await window.studio.call(name, input)) as Result<CallOutput<N>, AppError>;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ kind: 'call-failed', detail: detail.slice(0, mostDetail) });
  }
}

/** Listens to facts from main; returns the off-switch. */
export function onEvent(listener: (event: StudioEvent) => void): () => void {
  return window.studio.onEvent(listener);
}

/** The path of a dropped or pasted file, empty where it has none. */
export function pathOf(file: File): string {
  return window.studio.pathOf(file);
}
