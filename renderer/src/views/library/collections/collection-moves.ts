// Moves collections in the list, and the sentence that a screen reader says about a move.
import { create } from 'zustand';
import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { showFailure } from '../library-view.ts';
import { type CollectionPlace, placeAfterStep, positionAmongSiblings } from './collection-place.ts';

/** The sentence about the last move of a collection, or of videos in a collection. */
export const useMoveAnnouncement = create<{ readonly text: string }>(() => ({ text: '' }));

async function readList(): Promise<readonly CollectionEntry[]> {
  const result = await call('collections.list', {});
  if (!result.ok) await showFailure(Promise.resolve(result));
  return result.ok ? result.value.collections : [];
}

/** Moves a collection to the place that `placeIn` finds in the current list; does nothing if that is null. */
async function moveTo(id: number, placeIn: (collections: readonly CollectionEntry[]) => CollectionPlace | null): Promise<void> {
  const place = placeIn(await readList());
  if (place === null) return;
  const result = await call('collections.move', { id, ...place });
  await showFailure(Promise.resolve(result));
  if (!result.ok) return;
  const collections = await readList();
  const moved = collections.find((one) => one.id === id);
  if (moved === undefined) return;
  const { at, of } = positionAmongSiblings(collections, moved);
  const parent = collections.find((one) => one.id === moved.parentId)?.name ?? null;
  const { moved: movedText, movedInto } = messages.collections;
  useMoveAnnouncement.setState({ text: parent === null ? movedText(moved.name, at, of) : movedInto(moved.name, at, parent) });
}

/** The move that is going on. The next one waits for it, so that a key pressed twice moves a collection by two positions. */
let current: Promise<void> = Promise.resolve();

function enqueueMove(...move: Parameters<typeof moveTo>): Promise<void> {
  current = current.then(() => moveTo(...move));
  return current;
}

/** Moves a collection to a place. A refusal is shown above the grid. */
export const moveCollection = (id: number, place: CollectionPlace): Promise<void> => enqueueMove(id, () => place);

/** Moves a collection by one position up (-1) or down (1) among its siblings. */
export const moveCollectionByStep = (id: number, step: 1 | -1): Promise<void> =>
  enqueueMove(id, (collections) => placeAfterStep(collections, id, step));
