// One field of a service response as text for the window.

/** A row of `ServiceFields`. The task inspector makes it from a response, the files list from a reply of the file host. */
export interface ServiceField {
  /** The JSON path of the field in the body, e.g. `usage.credits_used`. */
  readonly path: string;
  /** The name in the language of the window; null when the field is unknown. */
  readonly name: string | null;
  /** The values as text, one per line; empty when the service sent none. */
  readonly values: readonly string[];
  /** Shown beside the value, e.g. a timestamp as a readable date. */
  readonly note: string | null;
}
