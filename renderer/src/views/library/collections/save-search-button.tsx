// The button in the search field that saves the search as a smart collection.
import { FolderSearch } from 'lucide-react';
import { messages } from '../../../messages.ts';
import { createCollection } from '../../judging/collections.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { shownEntryOf } from './chosen-collection.ts';

/** The button is shown unless the list of collections already has an entry for the search. */
export function SaveSearchButton() {
  const text = useLibrarySearch((s) => s.text);
  const query = useLibrarySearch((s) => s.parsed.query);
  const isSaved = shownEntryOf(text, query, useCollections()) !== null;
  const { saveSearch } = messages.collections;
  if (isSaved) return null;
  return (
    <button
      type="button"
      aria-label={saveSearch}
      title={saveSearch}
      onClick={() => void createCollection({ videos: [], parentId: null, query: text.trim() })}
      className="grid size-6 shrink-0 place-items-center rounded-[4px] text-dim hover:bg-hover hover:text-text"
    >
      <FolderSearch size={13} aria-hidden />
    </button>
  );
}
