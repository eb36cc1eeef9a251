// Something that comes once and that others wait for.

export interface Moment {
  /** It is here; a second time changes nothing. */
  come(): void;
  readonly came: Promise<void>;
}

export function createMoment(): Moment {
  let come = () => {};
  const came = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come: () => come(), came };
}
