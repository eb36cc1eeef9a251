// A promise that is resolved from outside.

/** A promise together with the function that resolves it. */
export interface Deferred {
  /** Resolves the promise; a second call changes nothing. */
  resolve(): void;
  readonly promise: Promise<void>;
  isResolved(): boolean;
}

/** Creates an unresolved one. It never rejects. */
export function createDeferred(): Deferred {
  let come = () => {};
  const came = new Promise<void>((resolve) => {
    come = resolve;
  });
  let here = false;
  return {
    resolve() {
      here = true;
      come();
    },
    promise: came,
    isResolved: () => here,
  };
}
