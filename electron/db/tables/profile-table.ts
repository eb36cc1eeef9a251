// Profiles: name, base URLs, encrypted key, holds and pauses of the queue.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { blob, booleanInteger, integer, json, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList, updateSql, withoutColumns } from '../sql-columns.ts';

/** Columns of `profile`. */
export const profileRow = defineRow('profile', {
  id: integer,
  kind: z.enum(['evolink', 'simulator']),
  name: text,
  apiBaseUrl: text,
  filesBaseUrl: text,
  encryptedKey: blob.nullable(),
  keyLastFour: text.nullable(),
  keyBackend: text.nullable(),
  keyChangedAtMs: integer.nullable(),
  pausedUntilMs: integer.nullable(),
  /** JSON of the latest balance. */
  credits: json.nullable(),
  createdAtMs: integer,
  /** The user has paused the queue: nothing is submitted until they resume it. */
  pausedByUser: booleanInteger,
  /** Maximum number of requests per second. */
  requestsPerSecond: integer,
  /**
   * Incremented whenever the key or the API address changes. Revisions are compared instead of times, because a clock change may reverse
   * the order of times.
   */
  keyRevision: integer,
  /** JSON array of `Hold` (core/accounts/queue-holds.ts). */
  holds: json,
  /**
   * Salt and hash of the last key (core/accounts/key-hash.ts), which stay after the key was forgotten; null if no key was used since the
   * column was added.
   */
  keyHash: text.nullable(),
});
/** An account of the service or the simulator, with its key and limits. */
export type ProfileRow = RowOf<typeof profileRow>;

const selected = selectList(profileRow.columns);
const columns = withoutColumns(profileRow.columns, 'id');

/** Statements about profiles. A row that does not parse is read as absent: nothing is submitted, polled or downloaded for it. */
export interface ProfileTable {
  /** Returns the id of the new row. */
  insert(row: Omit<ProfileRow, 'id'>): number;
  update(row: ProfileRow): void;
  get(id: number): ProfileRow | undefined;
  /** All profiles, ordered by id. */
  all(): ProfileRow[];
}

/** Prepares the statements. */
export function createProfileTable(database: Database): ProfileTable {
  const insert = database.prepare<Omit<ProfileRow, 'id'>>('profile.insert', insertSql('profile', columns));
  const update = database.prepare<ProfileRow>('profile.update', updateSql('profile', columns));
  const get = database.query<{ id: number }, ProfileRow>('profile.get', `SELECT ${selected} FROM profile WHERE id = :id`, profileRow);
  const all = database.query<object, ProfileRow>('profile.all', `SELECT ${selected} FROM profile ORDER BY id`, profileRow);
  return {
    insert: (row) => insert.run(row).id,
    update(row) {
      update.run(row);
    },
    get: (id) => database.ifReadable(() => get.get({ id })) ?? undefined,
    all: () => all.all({}),
  };
}
