// Signals that end the studio. Chromium handles them too, and quits as if the user had asked for it: then the question before quitting would appear,
// with perhaps nobody there. So the studio listens from its first line on, and again when the app is ready, in case Chromium has replaced the handlers.

/** The signals that end the process. */
export interface Signals {
  /** Restores our handlers, which Chromium may have replaced during its start. */
  restoreDefaultHandlers(): void;
  /** Calls `listener` with the first signal, also with one that came before. */
  onSignal(listener: (signal: string) => void): void;
}

const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Starts listening at once. */
export function listenForExitSignals(): Signals {
  let first: string | null = null;
  let notify = (_signal: string) => {};
  const handleSignal = (signal: string) => {
    first ??= signal;
    notify(signal);
  };
  const listen = () => {
    for (const signal of endings) process.on(signal, handleSignal);
  };
  listen();
  return {
    restoreDefaultHandlers() {
      for (const signal of endings) process.off(signal, handleSignal);
      listen();
    },
    onSignal(listener) {
      notify = listener;
      if (first !== null) listener(first);
    },
  };
}
