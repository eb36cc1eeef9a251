// One field of the service, ready to be shown.

export interface WireField {
  readonly path: string;
  /** What it is called; null where nobody knows. */
  readonly name: string | null;
  readonly values: readonly string[];
  /** Shown beside the value, e.g. a moment in words. */
  readonly note: string | null;
}
