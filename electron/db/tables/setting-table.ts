// Named JSON values. Unknown names, e.g. of a newer studio, are kept. Callers parse the values.
import { parseJson } from '../../../shared/parse-json.ts';
import type { Database } from '../database.ts';
import { json, text } from '../rows/column-types.ts';
import { defineRow, InvalidRowError, type RowOf } from '../rows/row-shape.ts';
import { selectList } from '../sql-columns.ts';

/** Columns of `setting`. */
export const settingRow = defineRow('setting', { name: text, value: json }, 'name');
type SettingRow = RowOf<typeof settingRow>;

const allColumns = selectList(settingRow.columns);

/** Statements about settings. A value that is not JSON is reported and read as absent. */
export interface SettingTable {
  /** The value, which the caller parses; null if there is none. */
  get(name: string): unknown;
  /** True if a row exists, even if its value is not JSON. For settings whose presence alone matters. */
  has(name: string): boolean;
  /** All values whose name begins with `prefix`. The keys are the names without the prefix. */
  allColumns(prefix: string): Readonly<Record<string, unknown>>;
  set(name: string, value: unknown): void;
  remove(name: string): void;
}

/** Throws `InvalidRowError`. */
function jsonValueOf({ name, value }: SettingRow): unknown {
  const parsed = parseJson(value);
  if (parsed === undefined) throw new InvalidRowError({ table: 'setting', id: name, column: 'value' });
  return parsed;
}

/** Prepares the statements. */
export function createSettingTable(database: Database): SettingTable {
  const get = database.query<{ name: string }, SettingRow>(
    'setting.get',
    `SELECT ${allColumns} FROM setting WHERE name = :name`,
    settingRow,
  );
  const withPrefix = database.query<{ prefix: string }, SettingRow>(
    'setting.all',
    `SELECT ${allColumns} FROM setting WHERE name >= :prefix AND name < :prefix || '~'`,
    settingRow,
  );
  const has = database.query<{ name: string }, { name: string }>(
    'setting.has',
    'SELECT name FROM setting WHERE name = :name',
    settingRow.pick('name'),
  );
  const set = database.prepare<{ name: string; value: string }>(
    'setting.set',
    'INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare<{ name: string }>('setting.remove', 'DELETE FROM setting WHERE name = :name');
  return {
    get: (name) =>
      database.ifReadable(() => {
        const row = get.get({ name });
        return row === undefined ? null : jsonValueOf(row);
      }),
    has: (name) => has.get({ name }) !== undefined,
    allColumns: (prefix) =>
      Object.fromEntries(
        withPrefix.all({ prefix }).flatMap((row): [string, unknown][] => {
          const value = database.ifReadable(() => ({ value: jsonValueOf(row) }));
          return value === null ? [] : [[row.name.slice(prefix.length), value.value]];
        }),
      ),
    set(name, value) {
      set.run({ name, value: JSON.stringify(value) });
    },
    remove(name) {
      remove.run({ name });
    },
  };
}
