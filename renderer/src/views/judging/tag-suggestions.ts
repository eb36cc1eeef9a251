// What the tag field suggests while a name is typed. Pure.
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import type { TagEntry } from './name-lists.ts';

/** A suggestion: a tag, or the typed text as a new one. */
export type TagSuggestion = { readonly kind: 'tag'; readonly name: string } | { readonly kind: 'new'; readonly name: string };

/** The most suggestions that are shown. */
const maxSuggestions = 8;

/** The tags that begin with the typed text, then those that contain it; each the most recently used first, without those that are there already. A new name comes last. */
export function suggestTags(tags: readonly TagEntry[], typed: string, present: readonly string[]): readonly TagSuggestion[] {
  const wanted = foldedName(typed);
  const taken = new Set(present.map(foldedName));
  const free = tags.map(({ name }) => ({ name, folded: foldedName(name) })).filter(({ folded }) => !taken.has(folded));
  const beginning = free.filter(({ folded }) => folded.startsWith(wanted));
  const inside = wanted === '' ? [] : free.filter(({ folded }) => !folded.startsWith(wanted) && folded.includes(wanted));
  const found = [...beginning, ...inside].slice(0, maxSuggestions).map(({ name }): TagSuggestion => ({ kind: 'tag', name }));
  const isKnown = taken.has(wanted) || free.some(({ folded }) => folded === wanted);
  return wanted === '' || isKnown ? found : [...found, { kind: 'new', name: typed.trim() }];
}
