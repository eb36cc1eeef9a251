// How the library can be sorted and grouped: the orders and groups that a user can choose. Settings store them by these names.
import type { GroupKey, SortKey } from './search-request.ts';

/** The key that results are sorted by, and the direction. */
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

/** The order of a result. `manual` is the order of the searched collection: the window knows it, and main sorts by date. */
export type ResultSort = SortChoice | 'manual';

/** The groups that the library offers. */
export const groupChoices = ['day', 'month', 'model', 'collection', 'none'] as const satisfies readonly GroupKey[];
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

/** True when an order keeps the videos of a day or month together. In any other order, groups by date would be out of order. */
export const hasDateGroups = (sort: ResultSort): boolean => sort !== 'manual' && orderOf[sort].key === 'date';

/** The order that takes effect: by relevance only if the search has words. */
export const effectiveSort = (sort: SortChoice, hasWords: boolean): SortChoice => (sort === 'relevance' && !hasWords ? 'newest' : sort);

/** The groups that take effect in an order. */
export const effectiveGroup = (group: GroupChoice, sort: ResultSort): GroupChoice =>
  sort === 'manual' || ((group === 'day' || group === 'month') && !hasDateGroups(sort)) ? 'none' : group;
