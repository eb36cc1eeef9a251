// Counts the values of all facets in one pass over the entries. A facet is counted under the rest of the query: the conditions on the facet itself do
// not narrow it, so that its other values can be seen and chosen.
import type { ConditionField, Query } from '../../../../shared/search/query.ts';
import { type FacetCounts, type FacetName, type FacetValue, facetNames } from '../../../../shared/search/search-request.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import type { Mask } from './mask.ts';

/** A part of a query with the entries it finds. */
export interface PartMask {
  readonly part: Query;
  readonly mask: Mask;
}

/** The facet that a condition narrows. */
const facetOfField: Readonly<Record<ConditionField, FacetName | null>> = {
  model: 'model',
  vendor: 'vendor',
  kind: 'kind',
  ratio: 'ratio',
  quality: 'quality',
  audio: 'audio',
  profile: 'profile',
  tag: 'tag',
  in: 'collection',
  rating: 'rating',
  is: 'flag',
  longer: 'duration',
  shorter: 'duration',
  cost: 'credits',
  before: 'month',
  after: 'month',
  from: null,
  seed: null,
};

/** The facet that a part is about, alone: a condition, its negation, or alternatives of one facet. null for everything else. */
export function facetOfPart(part: Query): FacetName | null {
  switch (part.kind) {
    case 'condition':
      return facetOfField[part.condition.field];
    case 'not':
      return facetOfPart(part.part);
    case 'and':
    case 'or': {
      const facets = new Set(part.parts.map(facetOfPart));
      return facets.size === 1 ? ([...facets][0] ?? null) : null;
    }
    case 'words':
      return null;
  }
}

type Counts = Readonly<Record<FacetName, Map<string | number, number>>>;

const add = (counts: Map<string | number, number>, value: string | number): void => {
  counts.set(value, (counts.get(value) ?? 0) + 1);
};

/** Upper limits of the steps of a facet, exclusive; the last step has none. */
export const durationSteps = [4, 6, 9, 13] as const;
/** The same for credits. */
export const creditSteps = [1, 10, 50, 200] as const;

const stepOf = (steps: readonly number[], value: number): string | null => {
  if (Number.isNaN(value)) return null;
  const above = steps.findIndex((limit) => value < limit);
  return above < 0 ? `${steps.at(-1)}-` : `${steps[above - 1] ?? 0}-${steps[above]}`;
};

const flagBits = ['pick', 'reject', 'favourite', 'failed', 'simulated'] as const;

/** Adds the values that an entry has of one facet. */
type Count = (counts: Map<string | number, number>, at: number) => void;

/** Codes of the dictionary are counted as numbers, and become texts at the end. */
function counters({ columns }: EntryStore): Readonly<Record<FacetName, Count>> {
  const { numbers } = columns;
  const code = (column: 'model' | 'vendor' | 'kind' | 'ratio' | 'quality' | 'profile'): Count => {
    return (counts, at) => {
      const value = numbers[column][at] ?? 0;
      if (value !== 0) add(counts, value);
    };
  };
  const flagsAt = (at: number): number => numbers.flags[at] ?? 0;
  return {
    month: (counts, at) => add(counts, monthStart(numbers.atMs[at] ?? 0)),
    model: code('model'),
    vendor: code('vendor'),
    kind: code('kind'),
    ratio: code('ratio'),
    quality: code('quality'),
    profile: code('profile'),
    duration: (counts, at) => {
      const step = stepOf(durationSteps, numbers.durationSeconds[at] ?? Number.NaN);
      if (step !== null) add(counts, step);
    },
    credits: (counts, at) => {
      const step = stepOf(creditSteps, numbers.credits[at] ?? Number.NaN);
      if (step !== null) add(counts, step);
    },
    audio: (counts, at) => {
      if (flagsAt(at) & entryBits.audioKnown) add(counts, flagsAt(at) & entryBits.audio ? 'yes' : 'no');
    },
    tag: (counts, at) => {
      for (const tag of columns.tagsAt(at)) add(counts, tag);
    },
    collection: (counts, at) => {
      for (const collection of columns.collectionsAt(at)) add(counts, collection);
    },
    rating: (counts, at) => add(counts, String(numbers.rating[at] ?? 0)),
    flag: (counts, at) => {
      for (const name of flagBits) if (flagsAt(at) & entryBits[name]) add(counts, name);
    },
    file: (counts, at) => add(counts, flagsAt(at) & entryBits.missing ? 'missing' : flagsAt(at) & entryBits.video ? 'stored' : 'none'),
  };
}

let lastMonth = { fromMs: 1, untilMs: 0 };

/** Local start of the month: Unix milliseconds. Neighbours mostly share it, and a Date is dear. */
export function monthStart(atMs: number): number {
  if (atMs < lastMonth.fromMs || atMs >= lastMonth.untilMs) {
    const at = new Date(atMs);
    lastMonth = {
      fromMs: new Date(at.getFullYear(), at.getMonth(), 1).getTime(),
      untilMs: new Date(at.getFullYear(), at.getMonth() + 1, 1).getTime(),
    };
  }
  return lastMonth.fromMs;
}

const codeFacets: ReadonlySet<FacetName> = new Set(['model', 'vendor', 'kind', 'ratio', 'quality', 'profile', 'tag', 'collection']);

function valuesOf(name: FacetName, counts: Map<string | number, number>, { dictionary }: EntryStore): FacetValue[] {
  const values = [...counts].map(([value, count]) => ({
    value: codeFacets.has(name) ? dictionary.textOf(Number(value)) : String(value),
    count,
  }));
  const byValue = (a: FacetValue, b: FacetValue): number => (a.value < b.value ? -1 : 1);
  if (name === 'month') return values.sort((a, b) => Number(b.value) - Number(a.value));
  return values.sort((a, b) => b.count - a.count || byValue(a, b));
}

/** Counts all facets. `parts` are those that the query joins by AND; `scope` are the entries that may be found at all. */
export function countFacets(store: EntryStore, scope: Mask, parts: readonly PartMask[]): FacetCounts {
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map()])) as unknown as Counts;
  const count = counters(store);
  const facets = parts.map(({ part }) => facetOfPart(part));
  for (let at = 0; at < scope.length; at += 1) {
    if (scope[at] !== 1) continue;
    const failed = failedFacet(parts, facets, at);
    if (failed === 'all') for (const name of facetNames) count[name](counts[name], at);
    else if (failed !== null) count[failed](counts[failed], at);
  }
  return Object.fromEntries(facetNames.map((name) => [name, valuesOf(name, counts[name], store)])) as unknown as FacetCounts;
}

/** `all` where an entry passes every part; the facet where it fails only parts of that one; null otherwise. */
function failedFacet(parts: readonly PartMask[], facets: readonly (FacetName | null)[], at: number): FacetName | 'all' | null {
  let failed: FacetName | 'all' = 'all';
  for (let index = 0; index < parts.length; index += 1) {
    if (parts[index]?.mask[at] === 1) continue;
    const facet = facets[index] ?? null;
    if (facet === null || (failed !== 'all' && failed !== facet)) return null;
    failed = facet;
  }
  return failed;
}
