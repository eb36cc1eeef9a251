// Sends HTTP requests. Contains nothing specific to EvoLink.

/** A request. Its body is read while it is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `bytes`: the announced length. `read` must yield exactly this many bytes. */
  readonly body?: { readonly bytes: number; read(): AsyncIterable<Uint8Array> };
  /** Aborts the request, even while the body of the response is read. */
  readonly signal: AbortSignal;
  /** Called for every redirect target; `false` ends the request with `redirect-refused`. POST and DELETE never follow redirects. */
  allowRedirect(url: string): boolean | Promise<boolean>;
}

/** The head of a response, and its body, which is read as it arrives. */
export interface HttpResponse {
  /** The status of the last response, after redirects. */
  readonly status: number;
  /** The value of a header, by its name in lower case; null if the header is absent. */
  header(name: string): string | null;
  /** The final URL, after redirects. */
  readonly url: string;
  /** The body, read with back-pressure. Throws `HttpFailure` if the connection breaks. Either read the body or abort the signal. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Thrown by `HttpClient.send`, and while a body is read. `before`: certainly nothing was sent. `after`: the request may have arrived. */
export class HttpFailure extends Error {
  readonly stage: 'before' | 'after';
  /** `proxy-sign-in`: the proxy requires credentials and did not accept any. In this case nothing was sent (`before`). */
  readonly reason: 'connection-failed' | 'proxy-sign-in' | 'connection-lost' | 'redirect-refused' | 'too-many-redirects' | 'aborted';
  constructor(stage: 'before' | 'after', reason: HttpFailure['reason'], detail: string) {
    super(detail);
    this.name = 'HttpFailure';
    this.stage = stage;
    this.reason = reason;
  }
}

/** The hosts that a request may reach besides public ones. */
export interface NetworkAccess {
  /** Allows loopback, for the simulator's profile only. */
  readonly allowsLoopback: boolean;
  /** Whether the user has allowed this host although its name resolves to unique local addresses. If absent, no such host is allowed. */
  readonly allowsHost?: (host: string) => boolean;
}

/**
 * Sends requests and follows at most 5 redirects. The app uses Electron's `net` (system proxy and certificates); tests use `node:http`.
 */
export interface HttpClient {
  /** Resolves with the head of a response, whatever its status. Throws `HttpFailure` if no response arrived. */
  send(request: HttpRequest): Promise<HttpResponse>;
}
