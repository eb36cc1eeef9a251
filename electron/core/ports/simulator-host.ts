/** The built-in simulator, started when its profile is used. */
export interface SimulatorHost {
  /** Resolves with its addresses once it answers; a second call starts no second one. */
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  /** Also ends a start that is still waiting. */
  stop(): Promise<void>;
}
