// The values of each facet, and the query that finds a value. Pure.
import { models } from '../../../../../shared/models/index.ts';
import { positionsOf } from '../../../../../shared/search/match-words.ts';
import { type Condition, entryFlags, type Query } from '../../../../../shared/search/query.ts';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../../../shared/search/text-tokenizer.ts';

/** The facets that the library shows, in their order. The values of `month` include years. */
export const shownFacets = [
  'month',
  'state',
  'rating',
  'flag',
  'tag',
  'collection',
  'model',
  'kind',
  'ratio',
  'quality',
  'vendor',
  'duration',
  'audio',
  'profile',
  'credits',
  'file',
] as const;
/** One of the facets that the library shows. */
export type ShownFacet = (typeof shownFacets)[number];

/** Values that are ranges: months and years, seconds, credits. */
export type RangeFacet = 'month' | 'duration' | 'credits';

/** Narrows to `RangeFacet`. */
export const isRangeFacet = (facet: ShownFacet): facet is RangeFacet => facet === 'month' || facet === 'duration' || facet === 'credits';

/** Facets for which an entry may have several values, or none. */
export type ListFacet = 'flag' | 'tag' | 'collection';

/** Narrows to `ListFacet`. */
export const isListFacet = (facet: ShownFacet): facet is ListFacet => facet === 'flag' || facet === 'tag' || facet === 'collection';

/** The minimum number of values for which a facet offers a choice. One value is enough for a list facet, because an entry may have none. */
export const fewestValues = (facet: ShownFacet): number => (isListFacet(facet) ? 1 : 2);

/** A year as a value of the facet `month`, whose other values are the starts of months in Unix milliseconds. */
export const yearValue = (year: number): string => `year-${year}`;

/** The year of a value of the facet `month`; null if the value is a month. */
export const yearOf = (value: string): number | null => (value.startsWith('year-') ? Number(value.slice(5)) : null);

/** The local starts of a month or year and of the next one, in Unix milliseconds. */
export function dateRangeOf(value: string): { readonly fromMs: number; readonly untilMs: number } {
  const year = yearOf(value);
  if (year !== null) return { fromMs: new Date(year, 0, 1).getTime(), untilMs: new Date(year + 1, 0, 1).getTime() };
  const start = new Date(Number(value));
  return { fromMs: start.getTime(), untilMs: new Date(start.getFullYear(), start.getMonth() + 1, 1).getTime() };
}

/** The limits of a bucket such as `4-6` or `13-`. `from` is inclusive. `below` is exclusive, and null if there is no upper limit. */
export function limitsOf(bucket: string): { readonly from: number; readonly below: number | null } {
  const [from = '', below = ''] = bucket.split('-');
  return { from: Number(from), below: below === '' ? null : Number(below) };
}

/** `longer:` means strictly longer and takes three decimals, so "4 seconds or longer" is written as `longer:3.999`. */
const justBelow = (seconds: number): number => Math.round((seconds - 0.001) * 1000) / 1000;

/** The conditions that together select the range of a value. */
export function rangeConditions(facet: RangeFacet, value: string): readonly Condition[] {
  if (facet === 'month') {
    const { fromMs, untilMs } = dateRangeOf(value);
    return [
      { field: 'after', atMs: fromMs },
      { field: 'before', atMs: untilMs },
    ];
  }
  const { from, below } = limitsOf(value);
  const conditions: Condition[] = [];
  if (facet === 'duration') {
    if (from > 0) conditions.push({ field: 'longer', seconds: justBelow(from) });
    if (below !== null) conditions.push({ field: 'shorter', seconds: below });
    return conditions;
  }
  if (from > 0) conditions.push({ field: 'cost', comparison: '>=', value: from });
  if (below !== null) conditions.push({ field: 'cost', comparison: '<', value: below });
  return conditions;
}

const tokenizer = createTokenizer((character) => character);

/** True when one of the names contains the words of the text in a row. `model:` and `profile:` match in the same way. */
export const hasMatchingName = (names: readonly string[], text: string): boolean =>
  names.some((name) => positionsOf(tokenizer.tokenize(name), tokenizer.tokenize(text), (token, last) => token === last).length > 0);

/** The names by which `model:` finds a model. */
export const modelNames = (id: string): readonly string[] => [id, models.find((model) => model.id === id)?.name ?? id];

const conditionPart = (condition: Condition): Query => ({ kind: 'condition', condition });

/** The models other than `id` that `model:` finds by this text. */
const otherModels = (id: string, text: string): readonly string[] =>
  models.filter((model) => model.id !== id && hasMatchingName([model.id, model.name], text)).map((model) => model.id);

/**
 * Returns a query that finds only this model. It uses the display name if no other model matches that name. Otherwise it uses the id and
 * excludes other models that match the id.
 */
function queryForModel(id: string): Query {
  const name = modelNames(id)[1] ?? id;
  if (otherModels(id, name).length === 0) return conditionPart({ field: 'model', text: name });
  const byId = conditionPart({ field: 'model', text: id });
  const others = otherModels(id, id).map((other): Query => ({ kind: 'not', part: conditionPart({ field: 'model', text: other }) }));
  return others.length === 0 ? byId : { kind: 'and', parts: [byId, ...others] };
}

/** The query that finds the videos with a value. */
export function queryForValue(facet: ShownFacet, value: string): Query {
  switch (facet) {
    case 'month':
    case 'duration':
    case 'credits': {
      const parts = rangeConditions(facet, value).map(conditionPart);
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
    }
    case 'model':
      return queryForModel(value);
    case 'kind':
    case 'ratio':
    case 'quality':
    case 'vendor':
    case 'profile':
    case 'tag':
      return conditionPart({ field: facet, text: value });
    case 'collection':
      return conditionPart({ field: 'in', text: value });
    case 'rating':
      return conditionPart({ field: 'rating', comparison: '=', value: Number(value) });
    case 'flag':
    case 'state': {
      const flag = entryFlags.find((known) => known === value);
      return flag === undefined ? { kind: 'words', text: value, isPhrase: true } : conditionPart({ field: 'is', flag });
    }
    case 'audio':
      return conditionPart({ field: 'audio', value: value === 'yes' });
    case 'file': {
      const missing = conditionPart({ field: 'is', flag: 'missing' });
      return value === 'missing' ? missing : { kind: 'not', part: missing };
    }
  }
}

/** Sorts months, newest first, and puts each year before its months. If there is only one month, its year is not listed. */
function withYears(months: readonly FacetValue[]): readonly FacetValue[] {
  const years = new Map<number, FacetValue[]>();
  for (const month of [...months].sort((a, b) => Number(b.value) - Number(a.value))) {
    const year = new Date(Number(month.value)).getFullYear();
    const monthsOfYear = years.get(year);
    if (monthsOfYear === undefined) years.set(year, [month]);
    else monthsOfYear.push(month);
  }
  if (months.length < 2) return months;
  return [...years].flatMap(([year, monthsInYear]) => [
    { value: yearValue(year), count: monthsInYear.reduce((sum, { count }) => sum + count, 0) },
    ...monthsInYear,
  ]);
}

const descending = (counted: readonly FacetValue[]): readonly FacetValue[] => counted.toSorted((a, b) => Number(b.value) - Number(a.value));

/**
 * The values of a facet in the order of its list. Years are listed with the months. `simulated` is left out of the flags: the index counts
 * it there, but the user does not set it.
 */
export function listedValues(facet: ShownFacet, counted: readonly FacetValue[]): readonly FacetValue[] {
  switch (facet) {
    case 'month':
      return withYears(counted);
    case 'rating':
      return descending(counted);
    case 'flag':
      return counted.filter(({ value }) => value !== 'simulated');
    default:
      return counted;
  }
}
