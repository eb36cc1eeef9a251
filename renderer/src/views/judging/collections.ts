// Creates and deletes collections. A new one gets an unused name at once, and the list then lets the user edit it.
import { create } from 'zustand';
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { changeDisplay } from '../library/grid/library-display.ts';
import { showFailure } from '../library/library-view.ts';
import { announceAction, changeVideos } from './judge.ts';

/** The collection whose name is being edited in the list; null if there is none. */
export const useRenamedCollection = create<{ readonly id: number | null }>(() => ({ id: null }));

interface NewCollection {
  /** The videos to add to it at once. */
  readonly videos: readonly number[];
  readonly parentId: number | null;
  /** The search of a smart collection; null for a manual one. */
  readonly query: string | null;
}

/** A name that no collection has yet: "New collection", "New collection 2" … Pure. */
export function freeName(baseName: string, usedNames: readonly string[]): string {
  const folded = new Set(usedNames.map(foldedName));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? baseName : `${baseName} ${number}`;
    if (!folded.has(foldedName(name))) return name;
  }
}

/**
 * Creates a collection with an unused name, adds the videos, and lets the user edit the name in the list. A refusal is shown above the
 * grid.
 */
export async function createCollection({ videos, parentId, query }: NewCollection): Promise<void> {
  const list = await call('collections.list', {});
  if (!list.ok) return showFailure(Promise.resolve(list));
  const { newName, newSmartName } = messages.collections;
  const name = freeName(
    query === null ? newName : newSmartName,
    list.value.collections.map((collection) => collection.name),
  );
  const result = await call('collections.create', { name, parentId, query });
  await showFailure(Promise.resolve(result));
  if (!result.ok) return;
  changeDisplay({ libraryCollections: true });
  useRenamedCollection.setState({ id: result.value.id });
  if (videos.length > 0) await showFailure(changeVideos(videos, { kind: 'add-to-collection', collectionId: result.value.id }, name));
}

/** Deletes a collection; a message offers Undo. Its videos stay in the library. */
export async function deleteCollection(id: number, name: string): Promise<void> {
  const result = await call('collections.delete', { id });
  await showFailure(Promise.resolve(result));
  if (result.ok) announceAction(result.value, 'delete-collection', name);
}
