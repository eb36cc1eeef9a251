// The tags and the collections of the library, for completion, menus and lists. Each list is read when it is first shown, and again when
// main reports a change.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { CallOutput, CollectionEntry } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';

/** A tag with the number of its videos. */
export type TagEntry = CallOutput<'tags.list'>['tags'][number];

interface NameLists {
  /** Sorted by last use, the most recent first. */
  readonly tags: readonly TagEntry[];
  /** The top-level collections in their order, each followed by the collections in it. */
  readonly collections: readonly CollectionEntry[];
}

const useLists = create<NameLists>(() => ({ tags: [], collections: [] }));

/** Returns a function that reads a list once per version. After a failure, the next call reads it again. */
function createListLoader(read: () => Promise<Partial<NameLists> | null>): (version: string) => void {
  let readVersion = '';
  return (version) => {
    if (readVersion === version) return;
    readVersion = version;
    void read().then((lists) => {
      if (lists === null) readVersion = '';
      else useLists.setState(lists);
    });
  };
}

const loadTags = createListLoader(async () => {
  const result = await call('tags.list', {});
  return result.ok ? result.value : null;
});

const loadCollections = createListLoader(async () => {
  const result = await call('collections.list', {});
  return result.ok ? result.value : null;
});

/** The revision counts from 0 in each run of main, so the run is part of the version. */
const versionOf = (revision: 'tagRevision' | 'collectionRevision') => (s: ReturnType<typeof useStudio.getState>) =>
  `${s.mirror?.boot} ${selectStatus(s)?.judgement[revision]}`;

/** All tags, kept current. */
export function useTags(): readonly TagEntry[] {
  const version = useStudio(versionOf('tagRevision'));
  useEffect(() => loadTags(version), [version]);
  return useLists((s) => s.tags);
}

/** All collections, kept current. */
export function useCollections(): readonly CollectionEntry[] {
  const version = useStudio(versionOf('collectionRevision'));
  useEffect(() => loadCollections(version), [version]);
  return useLists((s) => s.collections);
}
