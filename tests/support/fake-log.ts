// A log that remembers. Incidents are bugs: most tests expect none.
import type { Log } from '../../electron/core/ports.ts';

export interface FakeLog extends Log {
  readonly incidents: unknown[];
  readonly lines: string[];
}

export function createFakeLog(): FakeLog {
  const incidents: unknown[] = [];
  const lines: string[] = [];
  return {
    incidents,
    lines,
    info: (event, fields) => lines.push(`${event} ${JSON.stringify(fields ?? {})}`),
    warn: (event, fields) => lines.push(`${event} ${JSON.stringify(fields ?? {})}`),
    incident(error, where) {
      incidents.push(error);
      lines.push(`incident ${where}: ${error instanceof Error ? error.message : String(error)}`);
      return `incident-${incidents.length}`;
    },
  };
}
