// The latest values of template variables.
import type { Database } from '../database.ts';
import { text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';

const variableValueRow = defineRow('prompt_variable', { name: text, value: text });
/** A variable's name and its latest value, in any template. */
export type VariableValue = RowOf<typeof variableValueRow>;

/** Maximum number of stored values. Beyond it, the least recently used values are deleted. */
const maxVariables = 1_000;

/** Statements about values of variables. */
export interface TemplateValueTable {
  /** All stored values. */
  values(): readonly VariableValue[];
  /** Stores values and deletes the least recently used beyond the limit. */
  saveValues(entries: readonly VariableValue[], nowMs: number): void;
}

/** Prepares the statements; part of `createTemplateTable`. */
export function createTemplateValueTable(database: Database): TemplateValueTable {
  const values = database.query<object, VariableValue>('template.values', 'SELECT name, value FROM prompt_variable', variableValueRow);
  const saveValue = database.prepare<{ name: string; value: string; usedAtMs: number }>(
    'template.saveValue',
    'INSERT OR REPLACE INTO prompt_variable (name, value, usedAtMs) VALUES (:name, :value, :usedAtMs)',
  );
  const trimValues = database.prepare<{ maxCount: number }>(
    'template.trimValues',
    `DELETE FROM prompt_variable WHERE name IN
      (SELECT name FROM prompt_variable ORDER BY usedAtMs DESC, name LIMIT -1 OFFSET :maxCount)`,
  );
  return {
    values: (): readonly VariableValue[] => values.all({}),
    saveValues(entries: readonly VariableValue[], nowMs: number): void {
      database.transaction(() => {
        for (const { name, value } of entries) saveValue.run({ name, value, usedAtMs: nowMs });
        trimValues.run({ maxCount: maxVariables });
      });
    },
  };
}
