// Signals that end the studio. Chromium listens for them too, and quits as if a person had asked: then the person would be asked, who may not
// be there. So the studio listens from its first line on, and once more when the app is ready, in case Chromium came in between.

/** What the system's own end is told to. */
export interface Signals {
  /** Takes the signals back from Chromium, which may have taken them for itself while it started. */
  restoreDefaultHandlers(): void;
  /** `listener` hears of the first signal, also of one that came before. */
  onSignal(listener: (signal: string) => void): void;
}

const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Listens at once. */
export function listenForExitSignals(): Signals {
  let first: string | null = null;
  let tell = (_signal: string) => {};
  const hear = (signal: string) => {
    first ??= signal;
    tell(signal);
  };
  const listen = () => {
    for (const signal of endings) process.on(signal, hear);
  };
  listen();
  return {
    restoreDefaultHandlers() {
      for (const signal of endings) process.off(signal, hear);
      listen();
    },
    onSignal(listener) {
      tell = listener;
      if (first !== null) listener(first);
    },
  };
}
