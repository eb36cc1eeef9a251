// Rows of the database that do not parse: each is logged once with an incident id, and the user is told how many there are.
import type { AppErrorOf } from '../../../shared/errors.ts';
import type { InvalidRow, InvalidRowError } from '../../db/rows/row-shape.ts';
import type { Log } from '../ports.ts';

/** Rows that are remembered, and logged, one by one: a database that is damaged all over must not fill log and memory. */
const maxRemembered = 1_000;

/** Made before the database is opened, and made anew when another one takes its place. */
export interface InvalidRows {
  /** Notes a row; called each time it is read. Answers the incident id under which it was logged first. */
  report(error: InvalidRowError): string;
  /** How many rows there are, as far as they were read; at most 1,000. */
  count(): number;
  /** Called when another row is found. There is one listener, the core. */
  onFound(listener: () => void): void;
}

const keyOf = ({ table, id, column }: InvalidRow): string => `${table} ${id ?? `? ${column}`}`;

/** Nothing is found yet. */
export function createInvalidRows(log: Pick<Log, 'incident'>): InvalidRows {
  const incidents = new Map<string, string>();
  let found: () => void = () => {};
  return {
    report(error) {
      const key = keyOf(error.row);
      const known = incidents.get(key);
      if (known !== undefined) return known;
      // One more than the list holds: those behind it share the last incident.
      if (incidents.size >= maxRemembered) return [...incidents.values()].at(-1) ?? '';
      const incident = log.incident(error, 'reading the database');
      incidents.set(key, incident);
      found();
      return incident;
    },
    count: () => incidents.size,
    onFound(listener) {
      found = listener;
    },
  };
}

/** What a call answers that needs such a row. */
export function invalidRowError({ row }: InvalidRowError, incident: string): AppErrorOf<'database-row-invalid'> {
  return { kind: 'database-row-invalid', ...row, incident };
}
