// The calls of the first screen: connecting with a key, or starting the simulator.
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { isKeyError, useConnect } from '../settings/accounts/use-connect.ts';

/** State and actions of the first screen. */
export interface WelcomeState {
  readonly key: string;
  setKey(key: string): void;
  /** The key field; it gets the focus when a key is missing or wrong. */
  readonly field: RefObject<HTMLInputElement | null>;
  /** A call is in progress, so nothing else can be started. */
  readonly isBusy: boolean;
  readonly isConnecting: boolean;
  /** The simulator is being started. */
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
  const [isStarting, setIsStarting] = useState(false);
  const [simulatorError, setSimulatorError] = useState<AppError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const connection = useConnect();
  const isBusy = connection.isBusy || isStarting;
  const error = connection.error ?? simulatorError;

  /** Connects with a key. `enteredKey` is null for the key from the environment. */
  const connect = async (enteredKey: string | null): Promise<void> => {
    if (isBusy) return;
    setSimulatorError(null);
    const profile = await connection.connect({
      profileId: null,
      name: messages.settings.defaultName,
      key: enteredKey,
      apiBaseUrl: null,
      filesBaseUrl: null,
    });
    if (profile === null) field.current?.focus();
    else changeKey('');
  };
  const startSimulator = async (): Promise<void> => {
    connection.clear();
    setSimulatorError(null);
    setIsStarting(true);
    const result = await call('profiles.useSimulator', {});
    setIsStarting(false);
    if (!result.ok) setSimulatorError(result.error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() === '') field.current?.focus();
    else void connect(key.trim());
  };
  const setKey = (next: string): void => {
    changeKey(next);
    connection.clear();
  };
  return {
    key,
    setKey,
    field,
    isBusy,
    isConnecting: connection.isBusy,
    isStarting,
    error,
    isKeyRefused: isKeyError(connection.error),
    submit,
    connectEnvironment: () => void connect(null),
    simulate: () => void startSimulator(),
  };
}
