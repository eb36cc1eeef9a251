// Connecting a key as three screens do it (first screen, another key, another profile): one call, whether it runs, and what went wrong.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallInput, Profile } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

export interface Connecting {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Gives back the profile, or null when it failed: then `error` says why. */
  connect(input: CallInput<'profiles.connect'>): Promise<Profile | null>;
  /** Forgets the error: what it was about is being changed. */
  clear(): void;
}

export function useConnecting(): Connecting {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy,
    error,
    async connect(input) {
      if (busy) return null;
      setBusy(true);
      setError(null);
      const answer = await call('profiles.connect', input);
      setBusy(false);
      if (answer.ok) return answer.value;
      setError(answer.error);
      return null;
    },
    clear: () => setError(null),
  };
}

/** True where the key itself is wrong: its field is marked. */
export const isAboutTheKey = (error: AppError | null): boolean => error?.kind === 'key-malformed' || error?.kind === 'unauthorized';

/** An address as typed: empty means the usual one. */
export const typedUrl = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
