// What the user searches for: the text with the order of its result. Pure.
import { models } from '../../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../../shared/search/catalogue-values.ts';
import type { QueryContext } from '../../../../../shared/search/known-values.ts';
import { parseQuery } from '../../../../../shared/search/parse-query.ts';
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
import { withoutUnfinishedWord } from './begun-word.ts';

/** What the user searches for. Each change makes a new object: runner, result and grid compare by identity. */
export interface SearchSpec {
  readonly scope: SearchScope;
  readonly text: string;
  /** The parts of the text that an entry must meet, all of them; empty where everything is found. */
  readonly parts: readonly Span[];
  readonly sort: ResultSort;
  readonly group: GroupChoice;
}

const catalogue = catalogueValues(models);

/** What a typed search is parsed with, now. The same values as in main. */
export const queryContext = (): QueryContext => ({ nowMs: Date.now(), ...catalogue });

/** A text, parsed with the values of the catalogue. */
export const parsedNow = (text: string): ParsedQuery => parseQuery(text, queryContext());

/** True for a query that has words, which results can be ordered by. */
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

/** What a search is made from: the text with its parsed form, the order as chosen, and the cursor. */
export interface TypedSearch {
  readonly scope: SearchScope;
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly sort: SortChoice;
  readonly group: GroupChoice;
  readonly caret: number | null;
  /** A collection is shown in its own order. */
  readonly prefersManual: boolean;
}

/** The search that a text and an order make; null where they show the library as it is. */
export function specOf(next: TypedSearch): SearchSpec | null {
  const text = withoutUnfinishedWord(next.text, next.caret);
  const { query, parts } = text === next.text ? next.parsed : parsedNow(text);
  const isManual = next.scope === 'videos' && next.prefersManual && collectionNameIn(query) !== null;
  const sort = isManual ? 'manual' : effectiveSort(next.sort, hasWords(query));
  const group = effectiveGroup(next.group, sort);
  const isMirrored = next.scope === 'videos' && parts.length === 0 && sort === 'newest' && group === 'day';
  return isMirrored ? null : { scope: next.scope, text, parts, sort, group };
}

/** True for two searches that find the same in the same order. */
export const isSameSpec = (a: SearchSpec | null, b: SearchSpec | null): boolean =>
  a === b || (a !== null && b !== null && a.scope === b.scope && a.text === b.text && a.sort === b.sort && a.group === b.group);

/** True for a search that leaves something out. */
export const isNarrow = (spec: SearchSpec | null): boolean => spec !== null && spec.parts.length > 0;
