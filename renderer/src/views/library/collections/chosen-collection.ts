// The entry of the list that a search stands for, and the search of an entry. Pure.

import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { foldedName } from '../../../../../shared/judgement/judgement.ts';
import { formatQuery } from '../../../../../shared/search/format-query.ts';
import type { Query } from '../../../../../shared/search/query.ts';

/** An entry of the list: everything, what is picked, the favourites, or a collection. */
export type ListEntry =
  | { readonly kind: 'all' | 'picks' | 'favourites' }
  | { readonly kind: 'collection'; readonly collection: CollectionEntry };

const flagSearch = { picks: 'is:pick', favourites: 'is:favourite' } as const;

/** The text of the search that shows an entry. */
export function searchOf(entry: ListEntry): string {
  switch (entry.kind) {
    case 'all':
      return '';
    case 'picks':
    case 'favourites':
      return flagSearch[entry.kind];
    case 'collection': {
      const { query, name } = entry.collection;
      return query ?? formatQuery({ kind: 'condition', condition: { field: 'in', text: name } });
    }
  }
}

/** The name in the only `in:` that a query requires; null where it has none or several. */
export function collectionNameIn(query: Query): string | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const names = parts.flatMap((part) => (part.kind === 'condition' && part.condition.field === 'in' ? [part.condition.text] : []));
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** The collection with a name, in any case and width. */
export const collectionNamed = (collections: readonly CollectionEntry[], name: string): CollectionEntry | undefined =>
  collections.find((collection) => foldedName(collection.name) === foldedName(name));

/** The entry that the typed search shows; null for a search of its own. A search within a collection still shows that collection. */
export function entryOf(text: string, query: Query, collections: readonly CollectionEntry[]): ListEntry | null {
  const typed = text.trim();
  if (typed === '') return { kind: 'all' };
  if (typed === flagSearch.picks) return { kind: 'picks' };
  if (typed === flagSearch.favourites) return { kind: 'favourites' };
  const smart = collections.find((collection) => collection.query?.trim() === typed);
  const name = collectionNameIn(query);
  const collection = smart ?? (name === null ? undefined : collectionNamed(collections, name));
  return collection === undefined ? null : { kind: 'collection', collection };
}

/** The order of a collection, followed by what it does not hold. Returns the same list where it is in that order. */
export function inOrder(resultIds: readonly number[], order: readonly number[]): readonly number[] {
  const positions = new Map(order.map((id, at) => [id, at]));
  const positionOf = (id: number): number => positions.get(id) ?? order.length;
  return resultIds.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** The videos before which moved ones come after one step: null for the end, undefined where they cannot move that way. */
export function placeAfterStep(order: readonly number[], moved: readonly number[], step: 1 | -1): number | null | undefined {
  const set = new Set(moved);
  const positions = order.flatMap((id, at) => (set.has(id) ? [at] : []));
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (step < 0) return first === 0 ? undefined : order[first - 1];
  if (last === order.length - 1) return undefined;
  return order.slice(last + 2).find((id) => !set.has(id)) ?? null;
}
