// Authentication at a proxy.

/** A proxy that answered 407. */
export interface ProxyChallenge {
  readonly host: string;
  readonly port: number;
  /** The realm of the challenge, which names the protected area; empty if the proxy sends none. */
  readonly realm: string;
}

/** Credentials for a proxy. They are never logged. */
export interface ProxyCredentials {
  readonly name: string;
  readonly password: string;
}

/** Reports the challenges of proxies to the core. */
export interface ProxyAuth {
  /**
   * Sets the listener, and replaces the previous one. `listener` gets each challenge, and the credentials that the proxy refused within
   * the same request. It resolves to the credentials to try; null ends the request, of which nothing was sent.
   */
  onChallenge(listener: (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null): void;
}
