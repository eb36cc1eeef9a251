/** The built-in simulator, started when its profile is used. */
export interface SimulatorHost {
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  stop(): Promise<void>;
}
