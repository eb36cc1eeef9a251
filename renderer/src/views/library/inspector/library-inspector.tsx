// The panel beside the grid: everything about the selected video, or a summary of several.
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { BulkJudgePanel } from '../../judging/judge-panel.tsx';
import { reuseSelection } from '../files/file-actions.ts';
import { SelectionActions } from '../files/selection-actions.tsx';
import { TaskDetails } from '../history/task-details.tsx';
import { clearSelection } from '../library-view.ts';
import { useSelectedStack } from '../stacks/use-selected-stack.ts';
import { VideoDetails } from './video-details.tsx';

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
          <VideoDetails key={shownId} resultId={shownId} isPlayed={false} onClose={clearSelection} />
        </>
      ) : selection.length === 0 && taskIds.length === 1 && shownTaskId !== undefined ? (
        <TaskDetails key={shownTaskId} id={shownTaskId} onClose={clearSelection} />
      ) : (
        <SelectionSummary selection={selection} taskCount={taskIds.length} />
      )}
    </aside>
  );
}

/**
 * Shows the sums only if every record of the selection is loaded, because a partial sum would be wrong. `taskCount`: the number of selected
 * tasks without a video.
 */
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
      {selection.length === 0 && (
        <Button size="small" className="mt-3 self-start" onClick={reuseSelection}>
          {messages.library.useAgain}
        </Button>
      )}
      {selection.length > 0 && (
        <>
          <SelectionActions />
          <BulkJudgePanel resultIds={selection} />
        </>
      )}
      <div className="mt-3.5 grid grid-cols-3 gap-1.5">
        {items.slice(0, 12).map((item) => (
          <span key={item.resultId} className="relative aspect-video overflow-hidden rounded-[4px] bg-[#08090a]">
            {item.hasPoster && <img src={`studio-media://poster/${item.resultId}`} alt="" className="size-full object-contain" />}
          </span>
        ))}
      </div>
    </>
  );
}
