// One row of the list view: a video with its columns, or a task in progress. The grid handles clicks, keys, drags and menus by `data-cell`.
import { memo, type ReactNode } from 'react';
import type { Task } from '../../../../../../shared/task.ts';
import { SimulatedChip } from '../../../../components/chip.tsx';
import { messages } from '../../../../messages.ts';
import { VideoDropMark } from '../../collections/video-drop-mark.tsx';
import { modelName } from '../../item-actions.ts';
import type { CellKey } from '../../library-view.ts';
import { TileStatus } from '../../tile/task-tile.tsx';
import { ringPercent } from '../../tile/tasks-in-progress.ts';
import { useTileRecord } from '../../tile/use-tile-record.ts';
import { ListCell, VideoCell } from './list-cells.tsx';
import { columnGapPixels, type ListColumn } from './list-columns.ts';

/** The position of a row, and its columns. */
export interface RowProps {
  /** Its position among the rows of the list, as a screen reader counts them. */
  readonly index: number;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly columns: readonly ListColumn[];
  /** Tab enters the list here. */
  readonly isTabStop: boolean;
}

const rowClass = 'absolute top-0 flex items-center rounded-control px-2 -outline-offset-2 border-line/60 border-b';

const rowStyle = ({ top, left, height }: Pick<RowProps, 'top' | 'left' | 'height'>) => ({
  transform: `translateY(${top}px)`,
  left: left - 8,
  right: left - 8,
  height,
  gap: columnGapPixels,
});

interface BoxProps extends RowProps {
  readonly cellKey: CellKey;
  readonly isSelected: boolean;
  readonly isDraggable: boolean;
  readonly hover?: { onPointerEnter(): void; onPointerLeave(): void };
  contentOf(column: ListColumn): ReactNode;
  /** What is drawn over the row. */
  readonly overlay?: ReactNode;
}

/** A row with its cells. The row itself takes the focus, not its cells. */
export function RowBox({ cellKey, isSelected, isDraggable, hover, contentOf, overlay, isTabStop, index, columns, ...position }: BoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid cannot be a <table>; its rows hold the focus
    <div
      role="row"
      aria-rowindex={index}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-cell={cellKey}
      draggable={isDraggable}
      {...hover}
      className={`${rowClass} ${isSelected ? 'bg-accent-soft' : 'hover:bg-hover'}`}
      style={rowStyle(position)}
    >
      {columns.map((column, columnIndex) => (
        <ListCell key={column} column={column} index={columnIndex}>
          {contentOf(column)}
        </ListCell>
      ))}
      {overlay}
    </div>
  );
}

interface VideoRowProps extends RowProps {
  readonly resultId: number;
  readonly isSelected: boolean;
  readonly fills: boolean;
  readonly nowMs: number;
}

/** The row of a video. Its cells are empty until its record is loaded; the row says so if the record cannot be read. */
export const VideoRow = memo(function VideoRow({ resultId, isSelected, fills, nowMs, ...row }: VideoRowProps) {
  const { item, isUnreadable, isHovered, hover } = useTileRecord(resultId);
  const hasRatings = row.columns.includes('rating');
  const contentOf = (column: ListColumn): ReactNode => {
    if (item !== undefined) return <VideoCell {...{ column, item, isHovered, fills, hasRatings, nowMs }} />;
    return isUnreadable && column === 'title' ? messages.library.unreadable : null;
  };
  const isDraggable = item?.state === 'stored';
  const overlay = <VideoDropMark resultId={resultId} edges={{ before: 'above', after: 'below' }} />;
  return <RowBox {...row} cellKey={`r${resultId}`} {...{ isSelected, isDraggable, hover, contentOf, overlay }} />;
});

/** The row of a task in progress: its progress replaces the picture, and its state is beside its prompt. */
export const TaskRow = memo(function TaskRow({ task, ...row }: RowProps & { readonly task: Task }) {
  const percent = ringPercent(task);
  const contentOf = (column: ListColumn): ReactNode => {
    switch (column) {
      case 'picture':
        return <span className="block text-center">{percent === null ? '…' : `${Math.round(percent)}%`}</span>;
      case 'title':
        return <TaskTitle task={task} />;
      case 'model':
        return modelName(task.request.model);
      default:
        return null;
    }
  };
  return <RowBox {...row} cellKey={`t${task.id}`} isSelected={false} isDraggable={false} contentOf={contentOf} />;
});

function TaskTitle({ task }: { readonly task: Task }) {
  return (
    <span className="flex items-center gap-2">
      <span dir="auto" className="min-w-0 truncate">
        {task.request.prompt.trim() || messages.library.untitled}
      </span>
      <span className="shrink-0 text-dim text-sm">
        <TileStatus task={task} />
      </span>
      {task.simulated && <SimulatedChip />}
    </span>
  );
}
