// Records the rows of the database that do not parse. Each is logged once with an incident id, and a notice shows how many there are.
import type { AppErrorOf } from '../../../shared/errors.ts';
import type { InvalidRow, InvalidRowError } from '../../db/rows/row-shape.ts';
import type { Log } from '../ports.ts';

/**
 * Maximum number of rows that are remembered and logged individually. It limits the log and the memory if the database is badly damaged.
 */
const maxRecordedRows = 1_000;

/** The rows that do not parse. Created before the database is opened, and again when another database replaces it. */
export interface InvalidRows {
  /** Records a row. Called each time the row is read. Returns the incident id under which the row was first logged. */
  report(error: InvalidRowError): string;
  /** The number of rows found so far; at most 1,000. */
  count(): number;
  /** Sets the listener, which is called for each newly found row. It replaces the previous listener. Called by the core. */
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
      // Further rows share the last incident id.
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

/** The error of a call that needs a row that does not parse. */
export function invalidRowError({ row }: InvalidRowError, incident: string): AppErrorOf<'database-row-invalid'> {
  return { kind: 'database-row-invalid', ...row, incident };
}
