// Connecting a key as three screens do it (first screen, another key, another profile): one call, whether it runs, and what went wrong.
import { useCallback, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, Profile } from '../../../../../shared/ipc.ts';
import type { ErrorText } from '../../../../../shared/text/index.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';

type Input = CallInput<'profiles.connect'>;

export interface ConnectState {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Gives back the profile, or null when it failed: then `error` says why. */
  connect(input: Input): Promise<Profile | null>;
  /** The same once more, also where it was the key of the environment. */
  retry(): Promise<Profile | null>;
  /** Cancels the check that runs, if one does: its key is not kept, whatever the service answers. */
  cancel(): void;
  /** Forgets the error: what it was about is being changed. */
  clear(): void;
}

export function useConnect(): ConnectState {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const last = useRef<Input | null>(null);
  const isUnderWay = useRef(false);
  const connect = async (input: Input): Promise<Profile | null> => {
    if (busy) return null;
    last.current = input;
    setBusy(true);
    setError(null);
    isUnderWay.current = true;
    const answer = await call('profiles.connect', input);
    isUnderWay.current = false;
    setBusy(false);
    if (answer.ok) {
      last.current = null; // it holds the key, which is main's from now on
      return answer.value;
    }
    if (answer.error.kind !== 'cancelled-by-user') setError(answer.error);
    return null;
  };
  // Stable, so that it can be called when the dialog goes.
  const cancel = useCallback(() => {
    if (isUnderWay.current) void call('profiles.cancelConnect', {});
  }, []);
  return {
    busy,
    error,
    connect,
    cancel,
    retry: async () => (last.current === null ? null : connect(last.current)),
    clear: () => setError(null),
  };
}

/** While a key is tried nothing is under way that could go on by itself: no answer asks for another try, and nothing was kept. */
export function connectingErrorText(error: AppError): ErrorText {
  const usual = messages.errorText(error);
  return error.kind === 'no-response' && error.reason !== 'proxy-sign-in' ? { ...usual, detail: messages.welcome.noAnswer } : usual;
}

/** True where the key itself is wrong: its field is marked. */
export const isAboutTheKey = (error: AppError | null): boolean => error?.kind === 'key-malformed' || error?.kind === 'unauthorized';

/** An address as typed: empty means the usual one. */
export const typedUrl = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
