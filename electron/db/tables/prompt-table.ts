// Prompts that were used. Rows are written by a trigger on tasks; here they are read, hidden and shown again.
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { selectList } from '../sql-columns.ts';
import { createFullTextSearch, type FullTextSearch, textSearchSql } from './full-text-search.ts';

const promptRow = defineRow('prompt', {
  id: integer,
  text,
  /** How many tasks were made with it. */
  useCount: integer,
  /** Of the newest of them. */
  model: text,
  usedAtMs: integer,
});
/** A prompt, with its newest use. */
type PromptRow = RowOf<typeof promptRow>;

/** Exported for the tests that pin their plans. */
export const promptSql = textSearchSql({
  table: 'prompt',
  index: 'prompt_search',
  text: 'text',
  columns: selectList(promptRow.columns, 't'),
  visible: 't.hidden = 0',
});

/** Statements about used prompts. */
export interface PromptTable extends FullTextSearch<PromptRow> {
  /** False where there is no such prompt (any more): it was used again and has moved. */
  setHidden(id: number, hidden: boolean): boolean;
}

/** Prepares the statements. */
export function createPromptTable(database: Database): PromptTable {
  const hide = database.prepare<{ id: number; hidden: 0 | 1 }>('prompt.hide', 'UPDATE prompt SET hidden = :hidden WHERE id = :id');
  return {
    ...createFullTextSearch(database, 'prompt', promptSql, promptRow),
    setHidden: (id, hidden) => hide.run({ id, hidden: hidden ? 1 : 0 }).changes > 0,
  };
}
