// The manual order of the collection that the library shows, and its changes.
import { useEffect } from 'react';
import { create } from 'zustand';
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { showFailure } from '../library-view.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { collectionNamed, collectionNameIn, placeAfterStep } from './chosen-collection.ts';

interface CollectionOrder {
  /** The collection; null while none is shown in its manual order. */
  readonly id: number | null;
  /** Its videos; empty until they are read. */
  readonly resultIds: readonly number[];
}

/** What was read last. */
export const useCollectionOrder = create<CollectionOrder>(() => ({ id: null, resultIds: [] }));

async function load(id: number): Promise<void> {
  const answer = await call('collections.videos', { id });
  // A success would clear an error that is shown.
  if (!answer.ok) await showFailure(Promise.resolve(answer));
  else useCollectionOrder.setState({ id, resultIds: Array.from(answer.value.resultIds) });
}

/** Reads the order of the collection that is searched in, while it is the order of the library. Mounted by the library. */
export function useShownCollectionOrder(): void {
  const collections = useCollections();
  const name = useLibrarySearch((s) => (s.spec?.sort === 'manual' ? collectionNameIn(s.parsed.query) : null));
  const revision = useStudio((s) => s.libraryRevision);
  const shown = name === null ? undefined : collectionNamed(collections, name);
  const id = shown?.kind === 'manual' ? shown.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library or of the collections may be one of the order
  useEffect(() => {
    if (id === null) useCollectionOrder.setState({ id: null, resultIds: [] });
    else void load(id);
  }, [id, revision, collections]);
}

/** Moves videos of the shown collection before another one, or to the end. */
export function reorder(moved: readonly number[], beforeResultId: number | null): void {
  const { id, resultIds } = useCollectionOrder.getState();
  if (id === null) return;
  const set = new Set(moved);
  const inTheirOrder = resultIds.filter((one) => set.has(one));
  if (inTheirOrder.length === 0) return;
  void showFailure(call('collections.reorder', { id, resultIds: Float64Array.from(inTheirOrder), beforeResultId }));
}

/** Moves videos of the shown collection by one place. Returns false where no manual order is shown. */
export function moveByStep(moved: readonly number[], step: 1 | -1): boolean {
  const { id, resultIds } = useCollectionOrder.getState();
  if (id === null) return false;
  const before = placeAfterStep(resultIds, moved, step);
  if (before !== undefined) reorder(moved, before);
  return true;
}
