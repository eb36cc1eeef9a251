// The panel beside the grid: everything about the selected video, or a summary of several.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis, FileX, Play, X } from 'lucide-react';
import { useEffect } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { SimulatedChip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { BulkJudgePanel, JudgePanel } from '../../judging/judge-panel.tsx';
import { SelectionActions } from '../files/selection-actions.tsx';
import { TaskDetails } from '../history/task-details.tsx';
import { play, promptOf, retryDownload, reuseRequest } from '../item-actions.ts';
import { ItemMenuPopup } from '../item-menu.tsx';
import { clearSelection } from '../library-view.ts';
import { useSelectedStack } from '../stacks/use-selected-stack.ts';
import { HoverPoster } from '../tile/hover-poster.tsx';
import { PosterPlaceholder } from '../tile/poster-placeholder.tsx';
import { InspectorDetails } from './inspector-details.tsx';
import { PromptTitle } from './prompt-title.tsx';
import { RelativesSections } from './relatives.tsx';

interface Props {
  /** The selected videos: ids of results. */
  readonly selection: readonly number[];
  /** The selected tasks that have no video: ids of tasks. */
  readonly taskIds: readonly number[];
}

/** Shown while something is selected; closing it clears the selection. */
export function LibraryInspector({ selection, taskIds }: Props) {
  const stack = useSelectedStack(selection);
  const shownId = stack?.topId ?? (selection.length === 1 ? selection[0] : undefined);
  const [shownTaskId] = taskIds;
  return (
    <aside
      aria-label={messages.library.inspector.label}
      className="floating-when-narrow flex w-[318px] shrink-0 flex-col overflow-y-auto border-line border-l bg-panel p-[14px]"
    >
      {taskIds.length === 0 && shownId !== undefined ? (
        <>
          {stack !== null && (
            <p className="mb-3 shrink-0 text-dim leading-snug">{messages.takes.stack.wholeStack(stack.resultIds.length)}</p>
          )}
          <VideoDetails key={shownId} resultId={shownId} />
        </>
      ) : selection.length === 0 && taskIds.length === 1 && shownTaskId !== undefined ? (
        <TaskDetails key={shownTaskId} id={shownTaskId} onClose={clearSelection} />
      ) : (
        <SelectionSummary selection={selection} taskCount={taskIds.length} />
      )}
    </aside>
  );
}

function VideoDetails({ resultId }: { readonly resultId: number }) {
  const item = useStudio((s) => s.records.get(resultId));
  const isUnreadable = useStudio((s) => s.unreadableRecords.has(resultId));
  useEffect(() => requestRecords([resultId]), [resultId]);
  if (item === undefined) return isUnreadable ? <p className="text-dim">{messages.library.unreadable}</p> : null;
  return (
    <>
      <Picture item={item} />
      <div className="mt-3.5 shrink-0">
        <PromptTitle prompt={promptOf(item)} />
      </div>
      <div className="mt-3.5 flex shrink-0 items-center gap-2">
        {item.state === 'missing' ? (
          <Button size="small" onClick={() => void retryDownload(resultId)}>
            {messages.library.downloadAgain}
          </Button>
        ) : (
          <Button size="small" variant="primary" onClick={() => play(resultId)}>
            <Play size={12} aria-hidden fill="currentColor" />
            {messages.library.play}
          </Button>
        )}
        <Button size="small" onClick={() => reuseRequest(item)}>
          {messages.library.useAgain}
        </Button>
        <Menu.Root modal={false}>
          <Menu.Trigger
            aria-label={messages.queue.more}
            title={messages.queue.more}
            className="inline-grid size-[26px] place-items-center rounded-control text-dim hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
          >
            <Ellipsis size={15} aria-hidden />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="z-50 outline-none" side="bottom" align="start" sideOffset={4}>
              <ItemMenuPopup item={item} />
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
        <IconButton label={messages.library.inspector.close} className="ml-auto" onClick={clearSelection}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <JudgePanel item={item} />
      <InspectorDetails item={item} />
      <RelativesSections item={item} />
    </>
  );
}

function Picture({ item }: { readonly item: LibraryItem }) {
  const isMissing = item.state === 'missing';
  return (
    <div className="relative shrink-0">
      <button
        type="button"
        aria-label={isMissing ? messages.library.fileMissing : messages.library.playVideo(promptOf(item))}
        disabled={isMissing}
        className="relative block aspect-[16/10] w-full overflow-hidden rounded-control bg-[#08090a]"
        onClick={() => play(item.resultId)}
      >
        <span className={isMissing ? 'absolute inset-0 opacity-30' : 'absolute inset-0'}>
          {item.hasPoster ? (
            <HoverPoster resultId={item.resultId} canScrub={!isMissing} />
          ) : (
            // If the file is missing, the text is shown instead.
            !isMissing && <PosterPlaceholder item={item} />
          )}
        </span>
        {isMissing && (
          <span className="absolute inset-0 flex items-center justify-center gap-1.5 text-white">
            <FileX size={15} aria-hidden /> {messages.library.fileMissing}
          </span>
        )}
      </button>
      {item.simulated && <SimulatedChip isOnPicture />}
    </div>
  );
}

/** The sums are shown only if every record of the selection is loaded: a partial sum would be wrong. `taskCount`: selected tasks without a video. */
function SelectionSummary({ selection, taskCount }: { readonly selection: readonly number[]; readonly taskCount: number }) {
  const records = useStudio((s) => s.records);
  const isSmallSelection = selection.length <= 300;
  useEffect(() => {
    if (isSmallSelection) requestRecords(selection);
  }, [selection, isSmallSelection]);
  const items = isSmallSelection ? selection.flatMap((id) => records.get(id) ?? []) : [];
  const isComplete = items.length === selection.length;
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const seconds = items.reduce((sum, item) => sum + (item.durationSeconds ?? 0), 0);
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">
            {taskCount === 0
              ? messages.library.inspector.multiple(selection.length)
              : messages.history.inspector.multiple(selection.length + taskCount)}
          </h2>
          {isComplete && selection.length > 0 && (
            <p className="mt-1 text-dim">
              {messages.library.inspector.multipleDetail(messages.format.bytes(bytes), messages.format.duration(seconds))}
            </p>
          )}
        </div>
        <IconButton label={messages.library.inspector.close} onClick={clearSelection}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      {selection.length > 0 && (
        <>
          <SelectionActions />
          <BulkJudgePanel resultIds={selection} />
        </>
      )}
      <div className="mt-3.5 grid grid-cols-3 gap-1.5">
        {items.slice(0, 12).map((item) => (
          <span key={item.resultId} className="relative aspect-[16/10] overflow-hidden rounded-[4px] bg-[#08090a]">
            {item.hasPoster && <img src={`studio-media://poster/${item.resultId}`} alt="" className="size-full object-contain" />}
          </span>
        ))}
      </div>
    </>
  );
}
