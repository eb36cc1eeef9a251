// One HTTP request and its response; knows nothing about EvoLink.

/** One request; the body, where there is one, is read as it is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: number; read(): AsyncIterable<Uint8Array> };
  readonly signal: AbortSignal;
  /** Asked for every redirect target; `false` ends the request with `redirect-refused`. Redirects are never followed for POST and DELETE. */
  allowRedirect(url: string): boolean | Promise<boolean>;
}

/** The head of a response, and its body as it arrives. */
export interface HttpResponse {
  readonly status: number;
  /** The header's value, null when absent; names in lower case. */
  header(name: string): string | null;
  /** The address that answered, after redirects. */
  readonly url: string;
  /** Pulls the body with back-pressure; throws `HttpFailure` when the connection breaks. Must be read or cancelled through the signal. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Thrown by `HttpClient.send` and by an answer's body. `before`: surely nothing was sent; `after`: the request may have arrived. */
export class HttpFailure extends Error {
  readonly stage: 'before' | 'after';
  /** `proxy-sign-in`: the proxy wants a name and password and got none that it takes; always `before`. */
  readonly reason: 'connection-failed' | 'proxy-sign-in' | 'connection-lost' | 'redirect-refused' | 'too-many-redirects' | 'aborted';
  constructor(stage: 'before' | 'after', reason: HttpFailure['reason'], detail: string) {
    super(detail);
    this.name = 'HttpFailure';
    this.stage = stage;
    this.reason = reason;
  }
}

/** What a request may reach besides public hosts. */
export interface NetworkReach {
  /** The simulator's profile: loopback is allowed for it, nowhere else. */
  readonly allowsLoopback: boolean;
  /** Hosts that the person lets be asked although their names lead to unique local addresses; absent: none. */
  readonly allowsHost?: (host: string) => boolean;
}

/** In the product over Electron's `net` (system proxy and certificates), in tests over `node:http`. At most 5 redirects. */
export interface HttpClient {
  /** Resolves with the head of the response, whatever its status; throws `HttpFailure` where none came. */
  send(request: HttpRequest): Promise<HttpResponse>;
}
