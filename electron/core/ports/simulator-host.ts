/** The built-in simulator, started when its profile is used. */
export interface SimulatorHost {
  /** Starts the simulator unless it is already running. Resolves with its URLs once it answers. */
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  /** Stops it, also while it is still starting. */
  stop(): Promise<void>;
}
