// A log that stores its lines. An incident in the log is a bug; most tests expect none.
import type { Log } from '../../electron/core/ports.ts';

export interface FakeLog extends Log {
  readonly incidents: unknown[];
  /** The event and fields of each line, except lines of level `debug`. */
  readonly lines: string[];
}

/** `onDebug` receives the lines of level `debug`, which are not stored because long runs have very many. */
export function createFakeLog(onDebug?: (line: string) => void): FakeLog {
  const incidents: unknown[] = [];
  const lines: string[] = [];
  return {
    incidents,
    lines,
    debug: (event, fields) => onDebug?.(`${event} ${JSON.stringify(fields?.() ?? {})}`),
    info: (event, fields) => lines.push(`${event} ${JSON.stringify(fields ?? {})}`),
    warn: (event, fields) => lines.push(`${event} ${JSON.stringify(fields ?? {})}`),
    incident(error, where) {
      incidents.push(error);
      lines.push(`incident ${where}: ${error instanceof Error ? error.message : String(error)}`);
      return `incident-${incidents.length}`;
    },
  };
}
