// Prompts that were used. A trigger on `task` writes the rows; the statements here search them and set `hidden`.
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { selectList } from '../sql-columns.ts';
import { createFullTextSearch, type FullTextSearch, textSearchSql } from './full-text-search.ts';

const promptRow = defineRow('prompt', {
  id: integer,
  text,
  /** Number of tasks with this prompt. */
  useCount: integer,
  /** Model of the newest of these tasks. */
  model: text,
  usedAtMs: integer,
});
/** A prompt with its latest use. */
type PromptRow = RowOf<typeof promptRow>;

/** The SQL statements. Exported for the tests of their query plans. */
export const promptSql = textSearchSql({
  table: 'prompt',
  index: 'prompt_search',
  text: 'text',
  columns: selectList(promptRow.columns, 't'),
  visible: 't.hidden = 0',
});

/** Statements about used prompts. */
export interface PromptTable extends FullTextSearch<PromptRow> {
  /** Returns false if no prompt has this id. A prompt that is used again gets a new id. */
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
