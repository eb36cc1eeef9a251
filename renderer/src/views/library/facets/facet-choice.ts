// Reads the chosen values of a facet from the search text, and writes a choice into that text. Pure.
import { foldedName } from '../../../../../shared/judgement/judgement.ts';
import { withoutCondition, withPart } from '../../../../../shared/search/edit-query-text.ts';
import { facetOfPart } from '../../../../../shared/search/facet-of-part.ts';
import type { QueryContext } from '../../../../../shared/search/known-values.ts';
import { compares } from '../../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../../shared/search/parse/parse-query.ts';
import type { Condition, ParsedQuery, Query, Span, TypedCondition } from '../../../../../shared/search/query.ts';
import { foldForSearch } from '../../../../../shared/search-folding.ts';
import {
  dateRangeOf,
  hasMatchingName,
  isListFacet,
  isRangeFacet,
  modelNames,
  queryForValue,
  type RangeFacet,
  rangeConditions,
  type ShownFacet,
  shownFacets,
} from './facet-values.ts';

/**
 * The values that a search includes and excludes. A search requires one of the included values and none of the excluded ones. Only facets
 * with ranges or lists can have both at once.
 */
export interface FacetChoice {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
}

/** A part of the search text that is about one facet, with its position. */
interface FacetPart {
  readonly part: Query;
  readonly span: Span;
}

/** The parts of the top-level AND that are only about this facet. */
export function facetParts(facet: ShownFacet, { query, parts }: ParsedQuery): readonly FacetPart[] {
  const top = query.kind === 'and' ? query.parts : [query];
  return parts.flatMap((span, index) => {
    const part = top[index];
    return part !== undefined && facetOfPart(part) === facet ? [{ part, span }] : [];
  });
}

/** The typed conditions that no facet shows. */
export function otherConditions(parsed: ParsedQuery): readonly TypedCondition[] {
  const shown = shownFacets.flatMap((facet) => facetParts(facet, parsed)).map(({ span }) => span);
  return parsed.conditions.filter(({ from, to }) => !shown.some((span) => span.from <= from && to <= span.to));
}

/** The numbers from `from` up to, but not including, `until`. */
interface Interval {
  readonly from: number;
  readonly until: number;
}

/** Added to an inclusive limit to make it exclusive. It is smaller than any difference between two numbers that can be typed. */
const smallestDifference = 1e-9;

function intervalOf(condition: Condition): Interval | null {
  switch (condition.field) {
    case 'after':
      return { from: condition.atMs, until: Number.POSITIVE_INFINITY };
    case 'before':
      return { from: Number.NEGATIVE_INFINITY, until: condition.atMs };
    case 'longer':
      return { from: condition.seconds + smallestDifference, until: Number.POSITIVE_INFINITY };
    case 'shorter':
      return { from: Number.NEGATIVE_INFINITY, until: condition.seconds };
    case 'cost': {
      const { comparison, value } = condition;
      const from =
        comparison === '>=' || comparison === '=' ? value : comparison === '>' ? value + smallestDifference : Number.NEGATIVE_INFINITY;
      const until =
        comparison === '<' ? value : comparison === '<=' || comparison === '=' ? value + smallestDifference : Number.POSITIVE_INFINITY;
      return { from, until };
    }
    default:
      return null;
  }
}

const intersectIntervals = (left: readonly Interval[], right: readonly Interval[]): readonly Interval[] =>
  left.flatMap((a) => right.map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })));

const everything: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];

/** The intervals that a part matches; empty if the part cannot be expressed as intervals. */
function intervalsOf(part: Query): readonly Interval[] {
  switch (part.kind) {
    case 'condition': {
      const interval = intervalOf(part.condition);
      return interval === null ? [] : [interval];
    }
    case 'or':
      return part.parts.flatMap(intervalsOf);
    case 'and':
      return part.parts.map(intervalsOf).reduce(intersectIntervals, everything);
    case 'not':
    case 'words':
      return [];
  }
}

/** True when one of the alternatives of a part is exactly the range of this value. */
function hasRange(facet: RangeFacet, part: Query, value: string): boolean {
  const conditions = rangeConditions(facet, value);
  const [range] = intervalsOf({ kind: 'and', parts: conditions.map((condition): Query => ({ kind: 'condition', condition })) });
  return intervalsOf(part).some(({ from, until }) => from === range?.from && until === range.until);
}

/**
 * True when a name after `tag:` or `in:` means this value. If no value equals the name, the name matches values word by word
 * (`resolve-names.ts`).
 */
function namesValue(name: string, value: string, values: readonly string[]): boolean {
  const folded = foldedName(name);
  return values.some((one) => foldedName(one) === folded) ? foldedName(value) === folded : hasMatchingName([value], name);
}

/** True when an entry with this value meets a condition on its facet. */
function meetsCondition(condition: Condition, value: string, values: readonly string[]): boolean {
  switch (condition.field) {
    case 'model':
      return hasMatchingName(modelNames(value), condition.text);
    case 'vendor':
    case 'profile':
      return hasMatchingName([value], condition.text);
    case 'tag':
    case 'in':
      return namesValue(condition.text, value, values);
    case 'rating':
      return compares(Number(value), condition.comparison, condition.value);
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
      // This function is never called for a list facet, so the other values do not matter.
      return meetsCondition(part.condition, value, [value]);
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

/** The conditions of a part that are not negated within it. */
function conditionsIn(part: Query): readonly Condition[] {
  if (part.kind === 'condition') return [part.condition];
  return part.kind === 'and' || part.kind === 'or' ? part.parts.flatMap(conditionsIn) : [];
}

/** Returns the values of a facet that the search includes and excludes. A range counts only if the search has exactly its limits. */
export function readChoice(facet: ShownFacet, parsed: ParsedQuery, values: readonly string[]): FacetChoice {
  const parts = facetParts(facet, parsed).map(({ part }) => part);
  const required = parts.filter(({ kind }) => kind !== 'not');
  const negated = parts.flatMap((part) => (part.kind === 'not' ? [part.part] : []));
  if (isRangeFacet(facet)) {
    return {
      included: required.length === 0 ? [] : values.filter((value) => hasRange(facet, { kind: 'and', parts: required }, value)),
      excluded: values.filter((value) => negated.some((part) => hasRange(facet, part, value))),
    };
  }
  if (isListFacet(facet)) {
    const named = (some: readonly Query[]): readonly string[] => {
      const conditions = some.flatMap(conditionsIn);
      return values.filter((value) => conditions.some((condition) => meetsCondition(condition, value, values)));
    };
    return { included: named(required), excluded: named(negated) };
  }
  const matching = values.filter((value) => parts.every((part) => meetsPart(part, value)));
  // A file is either stored or missing, so excluding one state requires the other.
  if (required.length > 0 || (facet === 'file' && parts.length > 0)) return { included: matching, excluded: [] };
  return { included: [], excluded: values.filter((value) => !matching.includes(value)) };
}

/** Removes every part of the search that is only about this facet. */
export function withoutFacet(text: string, facet: ShownFacet, context: QueryContext): string {
  const [first] = facetParts(facet, parseQuery(text, context));
  if (first === undefined) return text;
  const rest = withoutCondition(text, first.span);
  return rest.length < text.length ? withoutFacet(rest, facet, context) : text;
}

const negate = (part: Query): Query => (part.kind === 'not' ? part.part : { kind: 'not', part });

/** Replaces the conditions on a facet in the text by a choice. Several included values become alternatives. */
export function withChoice(text: string, facet: ShownFacet, { included, excluded }: FacetChoice, context: QueryContext): string {
  // A video has only one value of an ordinary facet, so requiring a value already excludes the others. Two kinds of facets differ: ranges
  // can contain each other, and a video can have several values of a list.
  const excludedValues = included.length === 0 || isRangeFacet(facet) || isListFacet(facet) ? excluded : [];
  const rest = withoutFacet(text, facet, context);
  const parts = included.map((value) => queryForValue(facet, value));
  const required: Query = parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  const withRequired = parts.length === 0 ? rest : withPart(rest, required, context);
  return excludedValues.reduce((query, value) => withPart(query, negate(queryForValue(facet, value)), context), withRequired);
}

/** True for a year and one of its months. */
function areYearAndMonth(facet: ShownFacet, value: string, other: string): boolean {
  if (facet !== 'month') return false;
  const [a, b] = [dateRangeOf(value), dateRangeOf(other)];
  return a.fromMs < b.untilMs && b.fromMs < a.untilMs;
}

/** Adds a value to a list of the choice, or removes it if it is there. A year replaces its months, and a month replaces its year. */
export function toggleValue(facet: ShownFacet, choice: FacetChoice, value: string, list: keyof FacetChoice): FacetChoice {
  const rest = (values: readonly string[]): readonly string[] =>
    values.filter((other) => other !== value && !areYearAndMonth(facet, value, other));
  const isChosen = choice[list].includes(value);
  const next = { included: rest(choice.included), excluded: rest(choice.excluded) };
  return isChosen ? next : { ...next, [list]: [...next[list], value] };
}
