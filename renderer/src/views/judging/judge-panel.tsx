// The part of the inspector that judges one video: rating, flag, favourite, title, tags, notes, collections.
import { Menu } from '@base-ui/react/menu';
import { FolderPlus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Judgement, LibraryItem } from '../../../../shared/ipc.ts';
import { menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { showFailure } from '../library/library-view.ts';
import { CollectionMenuItems } from './collection-menu.tsx';
import { changeVideos, judge } from './judge.ts';
import { useJudgement, useJudgements } from './judgement-details.ts';
import { type ShownVerdict, verdictOfItems } from './shown-verdict.ts';
import { type ShownTag, TagField } from './tag-field.tsx';
import { NotesField, TitleField } from './text-fields.tsx';
import { VerdictBar } from './verdict-bar.tsx';

const grid = 'mt-3 grid shrink-0 grid-cols-[64px_minmax(0,1fr)] items-baseline gap-x-2.5 gap-y-1.5 [&_label]:text-dim [&>span]:text-dim';

/** The judgement of one video. */
export function JudgePanel({ item }: { readonly item: LibraryItem }) {
  const judgement = useJudgement(item.resultId);
  const { resultId } = item;
  const { rating, tags, collections } = messages.judging;
  return (
    <div className={grid}>
      <span>{rating}</span>
      <VerdictBar value={verdictOfItems([item])} onVerdict={(verdict) => judge([resultId], verdict)} />
      <TitleField resultId={resultId} saved={item.title} />
      <span>{tags}</span>
      <TagField resultIds={[resultId]} tags={(judgement?.tags ?? []).map((tag) => ({ ...tag, count: 1 }))} />
      {judgement !== null && <NotesField resultId={resultId} saved={judgement.notes} />}
      <span>{collections}</span>
      <CollectionList resultIds={[resultId]} collections={judgement?.collections ?? []} />
    </div>
  );
}

/** Actions on several videos. `items`: their records, as far as they are loaded. */
export function BulkJudgePanel({ resultIds, items }: { readonly resultIds: readonly number[]; readonly items: readonly LibraryItem[] }) {
  const judgements = useJudgements(resultIds);
  const value: ShownVerdict = verdictOfItems(items, items.length === resultIds.length);
  const { rating, tags, collections } = messages.judging;
  return (
    <div className={grid}>
      <span>{rating}</span>
      <VerdictBar value={value} onVerdict={(verdict) => judge(resultIds, verdict)} />
      <span>{tags}</span>
      <TagField resultIds={resultIds} tags={tagsOf(judgements ?? [])} />
      <span>{collections}</span>
      <CollectionList resultIds={resultIds} collections={[]} />
    </div>
  );
}

/** The tags of several videos, with how many have each; those that most have first. */
function tagsOf(judgements: readonly Judgement[]): readonly ShownTag[] {
  const counts = new Map<number, ShownTag>();
  for (const { tags } of judgements) {
    for (const { id, name } of tags) counts.set(id, { id, name, count: (counts.get(id)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

interface ListProps {
  readonly resultIds: readonly number[];
  readonly collections: Judgement['collections'];
}

/** The collections of a video, each with a cross, and the menu that adds the videos to another one. */
function CollectionList({ resultIds, collections }: ListProps): ReactNode {
  const { removeFromCollection, addToCollection } = messages.judging;
  const remove = (collectionId: number, name: string): void =>
    void showFailure(changeVideos(resultIds, { kind: 'remove-from-collection', collectionId }, name));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      {collections.map(({ id, name }) => (
        <span key={id} className="inline-flex h-6 max-w-full items-center rounded-full border border-line-strong pl-2 text-[12px]">
          <bdi className="truncate">{name}</bdi>
          <button
            type="button"
            aria-label={removeFromCollection(name)}
            title={removeFromCollection(name)}
            onClick={() => remove(id, name)}
            className="grid size-6 place-items-center rounded-full text-dim hover:text-text"
          >
            <X size={11} aria-hidden />
          </button>
        </span>
      ))}
      <Menu.Root modal={false}>
        <Menu.Trigger
          aria-label={addToCollection}
          title={addToCollection}
          className="grid size-6 place-items-center rounded-control text-dim hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
        >
          <FolderPlus size={14} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="z-50 outline-none" align="start" sideOffset={4}>
            <Menu.Popup className={`${menuPopup} max-h-[320px] max-w-[300px] min-w-[180px] overflow-y-auto`}>
              <CollectionMenuItems videos={() => resultIds} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
