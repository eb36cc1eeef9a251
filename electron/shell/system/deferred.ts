// A promise that is resolved from outside.

/** A promise together with the function that resolves it. */
export interface Deferred {
  /** Resolves the promise; a second call changes nothing. */
  resolve(): void;
  readonly promise: Promise<void>;
  isResolved(): boolean;
}

/** Creates an unresolved `Deferred`. Its promise never rejects. */
export function createDeferred(): Deferred {
  let resolvePromise = () => {};
  const promise = new Promise<void>((resolve) => {
    resolvePromise = resolve;
  });
  let isResolved = false;
  return {
    resolve() {
      isResolved = true;
      resolvePromise();
    },
    promise,
    isResolved: () => isResolved,
  };
}
