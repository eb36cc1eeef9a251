// The columns of the list view: which ones fit, and which orders their headings choose. Pure.
import type { ResultSort, SortChoice } from '../../../../../../shared/search/result-order.ts';

/** The columns in their order. */
const listColumns = ['picture', 'title', 'rating', 'model', 'date', 'duration', 'ratio', 'quality', 'credits', 'size'] as const;
/** A column of the list view. */
export type ListColumn = (typeof listColumns)[number];

/** The width of each column in pixels; for the title the minimum, because it takes the remaining width. */
export const columnPixels: Readonly<Record<ListColumn, number>> = {
  picture: 64,
  title: 200,
  rating: 74,
  model: 140,
  date: 132,
  duration: 74,
  ratio: 60,
  quality: 68,
  credits: 74,
  size: 76,
};

/** The columns whose values are numbers, which are aligned at their end. */
export const numericColumns: ReadonlySet<ListColumn> = new Set(['duration', 'credits', 'size']);

/** Pixels between two columns. */
export const columnGapPixels = 12;

/** The columns from the most to the least important: the last ones are left out where they do not fit. */
const byImportance: readonly ListColumn[] = [
  'title',
  'picture',
  'date',
  'rating',
  'duration',
  'model',
  'credits',
  'ratio',
  'quality',
  'size',
];

/** The columns that fit into a width, in their order; always at least the title. */
export function columnsForWidth(widthPixels: number): readonly ListColumn[] {
  const fitting = new Set<ListColumn>(['title']);
  let remainingPixels = widthPixels - columnPixels.title;
  for (const column of byImportance.slice(1)) {
    remainingPixels -= columnPixels[column] + columnGapPixels;
    if (remainingPixels < 0) break;
    fitting.add(column);
  }
  return listColumns.filter((column) => fitting.has(column));
}

/** The two orders of a column's heading: the first click chooses the first, the next click the second. */
const columnOrders: Readonly<Partial<Record<ListColumn, readonly [SortChoice, SortChoice]>>> = {
  title: ['name', 'name-descending'],
  rating: ['best-rated', 'worst-rated'],
  date: ['newest', 'oldest'],
  duration: ['longest', 'shortest'],
  credits: ['most-credits', 'fewest-credits'],
  size: ['largest', 'smallest'],
};

/** The order that a click on the heading of a column chooses; null if the library cannot be sorted by the column. */
export function orderAfterClick(column: ListColumn, current: ResultSort): SortChoice | null {
  const orders = columnOrders[column];
  if (orders === undefined) return null;
  const [first, second] = orders;
  return current === first ? second : first;
}

/** True if `current` is one of the two orders of the column. Its heading then shows an arrow. */
export const isSortedBy = (column: ListColumn, current: ResultSort): boolean =>
  columnOrders[column]?.some((order) => order === current) ?? false;
