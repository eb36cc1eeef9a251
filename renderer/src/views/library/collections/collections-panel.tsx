// The list of collections to the left of the grid.
import { Clapperboard, Flag, Folder, FolderSearch, Heart, Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { IconButton } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { createCollection, deleteCollection, useRenamedCollection } from '../../judging/collections.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { setSearchText, useLibrarySearch } from '../search/search-store.ts';
import { isDeleteKey } from '../trash/delete-key.ts';
import { type CollectionListEntry, searchTextOf, shownEntryOf } from './chosen-collection.ts';
import { LineMenu } from './collection-menu.tsx';
import { moveCollectionByStep } from './collection-moves.ts';
import { CollectionLine, NameLine } from './collection-row.tsx';
import { DropMark } from './drop-mark.tsx';
import { useLineDrop } from './use-line-drop.ts';

const fixedEntries = [
  { kind: 'all', Icon: Clapperboard },
  { kind: 'picks', Icon: Flag },
  { kind: 'favourites', Icon: Heart },
] as const;

const show = (entry: CollectionListEntry): void => setSearchText(searchTextOf(entry));

/**
 * Lists all videos, the picks, the favourites and all collections. Tab focuses the chosen entry; the arrow keys move to the others. F2
 * renames a collection; Delete and Backspace delete it; Alt with an arrow key moves it among its siblings.
 */
export function CollectionsPanel() {
  const collections = useCollections();
  const text = useLibrarySearch((s) => s.text);
  const query = useLibrarySearch((s) => s.parsed.query);
  const videos = useStudio((s) => s.index.resultIds.length);
  const renamedId = useRenamedCollection((s) => s.id);
  const list = useRef<HTMLDivElement>(null);
  const chosen = shownEntryOf(text, query, collections);
  const { title, create, empty } = messages.collections;
  const tabStop = chosen ?? ({ kind: 'all' } as const);
  return (
    <nav
      aria-label={title}
      className="@max-[620px]/stage:absolute @max-[620px]/stage:inset-y-0 @max-[620px]/stage:left-0 @max-[620px]/stage:z-20 @max-[620px]/stage:shadow-float flex w-[190px] shrink-0 flex-col border-line border-r bg-panel"
    >
      <div className="flex h-[34px] shrink-0 items-center pr-1.5 pl-3.5">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-[12px] text-dim">{title}</h2>
        <IconButton label={create} onClick={() => void createCollection({ videos: [], parentId: null, query: null })}>
          <Plus size={14} aria-hidden />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it have the focus */}
      <div
        ref={list}
        className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-1.5 pb-3"
        onKeyDown={(event) => moveFocus(event, list.current)}
      >
        {fixedEntries.map(({ kind, Icon }) => (
          <CollectionLine
            key={kind}
            Icon={Icon}
            name={messages.collections[kind]}
            count={kind === 'all' ? videos : null}
            isChosen={chosen?.kind === kind}
            isTabStop={tabStop.kind === kind}
            onChoose={() => show({ kind })}
          />
        ))}
        <div className="my-1.5 h-px shrink-0 bg-line" />
        {collections.length === 0 && <p className="px-2 text-dim text-sm">{empty}</p>}
        {collections.map((collection) =>
          collection.id === renamedId ? (
            <NameLine key={collection.id} collection={collection} />
          ) : (
            <CollectionEntryLine
              key={collection.id}
              collection={collection}
              allCollections={collections}
              isChosen={chosen?.kind === 'collection' && chosen.collection.id === collection.id}
            />
          ),
        )}
        <SpaceBelow collections={collections} />
      </div>
    </nav>
  );
}

/** The space below all lines: a collection that is dropped there goes to the end of the top level. */
function SpaceBelow({ collections }: { readonly collections: readonly CollectionEntry[] }) {
  const { mark, handlers } = useLineDrop(null, collections);
  return (
    <div className="relative min-h-6 flex-1" data-space-below {...handlers}>
      {mark !== null && <DropMark edge="above" />}
    </div>
  );
}

const stepOf = ({ key }: KeyboardEvent): 1 | -1 | 0 => (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0);

/** Moves the focus between the lines. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.altKey ? 0 : stepOf(event);
  const lines = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  const next = lines[lines.indexOf(event.target as HTMLElement) + step];
  if (step === 0 || next === undefined || !lines.includes(event.target as HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

const countIn = (values: readonly FacetValue[], name: string): number => values.find(({ value }) => value === name)?.count ?? 0;

interface EntryLineProps {
  readonly collection: CollectionEntry;
  readonly allCollections: readonly CollectionEntry[];
  readonly isChosen: boolean;
}

function CollectionEntryLine({ collection, allCollections, isChosen }: EntryLineProps) {
  const { id, name, kind, parentId, videoCount } = collection;
  // The search also counts the videos of inner collections and those that a saved search finds. null until the search has counted them.
  const foundCount = useLibrarySearch(({ libraryFacets }) =>
    libraryFacets?.scope === 'videos' ? countIn(libraryFacets.counts.collection, name) : null,
  );
  const rename = (): void => useRenamedCollection.setState({ id });
  const drop = useLineDrop(collection, allCollections);
  const press = (event: KeyboardEvent): void => {
    const step = event.altKey ? stepOf(event) : 0;
    if (step !== 0) void moveCollectionByStep(id, step);
    else if (event.key === 'F2') rename();
    else if (isDeleteKey(event)) void deleteCollection(id, name);
    else return;
    event.preventDefault();
  };
  return (
    <CollectionLine
      Icon={kind === 'smart' ? FolderSearch : Folder}
      coverResultId={collection.coverResultId}
      name={name}
      count={foundCount ?? (kind === 'manual' ? videoCount : null)}
      isChosen={isChosen}
      isTabStop={isChosen}
      isNested={parentId !== null}
      onChoose={() => show({ kind: 'collection', collection })}
      onKeyDown={press}
      keys="F2 Delete Alt+ArrowUp Alt+ArrowDown"
      draggedId={id}
      drop={drop}
      menu={<LineMenu collection={collection} allCollections={allCollections} onRename={rename} />}
    />
  );
}
