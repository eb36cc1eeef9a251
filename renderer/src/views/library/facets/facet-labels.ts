// The names of facet values and of choices, in the language of the window.
import { maxRating } from '../../../../../shared/judgement/judgement.ts';
import type { GenerationKind } from '../../../../../shared/models/index.ts';
import { entryStates, type Query } from '../../../../../shared/search/query.ts';
import { messages } from '../../../messages.ts';
import type { NamedProfile } from '../search/named-profiles.ts';
import type { FacetChoice } from './facet-choice.ts';
import { limitsOf, modelNames, type ShownFacet, yearOf } from './facet-values.ts';

/** The name of one value. */
export function valueLabel(facet: ShownFacet, value: string, profiles: readonly NamedProfile[]): string {
  const { facets } = messages.search;
  switch (facet) {
    case 'month':
      return yearOf(value) === null ? messages.format.month(Number(value)) : facets.year(yearOf(value) ?? 0);
    case 'model':
      return modelNames(value)[1] ?? value;
    case 'kind':
      return messages.composer.kinds[value as GenerationKind] ?? value;
    case 'audio':
      return value === 'yes' ? facets.withAudio : facets.withoutAudio;
    case 'file':
      return value === 'missing' ? facets.fileMissing : facets.fileSaved;
    case 'duration': {
      const { from, below } = limitsOf(value);
      return facets.seconds(from, below);
    }
    case 'credits': {
      const { from, below } = limitsOf(value);
      return facets.credits(from, below);
    }
    case 'profile':
      return profiles.find(({ name }) => name === value)?.shownName ?? value;
    case 'rating':
      return value === '0' ? messages.judging.noStars : messages.judging.stars(Number(value));
    case 'flag': {
      const { pick, reject, favourite } = messages.judging;
      return value === 'pick' ? pick : value === 'reject' ? reject : value === 'favourite' ? favourite : value;
    }
    case 'state': {
      const state = entryStates.find((known) => known === value);
      return state === undefined ? value : facets.states[state];
    }
    case 'vendor':
    case 'tag':
    case 'collection':
    case 'ratio':
    case 'quality':
      return value;
  }
}

/** A choice in a few words. */
export interface FacetSummary {
  /** The text of the chip. */
  readonly text: string;
  /** `text` with the name of the facet, unless `text` already contains that name. */
  readonly fullText: string;
}

/** What the search text says about a facet: its parts as typed, and all of them parsed. */
export interface TypedParts {
  readonly texts: readonly string[];
  readonly query: Query;
}

/** The most values that a chip names. */
const mostNamed = 3;

const orMore = (stars: number): string | null => (stars < maxRating ? messages.judging.starsOrMore(stars) : null);
const orFewer = (stars: number): string | null => (stars > 0 ? messages.judging.starsOrFewer(stars) : null);

/** A range of ratings in words; null if the query is something else, or allows one rating only. */
function ratingRange(query: Query): string | null {
  if (query.kind !== 'condition' || query.condition.field !== 'rating') return null;
  const { comparison, value } = query.condition;
  switch (comparison) {
    case '>=':
      return orMore(value);
    case '>':
      return orMore(value + 1);
    case '<=':
      return orFewer(value);
    case '<':
      return orFewer(value - 1);
    case '=':
      return null;
  }
}

/** Summarizes a choice; null if nothing is chosen. What was typed is shown if it matches none of the facet's values. */
export function summaryOf(
  facet: ShownFacet,
  { included, excluded }: FacetChoice,
  typed: TypedParts,
  profiles: readonly NamedProfile[],
): FacetSummary | null {
  const { facets } = messages.search;
  const name = facets.names[facet];
  const withFacetName = (text: string): FacetSummary => ({ text, fullText: `${name}${messages.format.colon}${text}` });
  const label = (value: string): string => valueLabel(facet, value, profiles);
  const labels = [...included.map(label), ...excluded.map((value) => facets.not(label(value)))];
  if (labels.length === 0) return typed.texts.length === 0 ? null : withFacetName(typed.texts.join(' '));
  const range = ratingRange(typed.query);
  if (range !== null) return withFacetName(range);
  const { text, fullText } = withFacetName(messages.format.items(labels));
  return { text: labels.length > mostNamed ? facets.several(name, labels.length) : text, fullText };
}
