// What is chosen of a facet, read from the typed search, and the text that a choice makes. Pure.
import { withoutCondition, withPart } from '../../../../../shared/search/edit-query.ts';
import { facetOfPart } from '../../../../../shared/search/facet-of-part.ts';
import type { QueryContext } from '../../../../../shared/search/known-values.ts';
import { parseQuery } from '../../../../../shared/search/parse-query.ts';
import type { Condition, ParsedQuery, Query, Span, TypedCondition } from '../../../../../shared/search/query.ts';
import { foldForSearch } from '../../../../../shared/search-folding.ts';
import {
  datesOf,
  isNamed,
  isRangeFacet,
  modelNames,
  partOf,
  type RangeFacet,
  rangeConditions,
  type ShownFacet,
  shownFacets,
} from './facet-values.ts';

/** The values of a facet that the search requires one of, and those that it excludes. Of both, only a range has some. */
export interface FacetChoice {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
}

/** A part of the typed search that is about one facet, with its place. */
interface FacetPart {
  readonly part: Query;
  readonly span: Span;
}

/** The parts that the search joins by AND and that are about this facet alone. */
export function partsOf(facet: ShownFacet, { query, parts }: ParsedQuery): readonly FacetPart[] {
  const top = query.kind === 'and' ? query.parts : [query];
  return parts.flatMap((span, at) => {
    const part = top[at];
    return part !== undefined && facetOfPart(part) === facet ? [{ part, span }] : [];
  });
}

/** The conditions that no facet shows, among all that were typed. */
export function otherConditions(parsed: ParsedQuery): readonly TypedCondition[] {
  const shown = shownFacets.flatMap((facet) => partsOf(facet, parsed)).map(({ span }) => span);
  return parsed.conditions.filter(({ from, to }) => !shown.some((span) => span.from <= from && to <= span.to));
}

/** Numbers from `from` to below `until`. */
interface Interval {
  readonly from: number;
  readonly until: number;
}

/** Smaller than any difference that can be typed. */
const tiny = 1e-9;

function intervalOf(condition: Condition): Interval | null {
  switch (condition.field) {
    case 'after':
      return { from: condition.atMs, until: Number.POSITIVE_INFINITY };
    case 'before':
      return { from: Number.NEGATIVE_INFINITY, until: condition.atMs };
    case 'longer':
      return { from: condition.seconds + tiny, until: Number.POSITIVE_INFINITY };
    case 'shorter':
      return { from: Number.NEGATIVE_INFINITY, until: condition.seconds };
    case 'cost': {
      const { comparison, value } = condition;
      const from = comparison === '>=' || comparison === '=' ? value : comparison === '>' ? value + tiny : Number.NEGATIVE_INFINITY;
      const until = comparison === '<' ? value : comparison === '<=' || comparison === '=' ? value + tiny : Number.POSITIVE_INFINITY;
      return { from, until };
    }
    default:
      return null;
  }
}

const overlap = (some: readonly Interval[], others: readonly Interval[]): readonly Interval[] =>
  some.flatMap((a) => others.map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })));

const everything: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];

/** The intervals that a part finds; none for what it cannot be read as. */
function intervalsOf(part: Query): readonly Interval[] {
  switch (part.kind) {
    case 'condition': {
      const interval = intervalOf(part.condition);
      return interval === null ? [] : [interval];
    }
    case 'or':
      return part.parts.flatMap(intervalsOf);
    case 'and':
      return part.parts.map(intervalsOf).reduce(overlap, everything);
    case 'not':
    case 'words':
      return [];
  }
}

/** True when one of the alternatives of a part is exactly this range. */
function isRange(facet: RangeFacet, part: Query, value: string): boolean {
  const conditions = rangeConditions(facet, value);
  const [range] = intervalsOf({ kind: 'and', parts: conditions.map((condition): Query => ({ kind: 'condition', condition })) });
  return intervalsOf(part).some(({ from, until }) => from === range?.from && until === range.until);
}

/** True when an entry with this value meets a condition on its facet. */
function meetsCondition(condition: Condition, value: string): boolean {
  switch (condition.field) {
    case 'model':
      return isNamed(modelNames(value), condition.text);
    case 'profile':
      return isNamed([value], condition.text);
    case 'kind':
    case 'ratio':
    case 'quality':
      return foldForSearch(condition.text) === foldForSearch(value);
    case 'audio':
      return condition.value === (value === 'yes');
    case 'is':
      return condition.flag === value;
    default:
      return false;
  }
}

function meetsPart(part: Query, value: string): boolean {
  switch (part.kind) {
    case 'condition':
      return meetsCondition(part.condition, value);
    case 'not':
      return !meetsPart(part.part, value);
    case 'and':
      return part.parts.every((one) => meetsPart(one, value));
    case 'or':
      return part.parts.some((one) => meetsPart(one, value));
    case 'words':
      return false;
  }
}

/** What is chosen among the known values of a facet. A range counts where it was typed exactly. */
export function choiceIn(facet: ShownFacet, parsed: ParsedQuery, values: readonly string[]): FacetChoice {
  const parts = partsOf(facet, parsed).map(({ part }) => part);
  const wanted = parts.filter(({ kind }) => kind !== 'not');
  const unwanted = parts.flatMap((part) => (part.kind === 'not' ? [part.part] : []));
  if (isRangeFacet(facet)) {
    return {
      included: wanted.length === 0 ? [] : values.filter((value) => isRange(facet, { kind: 'and', parts: wanted }, value)),
      excluded: values.filter((value) => unwanted.some((part) => isRange(facet, part, value))),
    };
  }
  const met = values.filter((value) => parts.every((part) => meetsPart(part, value)));
  // A file is there or missing: to exclude one is to require the other.
  if (wanted.length > 0 || (facet === 'file' && parts.length > 0)) return { included: met, excluded: [] };
  return { included: [], excluded: values.filter((value) => !met.includes(value)) };
}

/** Removes everything that the search says about a facet alone. */
export function withoutFacet(text: string, facet: ShownFacet, context: QueryContext): string {
  const [first] = partsOf(facet, parseQuery(text, context));
  if (first === undefined) return text;
  const rest = withoutCondition(text, first.span);
  return rest.length < text.length ? withoutFacet(rest, facet, context) : text;
}

const negated = (part: Query): Query => (part.kind === 'not' ? part.part : { kind: 'not', part });

/** Writes what is chosen of a facet in the place of what the text says about it; several values become alternatives. */
export function withChoice(text: string, facet: ShownFacet, { included, excluded }: FacetChoice, context: QueryContext): string {
  // An entry has one value: where some are required, the others are excluded. Only ranges can lie within each other.
  const unwanted = included.length === 0 || isRangeFacet(facet) ? excluded : [];
  const rest = withoutFacet(text, facet, context);
  const parts = included.map((value) => partOf(facet, value));
  const wanted: Query = parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  const withWanted = parts.length === 0 ? rest : withPart(rest, wanted, context);
  return unwanted.reduce((before, value) => withPart(before, negated(partOf(facet, value)), context), withWanted);
}

/** True when a year and one of its months are meant. */
function includesOther(facet: ShownFacet, value: string, other: string): boolean {
  if (facet !== 'month') return false;
  const [a, b] = [datesOf(value), datesOf(other)];
  return a.fromMs < b.untilMs && b.fromMs < a.untilMs;
}

/** The choice after one value was included or excluded, or that was taken back. A year takes the place of its months, and a month that of its year. */
export function toggled(facet: ShownFacet, choice: FacetChoice, value: string, list: keyof FacetChoice): FacetChoice {
  const rest = (values: readonly string[]): readonly string[] =>
    values.filter((other) => other !== value && !includesOther(facet, value, other));
  const isChosen = choice[list].includes(value);
  const next = { included: rest(choice.included), excluded: rest(choice.excluded) };
  return isChosen ? next : { ...next, [list]: [...next[list], value] };
}
