// Signals that end the studio. Chromium handles them too, and quits as if the user had asked for it: then the question before quitting would appear,
// perhaps with no user present. So the studio listens from its first line on, and again when the app is ready, in case Chromium has replaced the handlers.

/** The signals that end the process. */
export interface Signals {
  /** Installs our handlers again, because Chromium may have replaced them during its start. */
  reinstallHandlers(): void;
  /** Calls `listener` with the first signal, also with one that came before. */
  onSignal(listener: (signal: string) => void): void;
}

const exitSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Starts listening at once. */
export function listenForExitSignals(): Signals {
  let firstSignal: string | null = null;
  let notify = (_signal: string) => {};
  const handleSignal = (signal: string) => {
    firstSignal ??= signal;
    notify(signal);
  };
  const listen = () => {
    for (const signal of exitSignals) process.on(signal, handleSignal);
  };
  listen();
  return {
    reinstallHandlers() {
      for (const signal of exitSignals) process.off(signal, handleSignal);
      listen();
    },
    onSignal(listener) {
      notify = listener;
      if (firstSignal !== null) listener(firstSignal);
    },
  };
}
