// A task without a video as a thin tile in the grid of the history. It shows the state, the prompt, and in one line the error, model, time
// and cost.
import { Ban, CircleAlert, CircleHelp, Clock, FilePen, type LucideIcon, Trash2, Unlink } from 'lucide-react';
import { memo } from 'react';
import type { Task } from '../../../../../shared/task.ts';
import { SimulatedChip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { useTaskRecord } from '../../../store/task-records.ts';
import { useNow } from '../../../use-now.ts';
import { costOf } from '../../task-inspector/task-identity.ts';
import { thinTilePixels } from '../grid/grid-rows.ts';
import { modelFamily } from '../item-actions.ts';
import { MarkedText } from '../search/hits/marked-text.tsx';
import { tileAttributes, tileOutline } from '../tile/tile-cell.ts';
import { errorOfTask, stateLabel, type TaskTone, toneOfTask } from './task-state.ts';

interface Props {
  readonly taskId: number;
  readonly isSelected: boolean;
  /** Tab enters the grid here. */
  readonly isTabStop: boolean;
  readonly column: number;
}

/**
 * A grid cell for a task without a video. It is empty until the record is loaded. The grid handles clicks, keys and menus, and finds the
 * tile by `data-cell`.
 */
export const EntryTile = memo(function EntryTile({ taskId, isSelected, isTabStop, column }: Props) {
  const task = useTaskRecord(taskId);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of boxes cannot be a <table>; its cells hold the focus
    <div
      role="gridcell"
      tabIndex={isTabStop ? 0 : -1}
      {...tileAttributes({ cellKey: `t${taskId}`, column, isSelected })}
      style={{ maxHeight: thinTilePixels }}
      className={`relative size-full overflow-hidden rounded-panel bg-panel outline-offset-2 ${tileOutline(isSelected)}`}
    >
      {task !== null && <TileContent task={task} />}
    </div>
  );
});

/** The colour of a state's label. */
export const toneClass: Readonly<Record<TaskTone, string>> = { bad: 'text-bad', warn: 'text-warn', live: 'text-accent', ended: 'text-dim' };

function TileContent({ task }: { readonly task: Task }) {
  const nowMs = useNow(60_000);
  const error = errorOfTask(task);
  const cost = costOf(task);
  const prompt = task.request.prompt.trim();
  return (
    <div
      className="flex size-full flex-col justify-between px-2.5 py-1.5 text-[12px] leading-snug"
      title={prompt || messages.library.untitled}
    >
      <div className="flex shrink-0 items-center gap-1.5">
        <StateMark task={task} />
        {task.simulated && (
          <span className="ml-auto flex shrink-0">
            <SimulatedChip />
          </span>
        )}
      </div>
      <p dir="auto" className={`shrink-0 truncate ${prompt === '' ? 'text-dim' : ''}`}>
        <MarkedText text={prompt || messages.library.untitled} />
      </p>
      <p className="shrink-0 truncate text-dim" title={error === null ? undefined : messages.errorText(error).title}>
        {messages.format.listed([
          ...(error === null ? [] : [messages.errorText(error).title.replace(/[.。]$/, '')]),
          modelFamily(task.request.model),
          messages.format.moment(task.createdAtMs, nowMs),
          // The chip says that a simulated task costs nothing.
          ...(cost === null || task.simulated ? [] : [cost]),
        ])}
      </p>
    </div>
  );
}

/** The state of a task as icon and word. */
export function StateMark({ task }: { readonly task: Task }) {
  const Icon = iconOf(task);
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${toneClass[toneOfTask(task)]}`}>
      <Icon size={13} aria-hidden className="shrink-0" />
      <span className="truncate font-semibold">{stateLabel(task)}</span>
    </span>
  );
}

function iconOf(task: Task): LucideIcon {
  switch (task.state) {
    case 'failed':
      return CircleAlert;
    case 'cancelled':
      return Ban;
    case 'discarded':
      return Trash2;
    case 'draft':
      return FilePen;
    case 'completed':
      return Unlink;
    case 'abandoned':
    case 'unconfirmed':
      return CircleHelp;
    case 'waiting':
    case 'submitting':
    case 'pending':
    case 'processing':
      return Clock;
  }
}
