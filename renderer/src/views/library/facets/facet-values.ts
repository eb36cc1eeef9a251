// The values of the facets as parts of a query. Pure.
import { models } from '../../../../../shared/models/index.ts';
import { positionsOf } from '../../../../../shared/search/match-words.ts';
import type { Condition, Query } from '../../../../../shared/search/query.ts';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../../../shared/search/tokens.ts';

/** The facets that the library shows, in their order. `month` holds years as well. */
export const shownFacets = ['month', 'model', 'kind', 'ratio', 'quality', 'duration', 'audio', 'profile', 'credits', 'file'] as const;
/** One of the facets that the library shows. */
export type ShownFacet = (typeof shownFacets)[number];

/** Values that are ranges: months and years, seconds, credits. */
export type RangeFacet = 'month' | 'duration' | 'credits';

/** Narrows to `RangeFacet`. */
export const isRangeFacet = (facet: ShownFacet): facet is RangeFacet => facet === 'month' || facet === 'duration' || facet === 'credits';

/** The name of a year among the values of the facet `month`, whose other values are the starts of months. */
export const yearValue = (year: number): string => `year-${year}`;

/** The year that a value of the facet `month` stands for; null for a month. */
export const yearOf = (value: string): number | null => (value.startsWith('year-') ? Number(value.slice(5)) : null);

/** The local start of a month or year and that of the next one, in Unix milliseconds. */
export function datesOf(value: string): { readonly fromMs: number; readonly untilMs: number } {
  const year = yearOf(value);
  if (year !== null) return { fromMs: new Date(year, 0, 1).getTime(), untilMs: new Date(year + 1, 0, 1).getTime() };
  const start = new Date(Number(value));
  return { fromMs: start.getTime(), untilMs: new Date(start.getFullYear(), start.getMonth() + 1, 1).getTime() };
}

/** The limits of a bucket such as `4-6` or `13-`: from, and below. null: no limit. */
export function limitsOf(bucket: string): { readonly from: number; readonly below: number | null } {
  const [from = '', below = ''] = bucket.split('-');
  return { from: Number(from), below: below === '' ? null : Number(below) };
}

/** `longer:` excludes equality and takes three decimals, so this is the way to write "from 4 seconds on". */
const justBelow = (seconds: number): number => Math.round((seconds - 0.001) * 1000) / 1000;

/** The conditions whose conjunction is a range. */
export function rangeConditions(facet: RangeFacet, value: string): readonly Condition[] {
  if (facet === 'month') {
    const { fromMs, untilMs } = datesOf(value);
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

/** True when one of the names holds the words of a text side by side, as `model:` and `profile:` compare them. */
export const isNamed = (names: readonly string[], text: string): boolean =>
  names.some((name) => positionsOf(tokenizer.tokenize(name), tokenizer.tokenize(text), (token, last) => token === last).length > 0);

/** The names by which `model:` finds a model. */
export const modelNames = (id: string): readonly string[] => [id, models.find((model) => model.id === id)?.name ?? id];

const conditionPart = (condition: Condition): Query => ({ kind: 'condition', condition });

/** The models of the catalogue, but for one, that `model:` finds by a text. */
const otherModels = (id: string, text: string): readonly string[] =>
  models.filter((model) => model.id !== id && isNamed([model.id, model.name], text)).map((model) => model.id);

/** Finds this model and no other: by its display name, or by its id where another model is named like it, without those whose ids are longer. */
function modelPart(id: string): Query {
  const name = modelNames(id)[1] ?? id;
  if (otherModels(id, name).length === 0) return conditionPart({ field: 'model', text: name });
  const byId = conditionPart({ field: 'model', text: id });
  const others = otherModels(id, id).map((other): Query => ({ kind: 'not', part: conditionPart({ field: 'model', text: other }) }));
  return others.length === 0 ? byId : { kind: 'and', parts: [byId, ...others] };
}

/** The part of a query that finds what has a value. */
export function partOf(facet: ShownFacet, value: string): Query {
  switch (facet) {
    case 'month':
    case 'duration':
    case 'credits': {
      const parts = rangeConditions(facet, value).map(conditionPart);
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
    }
    case 'model':
      return modelPart(value);
    case 'kind':
    case 'ratio':
    case 'quality':
    case 'profile':
      return conditionPart({ field: facet, text: value });
    case 'audio':
      return conditionPart({ field: 'audio', value: value === 'yes' });
    case 'file': {
      const missing = conditionPart({ field: 'is', flag: 'missing' });
      return value === 'missing' ? missing : { kind: 'not', part: missing };
    }
  }
}

/** Months with the years before them, newest first. A single year is left out where it has a single month. */
function withYears(months: readonly FacetValue[]): readonly FacetValue[] {
  const years = new Map<number, FacetValue[]>();
  for (const month of [...months].sort((a, b) => Number(b.value) - Number(a.value))) {
    const year = new Date(Number(month.value)).getFullYear();
    const known = years.get(year);
    if (known === undefined) years.set(year, [month]);
    else known.push(month);
  }
  if (months.length < 2) return months;
  return [...years].flatMap(([year, some]) => [
    { value: yearValue(year), count: some.reduce((sum, { count }) => sum + count, 0) },
    ...some,
  ]);
}

/** The counted values of a facet as they are listed. */
export const valuesOf = (facet: ShownFacet, counted: readonly FacetValue[]): readonly FacetValue[] =>
  facet === 'month' ? withYears(counted) : counted;
