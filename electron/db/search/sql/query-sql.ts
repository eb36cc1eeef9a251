// Writes a query as an SQL condition, for tables that have no index of their own: earlier prompts and reference files. The library has
// one (`search-index.ts`). Both give the results that `matches` in shared/search/match-entry.ts defines.
import type { Condition, Query } from '../../../../shared/search/query.ts';
import type { Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { requiredTokenText } from './token-text.ts';

/** A condition with the values of its named parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Adds a value, and returns its parameter as it is written in SQL: `:v0`. */
export type BindValue = (value: string | number) => string;

/** What the SQL of a search needs to know about a table: the column of the texts, and how conditions are written. */
export interface SearchedTable {
  /** The column with the searched form of the text (`token-text.ts`). It must not be NULL in the searched rows. */
  readonly tokens: string;
  /** Returns the SQL of a condition. It may be NULL for an unknown value. Only called for the fields that the parser knows for this table. */
  condition(condition: Condition, bind: BindValue): string;
}

/** Writes a query as a condition. `table` has the columns. */
export function querySql(query: Query, table: SearchedTable, tokenizer: Tokenizer): SqlCondition {
  const values: Record<string, string | number> = {};
  const bind: BindValue = (value) => {
    const name = `v${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const joinParts = (parts: readonly Query[], operator: string, empty: string): string =>
    parts.length === 0 ? empty : `(${parts.map(write).join(` ${operator} `)})`;

  function write(part: Query): string {
    switch (part.kind) {
      case 'and':
        return joinParts(part.parts, 'AND', '1');
      case 'or':
        return joinParts(part.parts, 'OR', '0');
      case 'not':
        return `NOT ${write(part.part)}`;
      case 'words': {
        const requiredText = requiredTokenText(part, tokenizer);
        return requiredText === null ? '1' : `(instr(${table.tokens}, ${bind(requiredText)}) > 0)`;
      }
      case 'condition':
        // An unknown value meets no condition, but its negation.
        return `coalesce((${table.condition(part.condition, bind)}), 0)`;
    }
  }

  return { sql: write(query), values };
}

/** An FTS5 index of trigrams finds texts of at least this many characters. */
const minIndexedLength = 3;

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * Returns an expression for an FTS5 index of the trigrams of the searched form. It finds all rows that the query finds, and others. null if
 * the query requires no text that is long enough.
 */
export function trigramExpression(query: Query, tokenizer: Tokenizer): string | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const texts = parts.flatMap((part) => (part.kind === 'words' ? (requiredTokenText(part, tokenizer) ?? []) : []));
  const indexed = texts.filter((text) => [...text].length >= minIndexedLength);
  return indexed.length === 0 ? null : indexed.map(quote).join(' AND ');
}
