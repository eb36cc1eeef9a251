// A proxy that wants to know who asks before it lets anything through.

/** A proxy that answered 407. */
export interface ProxyChallenge {
  readonly host: string;
  readonly port: number;
  /** What the proxy calls itself; empty where it does not say. */
  readonly realm: string;
}

/** What a proxy is told. Never logged. */
export interface ProxyCredentials {
  readonly name: string;
  readonly password: string;
}

/** Where the network layer asks for a name and a password. */
export interface ProxyAuth {
  /**
   * Takes the place of the listener before. `answer` gets each challenge, and what the proxy did not take within the same request; null ends
   * the request, of which nothing was sent.
   */
  onChallenge(answer: (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null): void;
}
