// One row of the grid: the heading of a group, or tiles side by side.

import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { modelName } from '../item-actions.ts';
import { TaskTile } from '../tile/task-tile.tsx';
import { VideoTile } from '../tile/video-tile.tsx';
import { type FoundHeading, type GridGroup, type GridRow, gapPixels, headerPixels } from './grid-rows.ts';
import type { LibraryCells } from './library-cells.ts';

interface Props {
  readonly row: GridRow;
  readonly index: number;
  readonly top: number;
  readonly left: number;
  readonly tile: { readonly width: number; readonly height: number };
  readonly columns: number;
  readonly cells: LibraryCells;
  readonly focusCell: number;
  readonly nowMs: number;
}

/**
 * Renders a row at its place in the virtual grid. `top`, `left` and `tile` are in pixels; `index` is its position among the rows, and
 * `focusCell` the only cell that Tab reaches.
 */
export function GridRowView({ row, index, top, left, tile, columns, cells, focusCell, nowMs }: Props) {
  const selection = useStudio((s) => s.selection);
  const position = { transform: `translateY(${top}px)`, left, right: left };
  if (row.kind === 'heading') {
    return (
      // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual grid of boxes cannot be a <table>; its cells hold the focus
      <div role="row" aria-rowindex={index + 1} className="absolute top-0" style={{ ...position, height: headerPixels }}>
        {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above */}
        <div role="rowheader" aria-colspan={columns} className="flex h-full items-end gap-2 pb-2.5">
          <span className="min-w-0 truncate font-semibold">
            <bdi>{headingText(row.heading, nowMs)}</bdi>
          </span>
          <span className="shrink-0 text-dim">{countOf(row.group)}</span>
        </div>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
    <div role="row" aria-rowindex={index + 1} className="absolute top-0 flex" style={{ ...position, height: tile.height, gap: gapPixels }}>
      {Array.from({ length: row.count }, (_, column) => {
        const cell = row.fromCell + column;
        const task = cells.live[cell];
        const resultId = cells.resultIds[cell - cells.live.length];
        if (task === undefined && resultId === undefined) return null;
        return (
          // For a screen reader, the cells are direct children of the row. This box only sets their width.
          <div
            key={task === undefined ? `r${resultId}` : `t${task.id}`}
            role="presentation"
            className="shrink-0"
            style={{ width: tile.width }}
          >
            {task !== undefined ? (
              <TaskTile task={task} isTabStop={cell === focusCell} column={column} />
            ) : (
              resultId !== undefined && (
                <VideoTile resultId={resultId} isSelected={selection.includes(resultId)} isTabStop={cell === focusCell} column={column} />
              )
            )}
          </div>
        );
      })}
    </div>
  );
}

function headingText(heading: FoundHeading, nowMs: number): string {
  switch (heading.kind) {
    case 'day':
      return messages.format.day(heading.startMs, nowMs);
    case 'month':
      return messages.format.month(heading.startMs);
    case 'model':
      return heading.id === '' ? messages.search.noModel : modelName(heading.id);
    case 'collection':
      return heading.name || messages.search.noCollection;
  }
}

function countOf({ cells, live }: GridGroup): string {
  const videos = cells - live;
  return messages.format.listed([
    ...(videos > 0 ? [messages.library.videos(videos)] : []),
    ...(live > 0 ? [messages.library.inProgress(live)] : []),
  ]);
}
