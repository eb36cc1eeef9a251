// The virtual grid of the library: only visible rows are rendered, and only their records are requested.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Task } from '../../../../../shared/task.ts';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useNow } from '../../../use-now.ts';
import { includeRow } from '../../../virtual-rows.ts';
import { ItemMenuAt, type MenuTarget } from '../item-menu.tsx';
import { type CellKey, useLibraryView } from '../library-view.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { groupsOf, type ShownVideos, searchedIn } from '../search/shown-videos.ts';
import { TaskMenuAt, type TaskMenuTarget } from '../tile/task-menu.tsx';
import { type GridContext, useGridGestures } from './grid-gestures.ts';
import { GridRowView } from './grid-row-view.tsx';
import { columnsFor, dayStart, type GridRow, gapPixels, gridRows, rowKeysOf, rowOfCell, tileSize } from './grid-rows.ts';
import { cellOfKey, keyOfCell, type LibraryCells } from './library-cells.ts';
import { rowHeight } from './scroll-anchor.ts';
import { type Size, useElementSize } from './use-element-size.ts';
import { useStableScroll } from './use-stable-scroll.ts';
import { useTileFocus } from './use-tile-focus.ts';

const sidePixels = 14;

/** The tasks in progress (`live`, none with a search) and the videos shown. It handles selection, keys, menus and drags for all its tiles. */
export function LibraryGrid({ live, shown }: { readonly live: readonly Task[]; readonly shown: ShownVideos }) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<GridContext | null>(null);
  const size = useElementSize(scroller);
  const hasFocusWithin = useRef(false);
  const gestures = useGridGestures(grid);
  const columns = size === null ? 1 : columnsFor(size.width - 2 * sidePixels);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of boxes cannot be a <table>
    <div
      ref={scroller}
      role="grid"
      aria-label={messages.library.grid}
      aria-multiselectable="true"
      aria-colcount={columns}
      className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden [scrollbar-gutter:stable]"
      {...gestures}
      onFocusCapture={() => {
        hasFocusWithin.current = true;
      }}
      onBlurCapture={() => {
        hasFocusWithin.current = false;
      }}
    >
      {size !== null && size.width > 0 && (
        <Rows scroller={scroller} grid={grid} hasFocusWithin={hasFocusWithin} size={size} columns={columns} live={live} shown={shown} />
      )}
    </div>
  );
}

interface RowsProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly grid: RefObject<GridContext | null>;
  /** True while the focus is in the grid; it stays true when the focused tile is rendered again in another row. */
  readonly hasFocusWithin: RefObject<boolean>;
  readonly size: Size;
  readonly columns: number;
  readonly live: readonly Task[];
  readonly shown: ShownVideos;
}

/** The rows and cells of the grid, their sizes in pixels, and the cell that has, or had, the focus. */
function useGridLayout({ size, columns, live, shown }: Pick<RowsProps, 'size' | 'columns' | 'live' | 'shown'>) {
  const focusKey = useLibraryView((s) => s.focusKey);
  const nowMs = useNow(60_000); // the headings change at midnight
  // Days are grouped again when the day changes, not every minute.
  const todayMs = dayStart(nowMs);
  const rows = useMemo(() => gridRows(groupsOf(shown, live.length, todayMs), columns), [shown, live.length, columns, todayMs]);
  const tile = tileSize(size.width - 2 * sidePixels, columns);
  const cells: LibraryCells = { live, resultIds: shown.resultIds };
  const focusCell = cellOfKey(cells, focusKey) ?? 0;
  return { rows, tile, cells, focusKey, focusCell, focusRow: rowOfCell(rows, focusCell), nowMs };
}
function Rows({ scroller, grid, hasFocusWithin, size, columns, live, shown }: RowsProps) {
  const { rows, tile, cells, focusKey, focusCell, focusRow, nowMs } = useGridLayout({ size, columns, live, shown });
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const [taskMenu, setTaskMenu] = useState<TaskMenuTarget | null>(null);
  const getItemKey = useMemo(() => rowKeysOf(rows), [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: (rowIndex) => rowHeight(rows[rowIndex], tile.height),
    overscan: 2,
    initialOffset: useLibraryView.getState().scrollTop,
    scrollPaddingEnd: gapPixels,
    // The focused row stays rendered outside the view: Tab can enter the grid, and scrolling never loses the focus.
    rangeExtractor: (range: Range) => includeRow(defaultRangeExtractor(range), focusRow, rows.length),
  });

  useStableScroll(scroller, rows, tile.height, size, focusKey === null ? null : focusCell, () => virtual.measure());
  useTopOfResult(scroller, shown);

  const wantsFocus = useTileFocus({ scroller, hasFocusWithin, focusKey, cells });
  useLayoutEffect(() => {
    grid.current = {
      cells,
      rows,
      pageRows: Math.floor(size.height / (tile.height + gapPixels)),
      goTo: (cell) =>
        goToCell({ rows, cells, focusCell, wantsFocus, showRow: (row) => virtual.scrollToIndex(row, { align: 'auto' }) }, cell),
      openMenu: setMenu,
      openTaskMenu: setTaskMenu,
    };
  });

  const visible = virtual.getVirtualItems();
  useVisibleRecords(visible.flatMap(({ index: rowIndex }) => idsOfRow(rows[rowIndex], cells)));

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() + 14 }}>
        {visible.map(({ index: rowIndex, start, key }) => {
          const row = rows[rowIndex];
          return (
            row !== undefined && (
              <GridRowView
                key={key}
                row={row}
                index={rowIndex}
                top={start}
                left={sidePixels}
                tile={tile}
                cells={cells}
                focusCell={focusCell}
                nowMs={nowMs}
                columns={columns}
              />
            )
          );
        })}
      </div>
      <ItemMenuAt target={menu} onClose={() => setMenu(null)} />
      {taskMenu !== null && <TaskMenuAt target={taskMenu} onClose={() => setTaskMenu(null)} />}
    </>
  );
}

const idsOfRow = (row: GridRow | undefined, { live, resultIds }: LibraryCells): readonly number[] =>
  row?.kind === 'tiles'
    ? resultIds.slice(Math.max(0, row.fromCell - live.length), Math.max(0, row.fromCell + row.count - live.length))
    : [];

interface GoToCellContext {
  readonly rows: readonly GridRow[];
  readonly cells: LibraryCells;
  /** The focused cell. */
  readonly focusCell: number;
  readonly wantsFocus: RefObject<CellKey | null>;
  showRow(row: number): void;
}

/** Scrolls to a cell, which then gets the focus. */
function goToCell({ rows, cells, focusCell, wantsFocus, showRow }: GoToCellContext, cell: number): void {
  const key = keyOfCell(cells, cell);
  const row = rowOfCell(rows, cell);
  if (key === null || row < 0) return;
  wantsFocus.current = key;
  useLibraryView.setState({ focusKey: key });
  // Moving up to the first row of a group also shows its heading.
  const showsHeading = cell < focusCell && rows[row - 1]?.kind === 'heading';
  showRow(row);
  if (showsHeading) showRow(row - 1);
}

/** Scrolls to the top when another search is shown; to where the library was, when it is shown again. The same search with other videos stays where it is. */
function useTopOfResult(scroller: RefObject<HTMLDivElement | null>, shown: ShownVideos): void {
  const searched = searchedIn(shown);
  const before = useRef(searched);
  useLayoutEffect(() => {
    if (before.current === searched) return;
    before.current = searched;
    if (scroller.current !== null) scroller.current.scrollTop = useLibrarySearch.getState().nextScrollTop;
  }, [scroller, searched]);
}

/** Requests the records of the visible rows. */
function useVisibleRecords(resultIds: readonly number[]): void {
  const idsText = resultIds.join();
  const records = useStudio((s) => s.records);
  // biome-ignore lint/correctness/useExhaustiveDependencies(records): a record that the bounded store dropped is requested again
  useEffect(() => {
    if (idsText !== '') requestRecords(idsText.split(',').map(Number));
  }, [idsText, records]);
}
