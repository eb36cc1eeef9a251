// What can be dropped on a line of the list of collections: videos on a manual collection, and collections on, above or below a line.
import { type DragEvent, useState } from 'react';
import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { draggedItem } from '../../create/references/own-drag.ts';
import { changeVideos } from '../../judging/judge.ts';
import { showFailure } from '../library-view.ts';
import { moveCollection } from './collection-moves.ts';
import { type CollectionPlace, canNest, type LinePart, linePartAt, placeOfDrop } from './collection-place.ts';

/** The handlers for a line, and where it shows that something would be dropped: around it, above or below it; null if nowhere. */
export interface LineDrop {
  readonly mark: LinePart | null;
  readonly handlers: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

type Drop =
  | { readonly kind: 'videos'; readonly part: 'into'; readonly resultIds: readonly number[] }
  | { readonly kind: 'collection'; readonly part: LinePart; readonly id: number; readonly place: CollectionPlace };

/** What would be dropped; null if nothing can be dropped there. `target` is null for the space below all lines. */
function dropOf(event: DragEvent, target: CollectionEntry | null, collections: readonly CollectionEntry[]): Drop | null {
  const item = draggedItem();
  if (item?.kind === 'videos') return target?.kind === 'manual' ? { ...item, part: 'into' } : null;
  if (item?.kind !== 'collection') return null;
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const part = target === null ? 'before' : linePartAt((event.clientY - top) / height, canNest(collections, item.id, target));
  const place = placeOfDrop(collections, item.id, target, part);
  return place === null ? null : { ...item, part, place };
}

function applyDrop(drop: Drop, target: CollectionEntry | null): void {
  if (drop.kind === 'collection') void moveCollection(drop.id, drop.place);
  else if (target !== null) addToCollection(target, drop.resultIds);
}

/** Adds videos to a manual collection. */
function addToCollection({ id, name }: CollectionEntry, resultIds: readonly number[]): void {
  if (resultIds.length > 0) void showFailure(changeVideos(resultIds, { kind: 'add-to-collection', collectionId: id }, name));
}

/** Makes a line a drop target. `target` is null for the space below all lines. */
export function useLineDrop(target: CollectionEntry | null, collections: readonly CollectionEntry[]): LineDrop {
  const [mark, setMark] = useState<LinePart | null>(null);
  const accept = (event: DragEvent): Drop | null => {
    const drop = dropOf(event, target, collections);
    if (drop === null) return null;
    event.preventDefault();
    event.stopPropagation();
    return drop;
  };
  const handlers = {
    onDragOver: (event: DragEvent): void => setMark(accept(event)?.part ?? null),
    onDragLeave: (event: DragEvent): void => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setMark(null);
    },
    onDrop: (event: DragEvent): void => {
      setMark(null);
      const drop = accept(event);
      if (drop !== null) applyDrop(drop, target);
    },
  };
  return { mark, handlers };
}
