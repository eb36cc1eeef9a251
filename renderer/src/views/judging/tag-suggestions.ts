// The suggestions of the tag field while the user types a name. Pure.
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import type { TagEntry } from './name-lists.ts';

/** A suggestion: a tag, or the typed text as a new one. */
export type TagSuggestion = { readonly kind: 'tag'; readonly name: string } | { readonly kind: 'new'; readonly name: string };

/** The maximum number of suggestions that are shown. */
const maxSuggestions = 8;

/**
 * The tags that start with the typed text, then those that contain it. Both are sorted by last use, the most recent first, and leave out
 * the excluded names. A new name comes last.
 */
export function suggestTags(tags: readonly TagEntry[], typed: string, excludedNames: readonly string[]): readonly TagSuggestion[] {
  const foldedText = foldedName(typed);
  const excluded = new Set(excludedNames.map(foldedName));
  const candidates = tags.map(({ name }) => ({ name, folded: foldedName(name) })).filter(({ folded }) => !excluded.has(folded));
  const startingWithText = candidates.filter(({ folded }) => folded.startsWith(foldedText));
  const containingText =
    foldedText === '' ? [] : candidates.filter(({ folded }) => !folded.startsWith(foldedText) && folded.includes(foldedText));
  const suggestions = [...startingWithText, ...containingText]
    .slice(0, maxSuggestions)
    .map(({ name }): TagSuggestion => ({ kind: 'tag', name }));
  const isKnown = excluded.has(foldedText) || candidates.some(({ folded }) => folded === foldedText);
  return foldedText === '' || isKnown ? suggestions : [...suggestions, { kind: 'new', name: typed.trim() }];
}
