// Makes collections. A new one gets a free name at once.
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { showFailure } from '../library/library-view.ts';
import { changeVideos } from './judge.ts';

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

/** Makes one with a free name and adds the videos. A refusal is shown above the grid. */
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
  if (videos.length > 0) await showFailure(changeVideos(videos, { kind: 'add-to-collection', collectionId: made.value.id }, name));
}
