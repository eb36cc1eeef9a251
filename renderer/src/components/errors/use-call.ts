// A press that makes a call: whether it is under way, and why the last one was refused. Every button that makes a call goes through this.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';

/** What a call answers, where only a refusal matters. */
export type CallResult = Result<unknown, AppError>;

/** Makes a call, shows its refusal, and runs `whenDone` only after a success. `make` never rejects (api.ts). */
export type RunCall = (make: () => Promise<CallResult>, whenDone?: () => void) => void;

export interface CallState {
  readonly run: RunCall;
  /** A press was not answered yet. Presses that follow it are made all the same. */
  readonly isPending: boolean;
  /** Why a press since the last one that began was refused; null where none was. */
  readonly refusal: AppError | null;
}

/** The refusal to show, null where there is none. A person who closes the system's dialog needs no explanation. */
function refusalOf(answer: CallResult): AppError | null {
  return answer.ok || answer.error.kind === 'cancelled-by-user' ? null : answer.error;
}

interface State {
  /** Presses without an answer. */
  readonly pending: number;
  readonly refusal: AppError | null;
}

/** Holds the presses of one place in the window, which shows their refusal. */
export function useCall(): CallState {
  const [{ pending, refusal }, setState] = useState<State>({ pending: 0, refusal: null });
  const make = async (send: () => Promise<CallResult>, whenDone?: () => void): Promise<void> => {
    setState((now) => ({ pending: now.pending + 1, refusal: null }));
    const answer = await send();
    setState((now) => ({ pending: now.pending - 1, refusal: refusalOf(answer) ?? now.refusal }));
    if (answer.ok) whenDone?.();
  };
  return { run: (send, whenDone) => void make(send, whenDone), isPending: pending > 0, refusal };
}
