// Templates of prompts, and what was last put into their variables.
import type { Database } from '../database.ts';

export interface TemplateRow {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly removedAtMs: number | null;
}

export interface VariableValue {
  readonly name: string;
  readonly value: string;
}

/** Older values make room: a form that has not been filled for so long is no loss. */
const variablesKept = 1_000;

export function createTemplateTable(database: Database) {
  const all = database.prepare<object, TemplateRow>(
    'template.all',
    'SELECT * FROM prompt_template WHERE removedAtMs IS NULL ORDER BY name',
  );
  const get = database.prepare<{ id: number }, TemplateRow>('template.get', 'SELECT * FROM prompt_template WHERE id = :id');
  const count = database.prepare<object, { n: number }>(
    'template.count',
    'SELECT count(*) AS n FROM prompt_template WHERE removedAtMs IS NULL',
  );
  const named = database.prepare<{ name: string }, { id: number }>(
    'template.named',
    'SELECT id FROM prompt_template WHERE name = :name AND removedAtMs IS NULL',
  );
  const insert = database.prepare<Omit<TemplateRow, 'id'>>(
    'template.insert',
    `INSERT INTO prompt_template (name, text, createdAtMs, changedAtMs, removedAtMs)
      VALUES (:name, :text, :createdAtMs, :changedAtMs, :removedAtMs)`,
  );
  const update = database.prepare<TemplateRow>(
    'template.update',
    `UPDATE prompt_template SET name = :name, text = :text, createdAtMs = :createdAtMs, changedAtMs = :changedAtMs,
      removedAtMs = :removedAtMs WHERE id = :id`,
  );
  const forgetRemoved = database.prepare<{ beforeMs: number }>(
    'template.forgetRemoved',
    'DELETE FROM prompt_template WHERE removedAtMs < :beforeMs',
  );
  const values = database.prepare<object, VariableValue>('template.values', 'SELECT name, value FROM prompt_variable');
  const keepValue = database.prepare<{ name: string; value: string; usedAtMs: number }>(
    'template.keepValue',
    'INSERT OR REPLACE INTO prompt_variable (name, value, usedAtMs) VALUES (:name, :value, :usedAtMs)',
  );
  const trimValues = database.prepare<{ kept: number }>(
    'template.trimValues',
    `DELETE FROM prompt_variable WHERE name IN
      (SELECT name FROM prompt_variable ORDER BY usedAtMs DESC, name LIMIT -1 OFFSET :kept)`,
  );
  return {
    /** By name. */
    all: () => all.all({}),
    get: (id: number) => get.get({ id }),
    /** The id of the template with this name, however its letters are written. */
    idOfName: (name: string): number | null => named.get({ name })?.id ?? null,
    insert: (row: Omit<TemplateRow, 'id'>): number => insert.run(row).id,
    update: (row: TemplateRow): void => {
      update.run(row);
    },
    /** Those that were thrown away before this moment are gone for good. */
    purgeRemovedBefore: (beforeMs: number): void => {
      forgetRemoved.run({ beforeMs });
    },
    /** How many there are, without those that were thrown away. */
    count: (): number => count.get({})?.n ?? 0,
    values: (): readonly VariableValue[] => values.all({}),
    saveValues(given: readonly VariableValue[], nowMs: number): void {
      database.transaction(() => {
        for (const { name, value } of given) keepValue.run({ name, value, usedAtMs: nowMs });
        trimValues.run({ kept: variablesKept });
      });
    },
  };
}
