// Something that comes once and that others wait for.

export interface Deferred {
  /** It is here; a second time changes nothing. */
  resolve(): void;
  readonly promise: Promise<void>;
  isResolved(): boolean;
}

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
