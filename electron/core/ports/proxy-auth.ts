// Authentication at a proxy.

/** A proxy that answered 407. */
export interface ProxyChallenge {
  readonly host: string;
  readonly port: number;
  /** The realm of the challenge, which names the protected area; empty when the proxy sends none. */
  readonly realm: string;
}

/** The credentials for a proxy. Never logged. */
export interface ProxyCredentials {
  readonly name: string;
  readonly password: string;
}

/** The source of the network layer's proxy challenges. */
export interface ProxyAuth {
  /**
   * Replaces the previous listener. `listener` gets each challenge, with the credentials that the proxy refused within the same request; null ends the
   * request, of which nothing was sent.
   */
  onChallenge(listener: (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null): void;
}
