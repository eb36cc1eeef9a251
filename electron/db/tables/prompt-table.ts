// Prompts that were used. Rows are written by a trigger on tasks; here they are read, hidden and shown again.
import type { Database } from '../database.ts';
import { createFullTextSearch, textSearchSql } from './full-text-search.ts';

export interface PromptRow {
  readonly id: number;
  readonly text: string;
  readonly useCount: number;
  readonly model: string;
  readonly usedAtMs: number;
}

/** Exported for the tests that pin their plans. */
export const promptSql = textSearchSql({
  table: 'prompt',
  index: 'prompt_search',
  text: 'text',
  columns: 't.id, t.text, t.useCount, t.model, t.usedAtMs',
  visible: 't.hidden = 0',
});

export function createPromptTable(database: Database) {
  const hide = database.prepare<{ id: number; hidden: 0 | 1 }>('prompt.hide', 'UPDATE prompt SET hidden = :hidden WHERE id = :id');

  return {
    ...createFullTextSearch<PromptRow>(database, 'prompt', promptSql),
    /** False where there is no such prompt (any more): it was used again and has moved. */
    setHidden: (id: number, hidden: boolean): boolean => hide.run({ id, hidden: hidden ? 1 : 0 }).changes > 0,
  };
}
