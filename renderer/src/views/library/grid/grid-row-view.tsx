// One row of the library: the heading of a group, tiles side by side, or a row of the list.
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { VideoDropMark } from '../collections/video-drop-mark.tsx';
import { EntryRow } from '../history/entry-row.tsx';
import { EntryTile } from '../history/entry-tile.tsx';
import { modelName } from '../item-actions.ts';
import { useLibraryView } from '../library-view.ts';
import { titleUnitsFor } from '../search/hits/truncate-title.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { TaskTile } from '../tile/task-tile.tsx';
import { VideoTile } from '../tile/video-tile.tsx';
import { columnCount, type GridLayout } from './grid-layout.ts';
import { type CellGroup, type GridRow, type GroupHeading, gapPixels, headerPixels, thinTilePixels } from './grid-rows.ts';
import { selectionSet } from './grid-selection.ts';
import { type CellContent, contentOfCell, keyOfContent, type LibraryCells } from './library-cells.ts';
import { TaskRow, VideoRow } from './list/list-row.tsx';

interface Props {
  readonly row: GridRow;
  readonly index: number;
  readonly top: number;
  readonly left: number;
  readonly layout: GridLayout;
  readonly cells: LibraryCells;
  readonly focusCell: number;
  /** Whether pictures fill their tiles. */
  readonly fills: boolean;
  readonly nowMs: number;
}

/**
 * Renders a row at its place in the virtual grid. `top` and `left` are in pixels. `index` is the position among the rows. `focusCell` is
 * the only cell that Tab reaches.
 */
export function GridRowView(props: Props) {
  const { row, layout } = props;
  if (row.kind === 'heading') return <HeadingRow {...props} row={row} />;
  return layout.kind === 'grid' ? <TileRow {...props} row={row} layout={layout} /> : <ListRow {...props} row={row} layout={layout} />;
}

function HeadingRow({ row, index, top, left, layout, nowMs }: Props & { readonly row: Extract<GridRow, { kind: 'heading' }> }) {
  const isHistory = useLibrarySearch((s) => s.found?.spec.scope === 'history');
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual grid of boxes cannot be a <table>; its cells hold the focus
    <div
      role="row"
      aria-rowindex={rowIndexOf(layout, index)}
      className="absolute top-0"
      style={{ transform: `translateY(${top}px)`, left, right: left, height: headerPixels }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above */}
      <div role="rowheader" aria-colspan={columnCount(layout)} className="flex h-full items-end gap-2 pb-2.5">
        <span className="min-w-0 truncate font-semibold">
          <bdi>{headingText(row.heading, nowMs)}</bdi>
        </span>
        <span className="shrink-0 text-dim">{isHistory ? messages.history.items(row.group.cellCount) : countOf(row.group)}</span>
      </div>
    </div>
  );
}

type CellsRow = Extract<GridRow, { kind: 'tiles' }>;

function TileRow(props: Props & { readonly row: CellsRow; readonly layout: Extract<GridLayout, { kind: 'grid' }> }) {
  const { row, index, top, left, layout, cells, focusCell, fills } = props;
  const { tile } = layout;
  const maxTitleUnits = titleUnitsFor(tile.width);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
    <div
      role="row"
      aria-rowindex={rowIndexOf(layout, index)}
      className="absolute top-0 flex"
      style={{
        transform: `translateY(${top}px)`,
        left,
        right: left,
        height: row.isThin ? Math.min(tile.height, thinTilePixels) : tile.height,
        gap: gapPixels,
      }}
    >
      {Array.from({ length: row.count }, (_, column) => {
        const content = contentOfCell(cells, row.fromCell + column);
        if (content === null) return null;
        const isTabStop = row.fromCell + column === focusCell;
        return (
          // For a screen reader, the cells are direct children of the row. This box only sets their width.
          <div key={keyOfContent(content)} role="presentation" className="relative shrink-0" style={{ width: tile.width }}>
            <Tile {...{ content, isTabStop, column, fills, maxTitleUnits }} />
            {content.kind === 'result' && <VideoDropMark resultId={content.id} edges={{ before: 'left', after: 'right' }} />}
          </div>
        );
      })}
    </div>
  );
}

interface TileProps {
  readonly content: CellContent;
  readonly isTabStop: boolean;
  readonly column: number;
  readonly fills: boolean;
  readonly maxTitleUnits: number;
}

function Tile({ content, isTabStop, column, fills, maxTitleUnits }: TileProps) {
  const isSelected = useIsSelected(content);
  switch (content.kind) {
    case 'live':
      return <TaskTile task={content.task} isTabStop={isTabStop} column={column} />;
    case 'result':
      return <VideoTile resultId={content.id} {...{ isSelected, isTabStop, column, fills, maxTitleUnits }} />;
    case 'task':
      return <EntryTile taskId={content.id} {...{ isSelected, isTabStop, column }} />;
  }
}

/** Whether the content of a cell is selected. A task in progress is never selected. */
function useIsSelected(content: CellContent | null): boolean {
  const isVideo = useStudio((s) => content?.kind === 'result' && selectionSet(s.selection).has(content.id));
  const isTask = useLibraryView((s) => content?.kind === 'task' && selectionSet(s.selectedTasks).has(content.id));
  return isVideo || isTask;
}

function ListRow(props: Props & { readonly row: CellsRow; readonly layout: Extract<GridLayout, { kind: 'list' }> }) {
  const { row, index, top, left, layout, cells, focusCell, fills, nowMs } = props;
  const content = contentOfCell(cells, row.fromCell);
  const isSelected = useIsSelected(content);
  const rowProps = {
    index: rowIndexOf(layout, index),
    top,
    left,
    height: layout.rowPixels,
    columns: layout.columns,
    isTabStop: row.fromCell === focusCell,
  };
  switch (content?.kind) {
    case 'live':
      return <TaskRow {...rowProps} task={content.task} />;
    case 'result':
      return <VideoRow {...rowProps} resultId={content.id} {...{ isSelected, fills, nowMs }} />;
    case 'task':
      return <EntryRow {...rowProps} taskId={content.id} {...{ isSelected, nowMs }} />;
    case undefined:
      return null;
  }
}

/** The row index for screen readers, counted from 1. In a list, row 1 is the row of column headings. */
const rowIndexOf = ({ kind }: GridLayout, index: number): number => index + (kind === 'list' ? 2 : 1);

function headingText(heading: GroupHeading, nowMs: number): string {
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

function countOf({ cellCount: cells, liveCount: live, hiddenCount: hidden = 0 }: CellGroup): string {
  const videos = cells - live + hidden;
  return messages.format.listed([
    ...(videos > 0 ? [messages.library.videos(videos)] : []),
    ...(live > 0 ? [messages.library.inProgress(live)] : []),
  ]);
}
