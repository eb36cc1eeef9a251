// What was last put into the variables of templates.
import type { Database } from '../database.ts';
import { text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';

const variableValueRow = defineRow('prompt_variable', { name: text, value: text });
/** A variable's name, and what was last put into it, whatever the template. */
export type VariableValue = RowOf<typeof variableValueRow>;

/** Older values make room: a form that has not been filled for so long is no loss. */
const variablesKept = 1_000;

/** Statements about values of variables. */
export interface TemplateValueTable {
  /** All that are kept. */
  values(): readonly VariableValue[];
  /** Keeps what was filled in, at the cost of what was not for the longest time. */
  saveValues(given: readonly VariableValue[], nowMs: number): void;
}

/** Prepares the statements; part of `createTemplateTable`. */
export function createTemplateValueTable(database: Database): TemplateValueTable {
  const values = database.query<object, VariableValue>('template.values', 'SELECT name, value FROM prompt_variable', variableValueRow);
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
    values: (): readonly VariableValue[] => values.all({}),
    saveValues(given: readonly VariableValue[], nowMs: number): void {
      database.transaction(() => {
        for (const { name, value } of given) keepValue.run({ name, value, usedAtMs: nowMs });
        trimValues.run({ kept: variablesKept });
      });
    },
  };
}
