// The orders and groups of the library that a user can choose, by the names under which they are remembered.
import type { GroupKey, SortKey } from './search-request.ts';

/** What results are sorted by, and in which direction. */
export interface ResultOrder {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** The orders that the library offers. `relevance` is offered for a search with words only. */
export const sortChoices = [
  'newest',
  'oldest',
  'longest',
  'shortest',
  'most-credits',
  'fewest-credits',
  'largest',
  'smallest',
  'name',
  'name-descending',
  'best-rated',
  'worst-rated',
  'relevance',
] as const;
/** One of the orders that the library offers. */
export type SortChoice = (typeof sortChoices)[number];

/** What a result can be sorted by: `manual` is the order of the collection that is searched in, which the window knows; main sorts by date. */
export type ResultSort = SortChoice | 'manual';

/** The groups that the library offers. */
export const groupChoices = ['day', 'month', 'model', 'none'] as const satisfies readonly GroupKey[];
/** One of the groups that the library offers. */
export type GroupChoice = (typeof groupChoices)[number];

/** The order that a choice stands for. */
export const orderOf: Readonly<Record<ResultSort, ResultOrder>> = {
  manual: { key: 'date', isDescending: true },
  newest: { key: 'date', isDescending: true },
  oldest: { key: 'date', isDescending: false },
  longest: { key: 'duration', isDescending: true },
  shortest: { key: 'duration', isDescending: false },
  'most-credits': { key: 'credits', isDescending: true },
  'fewest-credits': { key: 'credits', isDescending: false },
  largest: { key: 'size', isDescending: true },
  smallest: { key: 'size', isDescending: false },
  name: { key: 'name', isDescending: false },
  'name-descending': { key: 'name', isDescending: true },
  'best-rated': { key: 'rating', isDescending: true },
  'worst-rated': { key: 'rating', isDescending: false },
  relevance: { key: 'relevance', isDescending: true },
};

/** True when groups by day or month follow from an order. In any other order, each day would come where its first video does. */
export const hasDateGroups = (sort: ResultSort): boolean => sort !== 'manual' && orderOf[sort].key === 'date';

/** The order that takes effect: by relevance only where there are words. */
export const effectiveSort = (sort: SortChoice, hasWords: boolean): SortChoice => (sort === 'relevance' && !hasWords ? 'newest' : sort);

/** The groups that take effect in an order. */
export const effectiveGroup = (group: GroupChoice, sort: ResultSort): GroupChoice =>
  sort === 'manual' || ((group === 'day' || group === 'month') && !hasDateGroups(sort)) ? 'none' : group;
