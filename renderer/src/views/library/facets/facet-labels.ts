// The names of facet values and of choices, in the language of the window.
import type { GenerationKind } from '../../../../../shared/models/index.ts';
import { entryStates } from '../../../../../shared/search/query.ts';
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

/**
 * Summarizes a choice; null if nothing is chosen. `typedParts`: the parts of the search text about the facet, which are shown if they match
 * none of its values.
 */
export function summaryOf(
  facet: ShownFacet,
  { included, excluded }: FacetChoice,
  typedParts: readonly string[],
  profiles: readonly NamedProfile[],
): FacetSummary | null {
  const { facets } = messages.search;
  const name = facets.names[facet];
  const withFacetName = (text: string): FacetSummary => ({ text, fullText: `${name}${messages.format.colon}${text}` });
  const [first] = [...included, ...excluded];
  const count = included.length + excluded.length;
  if (first === undefined) return typedParts.length === 0 ? null : withFacetName(typedParts.join(' '));
  if (count > 1) return { text: facets.several(name, count), fullText: facets.several(name, count) };
  const label = valueLabel(facet, first, profiles);
  return withFacetName(included.length === 1 ? label : facets.not(label));
}
