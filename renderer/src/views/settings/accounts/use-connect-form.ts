// The input of a connection form, and the check that it starts.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Profile } from '../../../../../shared/ipc.ts';
import { messages } from '../../../messages.ts';
import { customBaseUrl, useConnect } from './use-connect.ts';

/** The purpose of the dialog: to replace the key of `profile`, or to add a profile. */
export type ConnectTarget =
  | { readonly kind: 'key'; readonly profile: Profile }
  /** `first`: there is no account yet, so a name is suggested. */
  | { readonly kind: 'profile'; readonly first: boolean };

/** `onDone` is called only after a success. `onBusyChange` reports whether a check is in progress. */
export interface ConnectFormOptions {
  /** False while the dialog fades out. */
  readonly open: boolean;
  readonly target: ConnectTarget;
  readonly onBusyChange: (isBusy: boolean) => void;
  readonly onDone: () => void;
}

/** The value of a field, and its change, which also clears the last error. */
interface ConnectField {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** State and actions of the form. `error` is the reason of the last failed check. */
export interface ConnectFormState {
  /** A check is in progress: the fields are read-only. */
  readonly isBusy: boolean;
  readonly error: ReturnType<typeof useConnect>['error'];
  /** The profile that gets another key; null for a new profile. */
  readonly profile: Profile | null;
  readonly name: ConnectField;
  readonly key: ConnectField;
  readonly apiBaseUrl: ConnectField;
  readonly filesBaseUrl: ConnectField;
  submit(event: FormEvent): void;
  /** Connects with the key from the environment. */
  sendEnvironmentKey(): void;
  /** Repeats the last check. */
  retry(): void;
}

/** Holds the input of one form. Closing the dialog cancels a check in progress. */
export function useConnectForm({ open, target, onBusyChange, onDone }: ConnectFormOptions): ConnectFormState {
  const { isBusy, error, connect, cancel, retry, clear } = useConnect();
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      onBusyChange(false);
    };
  }, [onBusyChange]);
  // Closing the dialog in any way cancels the check: a key that the user did not want to add must not be stored and charged.
  useEffect(() => (open ? cancel : undefined), [open, cancel]);
  const profile = target.kind === 'key' ? target.profile : null;
  const [name, setName] = useState(profile?.name ?? (target.kind === 'profile' && target.first ? messages.settings.defaultName : ''));
  const [key, setKey] = useState('');
  const [api, setApi] = useState(profile === null ? '' : profile.apiBaseUrl);
  const [files, setFiles] = useState(profile === null ? '' : profile.filesBaseUrl);

  /** Starts the check of a key. `enteredKey` is null for the key from the environment. */
  const send = (enteredKey: string | null): Promise<void> =>
    reportResult(
      connect({
        profileId: profile?.id ?? null,
        name: name.trim() === '' ? messages.settings.defaultName : name.trim(),
        key: enteredKey,
        apiBaseUrl: customBaseUrl(api),
        filesBaseUrl: customBaseUrl(files),
      }),
    );
  /** Reports the result of a check. If the dialog was closed meanwhile, does nothing, so that it does not close a dialog opened later. */
  const reportResult = async (attempt: Promise<Profile | null>): Promise<void> => {
    onBusyChange(true);
    const connected = await attempt;
    if (!isMounted.current) return;
    onBusyChange(false);
    if (connected === null) return;
    setKey('');
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(key.trim());
  };
  const clearingError = (set: (value: string) => void) => (value: string) => {
    set(value);
    clear();
  };
  return {
    isBusy,
    error,
    profile,
    name: { value: name, onChange: clearingError(setName) },
    key: { value: key, onChange: clearingError(setKey) },
    apiBaseUrl: { value: api, onChange: clearingError(setApi) },
    filesBaseUrl: { value: files, onChange: clearingError(setFiles) },
    submit,
    sendEnvironmentKey: () => void send(null),
    retry: () => void reportResult(retry()),
  };
}
