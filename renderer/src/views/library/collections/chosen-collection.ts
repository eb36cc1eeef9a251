// Finds the entry of the collection list that a search text shows, and the search text of an entry. Pure.

import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { foldedName } from '../../../../../shared/judgement/judgement.ts';
import { formatQuery } from '../../../../../shared/search/format-query.ts';
import type { Query } from '../../../../../shared/search/query.ts';

/** An entry of the list: all videos, the picks, the favourites, or a collection. */
export type CollectionListEntry =
  | { readonly kind: 'all' | 'picks' | 'favourites' }
  | { readonly kind: 'collection'; readonly collection: CollectionEntry };

const flagSearch = { picks: 'is:pick', favourites: 'is:favourite' } as const;

/** The search text that shows an entry. */
export function searchTextOf(entry: CollectionListEntry): string {
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

/** The name in the `in:` condition that a query requires; null if it requires none or several. */
export function collectionNameIn(query: Query): string | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const names = parts.flatMap((part) => (part.kind === 'condition' && part.condition.field === 'in' ? [part.condition.text] : []));
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** Finds a collection by its name, ignoring case and character width. */
export const findCollection = (collections: readonly CollectionEntry[], name: string): CollectionEntry | undefined =>
  collections.find((collection) => foldedName(collection.name) === foldedName(name));

/** The entry that the typed search shows; null if the list has no such entry. A search within a collection counts as that collection. */
export function shownEntryOf(text: string, query: Query, collections: readonly CollectionEntry[]): CollectionListEntry | null {
  const typed = text.trim();
  if (typed === '') return { kind: 'all' };
  if (typed === flagSearch.picks) return { kind: 'picks' };
  if (typed === flagSearch.favourites) return { kind: 'favourites' };
  const smartCollection = collections.find((collection) => collection.query?.trim() === typed);
  const name = collectionNameIn(query);
  const collection = smartCollection ?? (name === null ? undefined : findCollection(collections, name));
  return collection === undefined ? null : { kind: 'collection', collection };
}

/** Sorts results by the order of a collection. Results outside the collection come last. */
export function sortByCollectionOrder(resultIds: readonly number[], order: readonly number[]): readonly number[] {
  const positions = new Map(order.map((id, index) => [id, index]));
  const positionOf = (id: number): number => positions.get(id) ?? order.length;
  return resultIds.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/**
 * Returns the id of the video before which the moved videos must be inserted to move by one step. null: insert them at the end. undefined:
 * they cannot move in that direction.
 */
export function insertionPointAfterStep(order: readonly number[], movedIds: readonly number[], step: 1 | -1): number | null | undefined {
  const movedSet = new Set(movedIds);
  const positions = order.flatMap((id, index) => (movedSet.has(id) ? [index] : []));
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (step < 0) return first === 0 ? undefined : order[first - 1];
  if (last === order.length - 1) return undefined;
  return order.slice(last + 2).find((id) => !movedSet.has(id)) ?? null;
}

/** The side of a video on which dragged videos would be dropped: before or after it in the order. */
export type DropSide = 'before' | 'after';

/**
 * Returns the id of the video before which the moved videos must be inserted when they are dropped beside `targetId`. null: insert them at
 * the end. undefined: they cannot be dropped there.
 */
export function beforeIdBeside(
  order: readonly number[],
  movedIds: readonly number[],
  { targetId, side }: { readonly targetId: number; readonly side: DropSide },
): number | null | undefined {
  const movedSet = new Set(movedIds);
  const targetIndex = order.indexOf(targetId);
  if (targetIndex < 0 || movedSet.has(targetId)) return undefined;
  if (side === 'before') return targetId;
  return order.slice(targetIndex + 1).find((id) => !movedSet.has(id)) ?? null;
}

/** The position, counted from 1, that the first of the moved videos gets when they are inserted before a video or at the end (null). */
export function positionAfterMove(order: readonly number[], movedIds: readonly number[], beforeId: number | null): number {
  const movedSet = new Set(movedIds);
  const rest = order.filter((id) => !movedSet.has(id));
  return (beforeId === null ? rest.length : rest.indexOf(beforeId)) + 1;
}
