// The calls of the first screen: connecting with a key, or starting the simulator.
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { isAboutTheKey, useConnect } from '../settings/accounts/use-connect.ts';

/** State and actions of the first screen. */
export interface WelcomeState {
  readonly key: string;
  setKey(key: string): void;
  /** The key field; it gets the focus when a key is missing or wrong. */
  readonly field: RefObject<HTMLInputElement | null>;
  /** A call is in progress, so nothing else can be started. */
  readonly busy: boolean;
  readonly isConnecting: boolean;
  readonly isStarting: boolean;
  /** Why the last attempt failed; null if it did not. */
  readonly error: AppError | null;
  /** The key itself is wrong, so its field is marked. */
  readonly isKeyRefused: boolean;
  submit(event: FormEvent): void;
  /** Connects with the key from the environment. */
  connectEnvironment(): void;
  /** Creates and activates the simulator profile. */
  simulate(): void;
}

/** Holds the key that is typed on the first screen. Success activates a profile, which makes the screen disappear. */
export function useWelcome(): WelcomeState {
  const [key, changeKey] = useState('');
  const [starting, setStarting] = useState(false);
  const [simulatorError, setSimulatorError] = useState<AppError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const connecting = useConnect();
  const busy = connecting.busy || starting;
  const error = connecting.error ?? simulatorError;

  /** `null`: the key from the environment. */
  const connect = async (given: string | null): Promise<void> => {
    if (busy) return;
    setSimulatorError(null);
    const profile = await connecting.connect({
      profileId: null,
      name: messages.settings.defaultName,
      key: given,
      apiBaseUrl: null,
      filesBaseUrl: null,
    });
    if (profile === null) field.current?.focus();
    else changeKey('');
  };
  const startSimulator = async (): Promise<void> => {
    connecting.clear();
    setSimulatorError(null);
    setStarting(true);
    const answer = await call('profiles.useSimulator', {});
    setStarting(false);
    if (!answer.ok) setSimulatorError(answer.error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() === '') field.current?.focus();
    else void connect(key.trim());
  };
  const setKey = (next: string): void => {
    changeKey(next);
    connecting.clear();
  };
  return {
    key,
    setKey,
    field,
    busy,
    isConnecting: connecting.busy,
    isStarting: starting,
    error,
    isKeyRefused: isAboutTheKey(connecting.error),
    submit,
    connectEnvironment: () => void connect(null),
    simulate: () => void startSimulator(),
  };
}
