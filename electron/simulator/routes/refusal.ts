// Why the gateway refuses a request: the content of its error body, independent of the two documented styles.

/** A refusal; `param` is the field that it is about. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  /** Further fields of the error, which only the newer clients read. */
  readonly extraFields?: Readonly<Record<string, unknown>>;
}

/** Returns a 400 about a field. */
export function invalidParameter(param: string, message: string, code = 'invalid_parameter'): Refusal {
  return { status: 400, code, message, param };
}

/** Returns a 400 for a required field that is absent. `video_urls` has a code of its own on EvoLink's pages. */
export function missingParameter(param: string): Refusal {
  const code = param === 'video_urls' ? 'missing_video_urls' : 'missing_required_params';
  return { status: 400, code, message: `Missing required parameter: ${param}`, param };
}
