// Something that comes once and that others wait for.

export interface Deferred {
  /** It is here; a second time changes nothing. */
  come(): void;
  readonly came: Promise<void>;
  isHere(): boolean;
}

export function createDeferred(): Deferred {
  let come = () => {};
  const came = new Promise<void>((resolve) => {
    come = resolve;
  });
  let here = false;
  return {
    come() {
      here = true;
      come();
    },
    came,
    isHere: () => here,
  };
}
