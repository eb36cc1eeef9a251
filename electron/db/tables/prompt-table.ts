// The prompt history: every prompt that a task has used, once. The trigger `task_prompt` writes the rows, and nothing deletes them. The
// statements here search them and set `hidden`, which removes a prompt from the list until it is used again. Triggers maintain an FTS5
// index of the trigrams of `tokens`, the searched form of the text. Trigrams cannot find one or two letters, such as many Chinese words, so
// every word is compared with `tokens` as well. This took at most 45 ms for 100,000 texts of 200 letters.
import { findModel } from '../../../shared/models/index.ts';
import { positionsOf, sequenceOf } from '../../../shared/search/match-words.ts';
import type { Condition, Query } from '../../../shared/search/query.ts';
import type { Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { type BindValue, querySql, trigramExpression } from '../search/sql/query-sql.ts';
import { selectList } from '../sql-columns.ts';
import { createTokenizedText, type TokenizedText, tokenizedTextSql } from './tokenized-text.ts';

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

const columns = selectList(promptRow.columns, 't');

/** The SQL statements. Exported for the tests of their query plans. */
export const promptSql = {
  ...tokenizedTextSql('prompt', 'text'),
  newest: `SELECT ${columns} FROM prompt t WHERE t.hidden = 0 ORDER BY t.id DESC LIMIT :limit`,
  models: 'SELECT DISTINCT model FROM prompt',
} as const;

/**
 * Returns the statements of a search with this condition. `indexed` reads the full-text index backwards by id and stops as soon as there are enough rows;
 * that index contains only the prompts that are not hidden.
 */
export const promptSearchSql = (condition: string) =>
  ({
    indexed: `SELECT ${columns} FROM prompt_search s JOIN prompt t ON t.id = s.rowid
      WHERE prompt_search MATCH :match AND ${condition} ORDER BY s.rowid DESC LIMIT :limit`,
    scanned: `SELECT ${columns} FROM prompt t WHERE t.hidden = 0 AND t.tokens IS NOT NULL AND ${condition} ORDER BY t.id DESC LIMIT :limit`,
  }) as const;

/** Statements about used prompts. */
export interface PromptTable extends TokenizedText {
  /** The newest prompts. */
  newest(limit: number): readonly PromptRow[];
  /** The prompts that a query finds, newest first. Does not find prompts that are not tokenized yet. */
  search(query: Query, tokenizer: Tokenizer, limit: number): readonly PromptRow[];
  /** Returns false if no prompt has this id. A prompt that is used again gets a new id. */
  setHidden(id: number, hidden: boolean): boolean;
}

/** Returns a test for the models that meet a condition. */
function modelTest(condition: Extract<Condition, { text: string }>, tokenizer: Tokenizer): (modelId: string) => boolean {
  const phrase = sequenceOf(condition.text, tokenizer);
  const isNamed = (name: string | undefined): boolean =>
    name !== undefined && positionsOf(tokenizer.tokenize(name), phrase, (token, last) => token === last).length > 0;
  return condition.field === 'vendor' ? (id) => isNamed(findModel(id)?.vendor) : (id) => isNamed(id) || isNamed(findModel(id)?.name);
}

/** The SQL of a condition on a prompt. `models`: the models of all prompts. */
function conditionSql(condition: Condition, bind: BindValue, models: () => readonly string[], tokenizer: Tokenizer): string {
  switch (condition.field) {
    case 'model':
    case 'vendor':
      return `t.model IN (${models().filter(modelTest(condition, tokenizer)).map(bind).join(', ')})`;
    case 'before':
      return `t.usedAtMs < ${bind(condition.atMs)}`;
    case 'after':
      return `t.usedAtMs >= ${bind(condition.atMs)}`;
    default:
      throw new Error(`a search of prompts has no field ${condition.field}`);
  }
}

/** Prepares the statements. A search has statements of its own, because they depend on the query. */
export function createPromptTable(database: Database): PromptTable {
  const hide = database.prepare<{ id: number; hidden: 0 | 1 }>('prompt.hide', 'UPDATE prompt SET hidden = :hidden WHERE id = :id');
  const newest = database.query<{ limit: number }, PromptRow>('prompt.newest', promptSql.newest, promptRow);
  const modelsOfPrompts = database.query<object, { model: string }>(
    'prompt.models',
    promptSql.models,
    defineRow('prompt', { model: text }),
  );
  return {
    ...createTokenizedText(database, 'prompt', promptSql),
    newest: (limit) => newest.all({ limit }),
    search(query, tokenizer, limit) {
      const models = (): readonly string[] => modelsOfPrompts.all({}).map(({ model }) => model);
      const searchedTable = {
        tokens: 't.tokens',
        condition: (condition: Condition, bind: BindValue) => conditionSql(condition, bind, models, tokenizer),
      };
      const { sql, values } = querySql(query, searchedTable, tokenizer);
      const match = trigramExpression(query, tokenizer);
      const { indexed, scanned } = promptSearchSql(sql);
      if (match === null) return database.query<object, PromptRow>('prompt.scanned', scanned, promptRow).all({ ...values, limit });
      return database.query<object, PromptRow>('prompt.indexed', indexed, promptRow).all({ ...values, match, limit });
    },
    setHidden: (id, hidden) => hide.run({ id, hidden: hidden ? 1 : 0 }).changes > 0,
  };
}
