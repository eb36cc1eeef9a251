// Connects a key for three screens (first screen, another key, another profile): one call, whether it is in progress, and why it failed.
import { useCallback, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, Profile } from '../../../../../shared/ipc.ts';
import type { ErrorText } from '../../../../../shared/text/index.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';

type Input = CallInput<'profiles.connect'>;

/** `isBusy` is true while a check is in progress. `error` is the reason of the last failure; null if there is none. */
interface ConnectState {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  /** Resolves to the profile. After a failure, sets `error` and resolves to null. */
  connect(input: Input): Promise<Profile | null>;
  /** Repeats the last attempt, also with the key from the environment. */
  retry(): Promise<Profile | null>;
  /** Cancels the check in progress, if there is one. Its key is then not stored, even if the service accepts it. */
  cancel(): void;
  /** Clears the error, because its cause is being changed. */
  clear(): void;
}

/** Checks a key and stores it in main. One attempt runs at a time. The key stays in the window only until it works. */
export function useConnect(): ConnectState {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const last = useRef<Input | null>(null);
  const isInProgress = useRef(false);
  const connect = async (input: Input): Promise<Profile | null> => {
    if (isBusy) return null;
    last.current = input;
    setIsBusy(true);
    setError(null);
    isInProgress.current = true;
    const result = await call('profiles.connect', input);
    isInProgress.current = false;
    setIsBusy(false);
    if (result.ok) {
      last.current = null; // it contains the key, which is main's from now on
      return result.value;
    }
    if (result.error.kind !== 'cancelled-by-user') setError(result.error);
    return null;
  };
  // Stable, so that it can be called when the dialog closes.
  const cancel = useCallback(() => {
    if (isInProgress.current) void call('profiles.cancelConnect', {});
  }, []);
  return {
    isBusy,
    error,
    connect,
    cancel,
    retry: async () => (last.current === null ? null : connect(last.current)),
    clear: () => setError(null),
  };
}

/**
 * The text for an error during a check. A request without a response has its own text: nothing was stored, and nothing is retried
 * automatically.
 */
export function connectingErrorText(error: AppError): ErrorText {
  const text = messages.errorText(error);
  return error.kind === 'no-response' && error.reason !== 'proxy-sign-in' ? { ...text, detail: messages.welcome.noResponse } : text;
}

/** True when the key itself is wrong, so its field is marked. */
export const isKeyError = (error: AppError | null): boolean => error?.kind === 'key-malformed' || error?.kind === 'unauthorized';

/** A base URL as typed; null means the default one. */
export const customBaseUrl = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
