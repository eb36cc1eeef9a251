// The part of the inspector that judges one video: rating, flag, favourite, title, tags, notes, collections.
import { Menu } from '@base-ui/react/menu';
import { FolderPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JudgementCommand, LibraryItem } from '../../../../shared/ipc.ts';
import { menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { showFailure } from '../library/library-view.ts';
import { CollectionMenuItems } from './collection-menu.tsx';
import { changeVideos, judge } from './judge.ts';
import { useJudgement, useJudgementSummary } from './judgement-details.ts';
import { NameChip } from './name-chip.tsx';
import { type ShownVerdict, verdictOfItem, verdictOfSummary } from './shown-verdict.ts';
import { TagField } from './tag-field.tsx';
import { NotesField, TitleField } from './text-fields.tsx';
import { VerdictBar } from './verdict-bar.tsx';

const grid = 'mt-3 grid shrink-0 grid-cols-[76px_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5 [&_label]:text-dim [&>span]:text-dim';

/** A tag or a collection of a single video, with its count. */
const withCountOne = (named: { readonly id: number; readonly name: string }) => ({ ...named, count: 1 });

/** The judgement of one video. */
export function JudgePanel({ item }: { readonly item: LibraryItem }) {
  const judgement = useJudgement(item.resultId);
  const { resultId } = item;
  const { tags, collections } = messages.judging;
  return (
    <div className={grid}>
      <VerdictRow value={verdictOfItem(item)} resultIds={[resultId]} />
      <TitleField resultId={resultId} saved={item.title} />
      <span>{tags}</span>
      <TagField resultIds={[resultId]} tags={(judgement?.tags ?? []).map(withCountOne)} />
      {judgement !== null && <NotesField resultId={resultId} saved={judgement.notes} />}
      <span>{collections}</span>
      <CollectionList resultIds={[resultId]} collections={(judgement?.collections ?? []).map(withCountOne)} />
    </div>
  );
}

/** The judgement of several videos. */
export function BulkJudgePanel({ resultIds }: { readonly resultIds: readonly number[] }) {
  const summary = useJudgementSummary(resultIds);
  const { tags, collections } = messages.judging;
  return (
    <div className={grid}>
      <VerdictRow value={verdictOfSummary(summary)} resultIds={resultIds} />
      <span>{tags}</span>
      <TagField resultIds={resultIds} tags={summary?.tags ?? []} />
      <span>{collections}</span>
      <CollectionList resultIds={resultIds} collections={summary?.collections ?? []} />
    </div>
  );
}

/** The row takes the full width, because its controls need no label. */
const VerdictRow = ({ value, resultIds }: { readonly value: ShownVerdict; readonly resultIds: readonly number[] }) => (
  <div className="col-span-2 -ml-1">
    <VerdictBar value={value} onVerdict={(verdict) => judge(resultIds, verdict)} />
  </div>
);

interface ListProps {
  readonly resultIds: readonly number[];
  /** `count`: how many of the videos are in the collection. */
  readonly collections: readonly { readonly id: number; readonly name: string; readonly count: number }[];
}

/** The collections of the videos, each with a remove button, and the menu that adds the videos to another one. */
function CollectionList({ resultIds, collections }: ListProps): ReactNode {
  const { removeFromCollection, addToCollection, addAllToCollection } = messages.judging;
  const change = (command: JudgementCommand, name: string): void => void showFailure(changeVideos(resultIds, command, name));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      {collections.map(({ id, name, count }) => (
        <NameChip
          key={id}
          name={name}
          count={count}
          videoCount={resultIds.length}
          addLabel={addAllToCollection(name)}
          removeLabel={removeFromCollection(name)}
          onAdd={() => change({ kind: 'add-to-collection', collectionId: id }, name)}
          onRemove={() => change({ kind: 'remove-from-collection', collectionId: id }, name)}
        />
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
              <CollectionMenuItems resultIds={() => resultIds} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
