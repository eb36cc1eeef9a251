// One HTTP request and its response; knows nothing about EvoLink.

/** One request; a body is read while it is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `bytes` is announced as the length; `read` must yield exactly as many. */
  readonly body?: { readonly bytes: number; read(): AsyncIterable<Uint8Array> };
  /** Aborts the request, also while the body of its response is read. */
  readonly signal: AbortSignal;
  /** Called for every redirect target; `false` ends the request with `redirect-refused`. POST and DELETE never follow redirects. */
  allowRedirect(url: string): boolean | Promise<boolean>;
}

/** The head of a response, and its body as it arrives. */
export interface HttpResponse {
  /** The status of the last response, after redirects. */
  readonly status: number;
  /** The header's value, null when absent; names in lower case. */
  header(name: string): string | null;
  /** The final URL, after redirects. */
  readonly url: string;
  /** The body, read with back-pressure; throws `HttpFailure` when the connection breaks. Read it or abort the signal. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Thrown by `HttpClient.send` and while reading a body. `before`: certainly nothing was sent; `after`: the request may have arrived. */
export class HttpFailure extends Error {
  readonly stage: 'before' | 'after';
  /** `proxy-sign-in`: the proxy wants credentials and accepted none; always `before`. */
  readonly reason: 'connection-failed' | 'proxy-sign-in' | 'connection-lost' | 'redirect-refused' | 'too-many-redirects' | 'aborted';
  constructor(stage: 'before' | 'after', reason: HttpFailure['reason'], detail: string) {
    super(detail);
    this.name = 'HttpFailure';
    this.stage = stage;
    this.reason = reason;
  }
}

/** The hosts that a request may reach besides public ones. */
export interface NetworkReach {
  /** Allows loopback, for the simulator's profile only. */
  readonly allowsLoopback: boolean;
  /** Hosts that the user has allowed although their names resolve to unique local addresses; absent: none. */
  readonly allowsHost?: (host: string) => boolean;
}

/** The application uses Electron's `net` (system proxy and certificates), tests use `node:http`. Follows at most 5 redirects. */
export interface HttpClient {
  /** Resolves with the head of the response, of any status; throws `HttpFailure` when none arrived. */
  send(request: HttpRequest): Promise<HttpResponse>;
}
