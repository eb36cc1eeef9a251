// What the user searches for: the text with the order of its result. Pure.
import { models } from '../../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../../shared/search/catalogue-values.ts';
import type { QueryContext } from '../../../../../shared/search/known-values.ts';
import { parseQuery } from '../../../../../shared/search/parse/parse-query.ts';
import type { ParsedQuery, Query, Span } from '../../../../../shared/search/query.ts';
import {
  effectiveGroup,
  effectiveSort,
  type GroupChoice,
  type ResultSort,
  type SortChoice,
} from '../../../../../shared/search/result-order.ts';
import type { SearchScope } from '../../../../../shared/search/search-request.ts';
import { collectionNameIn } from '../collections/chosen-collection.ts';
import { withoutUnfinishedWord } from './unfinished-word.ts';

/** A search with the order of its result. Each change makes a new object: runner, result and grid compare by identity. */
export interface SearchSpec {
  readonly scope: SearchScope;
  readonly text: string;
  /** The text, parsed. */
  readonly query: Query;
  /** The parts of the text. An entry must meet all of them. If there are none, every entry is found. */
  readonly parts: readonly Span[];
  readonly sort: ResultSort;
  readonly group: GroupChoice;
}

const catalogue = catalogueValues(models);

/** The values for parsing a typed search at the current time. Main uses the same values. */
export const queryContext = (): QueryContext => ({ nowMs: Date.now(), ...catalogue });

/** Parses a typed search with the values of the catalogue, at the current time. */
export const parseTyped = (text: string): ParsedQuery => parseQuery(text, queryContext());

/** Whether a query has words; only then results can be sorted by relevance. */
export function hasWords(query: Query): boolean {
  switch (query.kind) {
    case 'words':
      return true;
    case 'condition':
      return false;
    case 'not':
      return hasWords(query.part);
    case 'and':
    case 'or':
      return query.parts.some(hasWords);
  }
}

/** The input of `specOf`: the text with its parsed form, the chosen order, and the cursor. */
export interface TypedSearch {
  readonly scope: SearchScope;
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly sort: SortChoice;
  readonly group: GroupChoice;
  readonly caret: number | null;
  /** True when a collection is to be shown in its own order. */
  readonly prefersManual: boolean;
}

/** The search for a text and an order; null if they show the whole library, newest first, which needs no search. */
export function specOf(next: TypedSearch): SearchSpec | null {
  const text = withoutUnfinishedWord(next.text, next.caret);
  const { query, parts } = text === next.text ? next.parsed : parseTyped(text);
  const isManual = next.scope === 'videos' && next.prefersManual && collectionNameIn(query) !== null;
  const sort = isManual ? 'manual' : effectiveSort(next.sort, hasWords(query));
  const group = effectiveGroup(next.group, sort);
  const isWholeLibrary = next.scope === 'videos' && parts.length === 0 && sort === 'newest' && group === 'day';
  return isWholeLibrary ? null : { scope: next.scope, text, query, parts, sort, group };
}

/** True for two searches that find the same entries in the same order. */
export const isSameSpec = (a: SearchSpec | null, b: SearchSpec | null): boolean =>
  a === b || (a !== null && b !== null && a.scope === b.scope && a.text === b.text && a.sort === b.sort && a.group === b.group);

/** True for a search that leaves out entries. */
export const isNarrow = (spec: SearchSpec | null): boolean => spec !== null && spec.parts.length > 0;
