// Logs bugs of the window, which the window reports because it cannot write to the log.
import type { CallInput } from '../../../shared/ipc.ts';
import type { Clock, Log } from '../ports.ts';

type WindowError = CallInput<'system.reportWindowError'>;

const maxPerMinute = 10;
const minuteMs = 60_000;

/** Lives as long as the studio. */
export interface WindowErrors {
  /** Logs an error as an incident and returns its id; null after ten of them within a minute, because a bug may repeat with every frame. */
  report(error: WindowError): string | null;
}

/**
 * Replaces each URL by the name of its file: a URL holds a path of the user's computer, or a signature. The line and the column after it stay.
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
      // The stack of this process would be useless. In Chromium the stack of the window begins with the message.
      error.stack = withoutAddresses(stack === '' ? message : stack);
      return log.incident(error, `window: ${where}`);
    },
  };
}
