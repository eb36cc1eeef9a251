// The manual order of the collection that the library shows, and the actions that change it.
import { useEffect } from 'react';
import { create } from 'zustand';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { titleOf } from '../item-actions.ts';
import { showFailure } from '../library-view.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import {
  beforeIdBeside,
  collectionNameIn,
  type DropSide,
  findCollection,
  insertionPointAfterStep,
  positionAfterMove,
} from './chosen-collection.ts';
import { useMoveAnnouncement } from './collection-moves.ts';

interface CollectionOrder {
  /** The id of the collection; null while no collection is shown in its manual order. */
  readonly id: number | null;
  /** Its videos; empty until they are read. */
  readonly resultIds: readonly number[];
}

/** The store of the collection order that was read last. */
export const useCollectionOrder = create<CollectionOrder>(() => ({ id: null, resultIds: [] }));

async function load(id: number): Promise<void> {
  const result = await call('collections.videos', { id });
  // `showFailure` gets only a failure, because a success would clear an error that is shown.
  if (!result.ok) await showFailure(Promise.resolve(result));
  else useCollectionOrder.setState({ id, resultIds: Array.from(result.value.resultIds) });
}

/** Keeps the order current while the library shows a collection in its manual order. Called once, by the library stage. */
export function useShownCollectionOrder(): void {
  const collections = useCollections();
  const name = useLibrarySearch((s) => (s.spec?.sort === 'manual' ? collectionNameIn(s.parsed.query) : null));
  const revision = useStudio((s) => s.libraryRevision);
  const collection = name === null ? undefined : findCollection(collections, name);
  const id = collection?.kind === 'manual' ? collection.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library or of the collections may change the order
  useEffect(() => {
    if (id === null) useCollectionOrder.setState({ id: null, resultIds: [] });
    else void load(id);
  }, [id, revision, collections]);
}

/** Moves videos of the shown collection before the video `beforeResultId`, or to the end if it is null, and announces their position. */
async function reorder(movedIds: readonly number[], beforeResultId: number | null): Promise<void> {
  const { id, resultIds } = useCollectionOrder.getState();
  if (id === null) return;
  const movedSet = new Set(movedIds);
  const idsInOrder = resultIds.filter((one) => movedSet.has(one));
  const [firstId] = idsInOrder;
  if (firstId === undefined) return;
  const result = await call('collections.reorder', { id, resultIds: Float64Array.from(idsInOrder), beforeResultId });
  await showFailure(Promise.resolve(result));
  if (!result.ok) return;
  const first = useStudio.getState().records.get(firstId);
  const name = first === undefined ? messages.library.untitled : titleOf(first);
  const at = positionAfterMove(resultIds, movedIds, beforeResultId);
  useMoveAnnouncement.setState({ text: messages.collections.moved(name, at, resultIds.length) });
}

/** Moves videos of the shown collection by one position. Returns false if no manual order is shown. */
export function moveByStep(movedIds: readonly number[], step: 1 | -1): boolean {
  const { id, resultIds } = useCollectionOrder.getState();
  if (id === null) return false;
  const beforeResultId = insertionPointAfterStep(resultIds, movedIds, step);
  if (beforeResultId !== undefined) void reorder(movedIds, beforeResultId);
  return true;
}

/** The video beside which the dragged videos would be dropped in the shown collection; null if there is none. */
export const useVideoDrop = create<{ readonly targetId: number | null; readonly side: DropSide }>(() => ({
  targetId: null,
  side: 'before',
}));

/** Moves videos of the shown collection beside another one, or to the end if `target` is null. */
export function moveBeside(movedIds: readonly number[], target: { readonly targetId: number; readonly side: DropSide } | null): void {
  const beforeResultId = target === null ? null : beforeIdBeside(useCollectionOrder.getState().resultIds, movedIds, target);
  if (beforeResultId !== undefined) void reorder(movedIds, beforeResultId);
}
