// Makes and changes collections. A new one gets a free name at once, and the list asks for another.
import { create } from 'zustand';
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { changeDisplay } from '../library/grid/library-display.ts';
import { showFailure } from '../library/library-view.ts';
import { changeVideos, sayDone } from './judge.ts';

/** The collection whose name is being written in the list; null for none. */
export const useRenamedCollection = create<{ readonly id: number | null }>(() => ({ id: null }));

interface NewCollection {
  /** Added to it at once. */
  readonly videos: readonly number[];
  readonly parentId: number | null;
  /** The search of a smart collection; null for a manual one. */
  readonly query: string | null;
}

/** A name that no collection has: "New collection", "New collection 2" … Pure. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const folded = new Set(taken.map(foldedName));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!folded.has(foldedName(name))) return name;
  }
}

/** Makes one with a free name, which the list shows for writing, and adds the videos. A refusal is shown above the grid. */
export async function createCollection({ videos, parentId, query }: NewCollection): Promise<void> {
  const list = await call('collections.list', {});
  if (!list.ok) return showFailure(Promise.resolve(list));
  const { newName, newSmartName } = messages.collections;
  const name = freeName(
    query === null ? newName : newSmartName,
    list.value.collections.map((collection) => collection.name),
  );
  const made = await call('collections.create', { name, parentId, query });
  await showFailure(Promise.resolve(made));
  if (!made.ok) return;
  changeDisplay({ libraryCollections: true });
  useRenamedCollection.setState({ id: made.value.id });
  if (videos.length > 0) await showFailure(changeVideos(videos, { kind: 'add-to-collection', collectionId: made.value.id }, name));
}

/** Deletes a collection; the message offers Undo. Its videos stay in the library. */
export async function deleteCollection(id: number, name: string): Promise<void> {
  const answer = await call('collections.delete', { id });
  await showFailure(Promise.resolve(answer));
  if (answer.ok) sayDone(answer.value, 'delete-collection', name);
}
