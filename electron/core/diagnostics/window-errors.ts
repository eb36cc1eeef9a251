// Logs bugs of the window. The window reports them because it cannot write to the log.
import type { CallInput } from '../../../shared/ipc.ts';
import type { Clock, Log } from '../ports.ts';

type WindowError = CallInput<'system.reportWindowError'>;

const maxPerMinute = 10;
const minuteMs = 60_000;

/** Receives the errors of the window. Exists as long as the studio. */
export interface WindowErrors {
  /**
   * Logs an error as an incident and returns its id. Returns null after ten errors within a minute, because a bug may repeat with every
   * frame.
   */
  report(error: WindowError): string | null;
}

/**
 * Replaces each URL with its file name, because a URL contains a path of the user's computer or a signature. The line and column numbers
 * stay.
 */
function withoutAddresses(text: string): string {
  return text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s)'"<>]*/gi, (url) => {
    const [path = '', query = ''] = url.split(/[?#](.*)/s);
    const position = /(?::\d+){1,2}$/.exec(query)?.[0] ?? '';
    return path.slice(path.lastIndexOf('/') + 1) + position;
  });
}

/** Called once by `core/compose/`. */
export function createWindowErrors({ clock, log }: { readonly clock: Pick<Clock, 'monotonicMs'>; readonly log: Log }): WindowErrors {
  let loggedAtMs: readonly number[] = [];
  return {
    report({ where, message, stack }) {
      const nowMs = clock.monotonicMs();
      loggedAtMs = loggedAtMs.filter((atMs) => nowMs - atMs < minuteMs);
      if (loggedAtMs.length >= maxPerMinute) return null;
      loggedAtMs = [...loggedAtMs, nowMs];
      const error = new Error(withoutAddresses(message));
      // The stack of this process would be useless. In Chromium, the stack of the window begins with the message.
      error.stack = withoutAddresses(stack === '' ? message : stack);
      return log.incident(error, `window: ${where}`);
    },
  };
}
