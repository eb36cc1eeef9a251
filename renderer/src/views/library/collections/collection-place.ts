// Where a collection goes when it is moved by a key, by a menu or by dragging. Pure.
import type { CollectionEntry } from '../../../../../shared/ipc.ts';

type CollectionNode = Pick<CollectionEntry, 'id' | 'parentId'>;

/** A place for `collections.move`: the parent, and the sibling before which the collection goes; null for the end. */
export interface CollectionPlace {
  readonly parentId: number | null;
  readonly beforeId: number | null;
}

/** The collections in a parent, in their order, without the moved one. */
const siblingsIn = (collections: readonly CollectionNode[], parentId: number | null, movedId: number): readonly CollectionNode[] =>
  collections.filter((one) => one.parentId === parentId && one.id !== movedId);

/** The place one position up (-1) or down (1) among its siblings; null at the end of the list. `collections` are in their order. */
export function placeAfterStep(collections: readonly CollectionNode[], id: number, step: 1 | -1): CollectionPlace | null {
  const moved = collections.find((one) => one.id === id);
  if (moved === undefined) return null;
  const all = collections.filter(({ parentId }) => parentId === moved.parentId);
  const index = all.findIndex((one) => one.id === id) + step;
  if (index < 0 || index >= all.length) return null;
  return { parentId: moved.parentId, beforeId: siblingsIn(collections, moved.parentId, id)[index]?.id ?? null };
}

/** The position of a collection among its siblings, counted from 1, and their number. */
export function positionAmongSiblings(
  collections: readonly CollectionNode[],
  { id, parentId }: CollectionNode,
): { at: number; of: number } {
  const all = collections.filter((one) => one.parentId === parentId);
  return { at: all.findIndex((one) => one.id === id) + 1, of: all.length };
}

/** The part of a line over which a collection is dragged: its upper edge, its middle or its lower edge. */
export type LinePart = 'before' | 'into' | 'after';

/** The part of a line at a height: 0 is its top, 1 its bottom. Without a middle, the line has two halves. */
export function linePartAt(ratio: number, hasMiddle: boolean): LinePart {
  if (!hasMiddle) return ratio < 0.5 ? 'before' : 'after';
  return ratio < 0.3 ? 'before' : ratio > 0.7 ? 'after' : 'into';
}

/** Whether a collection can be moved into another one: collections nest one level. */
export function canNest(collections: readonly CollectionNode[], movedId: number, target: CollectionNode): boolean {
  return target.parentId === null && target.id !== movedId && !collections.some(({ parentId }) => parentId === movedId);
}

/** The place after a line: below a collection with others inside, that is before the first of them. null where it cannot be placed. */
function placeAfterLine(collections: readonly CollectionNode[], movedId: number, target: CollectionNode): CollectionPlace | null {
  const [firstInside] = siblingsIn(collections, target.id, movedId);
  if (firstInside !== undefined) {
    return canNest(collections, movedId, target) ? { parentId: target.id, beforeId: firstInside.id } : null;
  }
  const siblings = siblingsIn(collections, target.parentId, movedId);
  const next = siblings[siblings.findIndex(({ id }) => id === target.id) + 1];
  const parent = collections.find(({ id }) => id === target.parentId);
  if (parent === undefined || canNest(collections, movedId, parent)) return { parentId: target.parentId, beforeId: next?.id ?? null };
  // A collection with others inside stays at the top level: after the last line of a parent it follows the parent.
  if (next !== undefined || parent.id === movedId) return null;
  const tops = siblingsIn(collections, null, movedId);
  return { parentId: null, beforeId: tops[tops.findIndex(({ id }) => id === parent.id) + 1]?.id ?? null };
}

function placeAt(collections: readonly CollectionNode[], movedId: number, target: CollectionNode, part: LinePart): CollectionPlace | null {
  switch (part) {
    case 'into':
      return canNest(collections, movedId, target) ? { parentId: target.id, beforeId: null } : null;
    case 'after':
      return placeAfterLine(collections, movedId, target);
    case 'before': {
      const parent = collections.find(({ id }) => id === target.parentId);
      const isAllowed = parent === undefined || canNest(collections, movedId, parent);
      return isAllowed ? { parentId: target.parentId, beforeId: target.id } : null;
    }
  }
}

/**
 * The place of a collection that is dropped on a part of another one's line, or below all lines if `target` is null. null if it cannot go
 * there, or is already there.
 */
export function placeOfDrop(
  collections: readonly CollectionNode[],
  movedId: number,
  target: CollectionNode | null,
  part: LinePart,
): CollectionPlace | null {
  const moved = collections.find(({ id }) => id === movedId);
  if (moved === undefined || target?.id === movedId) return null;
  const place = target === null ? { parentId: null, beforeId: null } : placeAt(collections, movedId, target, part);
  if (place === null || place.parentId !== moved.parentId) return place;
  const all = collections.filter(({ parentId }) => parentId === moved.parentId);
  const next = all[all.findIndex(({ id }) => id === movedId) + 1];
  return place.beforeId === (next?.id ?? null) ? null : place;
}
