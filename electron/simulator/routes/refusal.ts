// Why the gateway does not take a request: what its error body says, before it is put into either of the two documented styles.

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  /** Further fields of the error, which only the newer clients read. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** 400 with the field it is about. */
export function invalid(param: string, message: string, code = 'invalid_parameter'): Refusal {
  return { status: 400, code, message, param };
}

export function missing(param: string): Refusal {
  const code = param === 'video_urls' ? 'missing_video_urls' : 'missing_required_params';
  return { status: 400, code, message: `Missing required parameter: ${param}`, param };
}
