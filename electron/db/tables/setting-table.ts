// Named values as JSON. Names of a newer studio are left alone.
import type { Database } from '../database.ts';

export type SettingTable = ReturnType<typeof createSettingTable>;

export function createSettingTable(database: Database) {
  const get = database.prepare<{ name: string }, { value: string }>('setting.get', 'SELECT value FROM setting WHERE name = :name');
  const all = database.prepare<{ prefix: string }, { name: string; value: string }>(
    'setting.all',
    `SELECT name, value FROM setting WHERE name >= :prefix AND name < :prefix || '~'`,
  );
  const set = database.prepare<{ name: string; value: string }>(
    'setting.set',
    'INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare<{ name: string }>('setting.remove', 'DELETE FROM setting WHERE name = :name');
  return {
    get: (name: string): unknown => {
      const row = get.get({ name });
      return row === undefined ? null : JSON.parse(row.value);
    },
    /** All values whose name begins with `prefix`, under the rest of their names. */
    all: (prefix: string): Readonly<Record<string, unknown>> =>
      Object.fromEntries(all.all({ prefix }).map(({ name, value }) => [name.slice(prefix.length), JSON.parse(value)])),
    set: (name: string, value: unknown): void => {
      set.run({ name, value: JSON.stringify(value) });
    },
    remove: (name: string): void => {
      remove.run({ name });
    },
  };
}
