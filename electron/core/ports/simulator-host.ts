/** The built-in simulator. It is started when its profile is used. */
export interface SimulatorHost {
  /** Starts the simulator if it is not running. Resolves with its URLs once it answers. */
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  /** Stops the simulator, even while it is starting. */
  stop(): Promise<void>;
}
