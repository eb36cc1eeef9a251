// A dialog for choosing a file that was a reference before.
import { AudioLines, History, SearchX } from 'lucide-react';
import { useRef } from 'react';
import type { Reference } from '../../../../shared/generation.ts';
import { referenceFields } from '../../../../shared/search/sql-search-fields.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { VideoPreview } from '../../components/video/video-preview.tsx';
import { messages } from '../../messages.ts';
import { addReference, type PlacementTarget } from '../create/references/add-references.ts';
import { useListQuery } from '../library/search/field/list-query.ts';
import { ListQueryField } from '../library/search/field/list-query-field.tsx';
import { focusSlotAfterPopup } from '../slot-menu/focus-after-popup.ts';
import { PickerGrid } from './picker-grid.tsx';
import { focusOnArrowDown } from './picker-keyboard.ts';
import { type EarlierReference, useEarlierReferences } from './use-earlier-references.ts';

interface Props {
  readonly fileKind: Reference['kind'];
  readonly target: PlacementTarget;
  onClose(): void;
}

/**
 * Shows earlier files of one kind, newest first, and loads more while scrolling. The chosen one goes to `target`, and the focus to its
 * slot.
 */
export function EarlierPicker({ fileKind, target, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const query = useListQuery(referenceFields);
  const { references, state, loadMore } = useEarlierReferences(fileKind, query.searchedText);
  const hasNone = state.kind === 'complete' && references.length === 0;
  const isEmpty = hasNone && query.searchedText === '';
  const label = messages.frames.searchEarlier;
  return (
    <Dialog
      open
      onClose={onClose}
      title={messages.frames.pickEarlier[fileKind]}
      description={messages.frames.pickEarlierDetail}
      widthPixels={840}
      initialFocus={list}
    >
      {state.kind === 'failed' && <ErrorNotice error={state.error} />}
      {!isEmpty && (
        <ListQueryField
          query={query}
          label={label}
          hint={messages.frames.searchEarlierHint}
          look="boxed"
          onKey={(event) => focusOnArrowDown(event, list)}
        />
      )}
      {isEmpty && <EmptyState icon={<History size={22} aria-hidden />} {...messages.frames.noEarlier} />}
      {hasNone && !isEmpty && <EmptyState icon={<SearchX size={22} aria-hidden />} {...messages.frames.noneFound} />}
      {!hasNone && (
        <PickerGrid
          list={list}
          label={messages.frames.earlierFiles}
          count={references.length}
          columns={4}
          rowHeight={148}
          onVisibleRangeChange={(_, to) => {
            if (to >= references.length - 8) loadMore();
          }}
          cell={(index) => {
            const entry = references[index];
            return entry === undefined ? null : <Thumb entry={entry} />;
          }}
          onChoose={(index) => {
            const entry = references[index];
            if (entry === undefined) return;
            onClose();
            // Main has the file: nothing is read or copied.
            void addReference(async () => ({ ok: true, value: entry.reference }), target).then(focusSlotAfterPopup);
          }}
        />
      )}
    </Dialog>
  );
}

const nameOf = ({ reference }: EarlierReference): string => reference.name || messages.composer.unnamed;

function factsOf({ reference, taskCount }: EarlierReference): readonly string[] {
  const { width, height, durationSeconds } = reference;
  return [
    ...(width === null || height === null ? [] : [messages.frames.pixels(width, height)]),
    ...(durationSeconds === null ? [] : [messages.format.seconds(durationSeconds)]),
    messages.frames.taskCount(taskCount),
  ];
}

function Thumb({ entry }: { readonly entry: EarlierReference }) {
  const { reference } = entry;
  const address = `studio-media://reference/${reference.id}`;
  return (
    <>
      <span className="grid min-h-0 flex-1 place-items-center overflow-hidden bg-bg text-faint">
        {reference.kind === 'image' && (
          <img src={address} alt="" draggable={false} decoding="async" loading="lazy" className="size-full object-contain" />
        )}
        {reference.kind === 'video' && <VideoPreview address={address} />}
        {reference.kind === 'audio' && <AudioLines size={20} aria-hidden />}
      </span>
      <span className="shrink-0 px-1.5 py-1 text-[12px] leading-tight" title={nameOf(entry)}>
        <span dir="auto" className="block truncate">
          {nameOf(entry)}
        </span>
        <span className="block truncate text-dim text-sm">{factsOf(entry).join(' · ')}</span>
      </span>
    </>
  );
}
