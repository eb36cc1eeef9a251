// Tracks the rows of the database that do not parse. Each is logged once with an incident id, and a notice shows how many there are.
import type { AppErrorOf } from '../../../shared/errors.ts';
import type { InvalidRow, InvalidRowError } from '../../db/rows/row-shape.ts';
import type { Log } from '../ports.ts';

/** Maximum number of rows remembered and logged individually. Limits the log and the memory for a badly damaged database. */
const maxRecordedRows = 1_000;

/** Created before the database is opened, and anew when another one replaces it. */
export interface InvalidRows {
  /** Records a row; called each time it is read. Returns the incident id under which it was logged first. */
  report(error: InvalidRowError): string;
  /** The number of rows found so far; at most 1,000. */
  count(): number;
  /** Sets the listener, the core, which is called for each newly found row. Replaces the previous listener. */
  onFound(listener: () => void): void;
}

const keyOf = ({ table, id, column }: InvalidRow): string => `${table} ${id ?? `? ${column}`}`;

/** Creates an empty list. */
export function createInvalidRows(log: Pick<Log, 'incident'>): InvalidRows {
  const incidents = new Map<string, string>();
  let notifyFound: () => void = () => {};
  return {
    report(error) {
      const key = keyOf(error.row);
      const knownIncident = incidents.get(key);
      if (knownIncident !== undefined) return knownIncident;
      // Further rows share the last incident.
      if (incidents.size >= maxRecordedRows) return [...incidents.values()].at(-1) ?? '';
      const incident = log.incident(error, 'reading the database');
      incidents.set(key, incident);
      notifyFound();
      return incident;
    },
    count: () => incidents.size,
    onFound(listener) {
      notifyFound = listener;
    },
  };
}

/** The error of a call that needs such a row. */
export function invalidRowError({ row }: InvalidRowError, incident: string): AppErrorOf<'database-row-invalid'> {
  return { kind: 'database-row-invalid', ...row, incident };
}
