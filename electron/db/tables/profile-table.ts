// Accounts: name, base URLs, the encrypted key, and what holds or pauses their queue.

import type { Database } from '../database.ts';
import { insertSql, updateSql } from '../sql-columns.ts';

export interface ProfileRow {
  readonly id: number;
  readonly kind: 'evolink' | 'simulator';
  readonly name: string;
  readonly apiBaseUrl: string;
  readonly filesBaseUrl: string;
  readonly encryptedKey: Uint8Array | null;
  readonly keyLastFour: string | null;
  readonly keyBackend: string | null;
  readonly keyChangedAtMs: number | null;
  /** Incremented whenever the key or the API address becomes another one; compared instead of moments, which a clock that is set may reverse. */
  readonly keyRevision: number;
  /** Salt and hash of the last key (core/accounts/key-hash.ts), also after it was forgotten; null where no key was in use since the column exists. */
  readonly keyHash: string | null;
  /** JSON array of `Hold` (core/accounts/queue-holds.ts). */
  readonly holds: string;
  readonly pausedUntilMs: number | null;
  /** JSON. */
  readonly credits: string | null;
  readonly createdAtMs: number;
  /** Set by the person: nothing new is sent until they let it go on. */
  readonly pausedByUser: 0 | 1;
  /** Requests a second at most. */
  readonly requestsPerSecond: number;
}

const columns = [
  'kind',
  'name',
  'apiBaseUrl',
  'filesBaseUrl',
  'encryptedKey',
  'keyLastFour',
  'keyBackend',
  'keyChangedAtMs',
  'pausedUntilMs',
  'credits',
  'createdAtMs',
  'pausedByUser',
  'requestsPerSecond',
  'keyRevision',
  'holds',
  'keyHash',
] as const satisfies readonly Exclude<keyof ProfileRow, 'id'>[];

export function createProfileTable(database: Database) {
  const insert = database.prepare<Omit<ProfileRow, 'id'>>('profile.insert', insertSql('profile', columns));
  const update = database.prepare<ProfileRow>('profile.update', updateSql('profile', columns));
  const get = database.prepare<{ id: number }, ProfileRow>('profile.get', 'SELECT * FROM profile WHERE id = :id');
  const all = database.prepare<object, ProfileRow>('profile.all', 'SELECT * FROM profile ORDER BY id');
  return {
    insert: (row: Omit<ProfileRow, 'id'>): number => insert.run(row).id,
    update: (row: ProfileRow): void => {
      update.run(row);
    },
    get: (id: number) => get.get({ id }),
    all: () => all.all({}),
  };
}
