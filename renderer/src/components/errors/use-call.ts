// Makes a call after a press, with its pending state and its refusal. Every button that makes a call uses this hook.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';

/** The result of any call, for callers that only care about a refusal. */
export type CallResult = Result<unknown, AppError>;

/** Makes a call, shows its refusal, and runs `onSuccess` only after success. `makeCall` never rejects (api.ts). */
export type RunCall = (makeCall: () => Promise<CallResult>, onSuccess?: () => void) => void;

/** The state of the last call, for the component that owns the buttons. */
interface CallState {
  readonly run: RunCall;
  /** True while the call of a press has not returned. Further presses are not blocked. */
  readonly isPending: boolean;
  /** Why a press was refused; null if it was not. A new press clears the reason. */
  readonly refusal: AppError | null;
}

/** The refusal to show, or null. A user who has closed the system's dialog needs no explanation. */
function refusalOf(result: CallResult): AppError | null {
  return result.ok || result.error.kind === 'cancelled-by-user' ? null : result.error;
}

interface State {
  /** Number of calls that have not returned. */
  readonly pending: number;
  readonly refusal: AppError | null;
}

/** Makes the calls of one place in the window and keeps its last refusal. The component that uses it must render `refusal`. */
export function useCall(): CallState {
  const [{ pending, refusal }, setState] = useState<State>({ pending: 0, refusal: null });
  const makeCall = async (send: () => Promise<CallResult>, onSuccess?: () => void): Promise<void> => {
    setState((current) => ({ pending: current.pending + 1, refusal: null }));
    const result = await send();
    setState((current) => ({ pending: current.pending - 1, refusal: refusalOf(result) ?? current.refusal }));
    if (result.ok) onSuccess?.();
  };
  return { run: (send, onSuccess) => void makeCall(send, onSuccess), isPending: pending > 0, refusal };
}
