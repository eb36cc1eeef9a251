// Loads a value by a call to main, and loads it again when something has changed that the value depends on.
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

/** A value, and the input that it was loaded for. */
interface LoadedValue<Input, Value> {
  readonly input: Input;
  readonly value: Value;
}

/** What `useLoadedValue` has loaded so far. */
interface LoadState<Input, Value> {
  /** The last value that could be loaded; null before the first one. It stays until the next one arrives, also for another input. */
  readonly latest: LoadedValue<Input, Value> | null;
  /** Why the last load for the current input failed; null if it did not. */
  readonly error: AppError | null;
}

/** Calls `load` after `delayMs`, and `use` with its value. The returned function cancels: `load` or `use` is then not called any more. */
export function loadAfter<Value>(delayMs: number, load: () => Promise<Value>, use: (value: Value) => void): () => void {
  let isCancelled = false;
  const start = async (): Promise<void> => {
    const value = await load();
    if (!isCancelled) use(value);
  };
  const timer = delayMs > 0 ? setTimeout(() => void start(), delayMs) : null;
  if (timer === null) void start();
  return () => {
    isCancelled = true;
    if (timer !== null) clearTimeout(timer);
  };
}

/** The value of the input that is shown now; null until it is loaded. */
export const loadedFor = <Input, Value>({ latest }: LoadState<Input, Value>, input: Input): Value | null =>
  latest !== null && latest.input === input ? latest.value : null;

/**
 * Loads a value when the component is mounted, and again when `input`, `revision` or `load` changes; an outdated response is dropped.
 * Objects are compared by identity, so `load` is a function of the module, and an input that is an object is memoized. `revision` is
 * anything that changes with the value, for example the revision of the library. With `reloadDelayMs`, a value that is shown is loaded again
 * only after nothing has changed for this time.
 */
export function useLoadedValue<Input, Value>(
  load: (input: Input) => Promise<Result<Value, AppError>>,
  input: Input,
  revision: unknown,
  reloadDelayMs = 0,
): LoadState<Input, Value> {
  const [latest, setLatest] = useState<LoadedValue<Input, Value> | null>(null);
  const [failure, setFailure] = useState<LoadedValue<Input, AppError> | null>(null);
  const shownInput = useRef<{ readonly input: Input } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies(revision): its change is the reason to load again
  useEffect(
    () =>
      loadAfter(
        shownInput.current?.input === input ? reloadDelayMs : 0,
        () => load(input),
        (result) => {
          shownInput.current = { input };
          setFailure(result.ok ? null : { input, value: result.error });
          if (result.ok) setLatest({ input, value: result.value });
        },
      ),
    [load, input, revision, reloadDelayMs],
  );
  return { latest, error: failure !== null && failure.input === input ? failure.value : null };
}
