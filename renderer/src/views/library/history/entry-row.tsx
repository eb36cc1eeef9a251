// A task without a video as a row of the list view.
import { memo, type ReactNode } from 'react';
import type { Task } from '../../../../../shared/task.ts';
import { SimulatedChip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { useTaskRecord } from '../../../store/task-records.ts';
import { costOf } from '../../task-inspector/task-identity.ts';
import type { ListColumn } from '../grid/list/list-columns.ts';
import { RowBox, type RowProps } from '../grid/list/list-row.tsx';
import { modelName } from '../item-actions.ts';
import { MarkedText } from '../search/hits/marked-text.tsx';
import { StateMark, toneClass } from './entry-tile.tsx';
import { errorOfTask, stateLabel, toneOfTask } from './task-state.ts';

interface Props extends RowProps {
  readonly taskId: number;
  readonly isSelected: boolean;
  readonly nowMs: number;
}

/**
 * The row of a task without a video. The state replaces the picture, or precedes the prompt if there is no room for pictures. Cells are
 * empty until the record is loaded.
 */
export const EntryRow = memo(function EntryRow({ taskId, isSelected, nowMs, ...row }: Props) {
  const task = useTaskRecord(taskId);
  const hasPictures = row.columns.includes('picture');
  const contentOf = (column: ListColumn): ReactNode => {
    if (task === null) return null;
    return column === 'title' ? <Title task={task} hasState={!hasPictures} /> : contentIn(column, task, nowMs);
  };
  return <RowBox {...row} cellKey={`t${taskId}`} isSelected={isSelected} isDraggable={false} contentOf={contentOf} />;
});

function contentIn(column: Exclude<ListColumn, 'title'>, task: Task, nowMs: number): ReactNode {
  const { request } = task;
  const { format } = messages;
  switch (column) {
    case 'picture':
      return <StateInWords task={task} />;
    case 'model':
      return modelName(request.model);
    case 'date':
      return format.moment(task.createdAtMs, nowMs);
    case 'duration':
      return request.durationSeconds === null ? '' : format.seconds(request.durationSeconds);
    case 'ratio':
      return request.aspectRatio;
    case 'quality':
      return request.quality;
    case 'credits':
      return task.simulated ? '' : costOf(task);
    case 'rating':
    case 'size':
      return null;
  }
}

/** The state in the width of a picture. It has two lines, because “Cancelled by EvoLink” does not fit into one. */
const StateInWords = ({ task }: { readonly task: Task }) => (
  <span
    title={stateLabel(task)}
    className={`line-clamp-2 whitespace-normal break-words font-semibold text-sm leading-tight ${toneClass[toneOfTask(task)]}`}
  >
    {stateLabel(task)}
  </span>
);

function Title({ task, hasState }: { readonly task: Task; readonly hasState: boolean }) {
  const error = errorOfTask(task);
  return (
    <span className="flex items-center gap-2">
      {hasState && (
        <span className="flex shrink-0">
          <StateMark task={task} />
        </span>
      )}
      <span dir="auto" className="min-w-0 truncate">
        <MarkedText text={task.request.prompt.trim() || messages.library.untitled} />
      </span>
      {error !== null && <span className="min-w-0 shrink-[4] truncate text-dim text-sm">{messages.errorText(error).title}</span>}
      {task.simulated && <SimulatedChip />}
    </span>
  );
}
