/** The built-in simulator, started when its profile is used. */
export interface SimulatorHost {
  /** Resolves with its URLs once it answers; a second call starts no second one. */
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  /** Stops it, also while it is still starting. */
  stop(): Promise<void>;
}
