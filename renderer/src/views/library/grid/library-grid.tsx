// The virtual grid of the library: only visible rows are rendered, and only their records are requested.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { entryTarget } from '../../../../../shared/search/entry.ts';
import type { Task } from '../../../../../shared/task.ts';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useNow } from '../../../use-now.ts';
import { withFocusedRow } from '../../../virtual-rows.ts';
import { handleFileKey } from '../files/file-keys.ts';
import { ItemMenuAt } from '../item-menu.tsx';
import { type CellKey, useLibraryView } from '../library-view.ts';
import type { MenuTarget, TaskMenuTarget } from '../menu-targets.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { groupsOf, type ShownVideos, searchOf } from '../search/shown-videos.ts';
import { countHidden } from '../stacks/count-hidden.ts';
import { useStacks } from '../stacks/stack-store.ts';
import { TaskMenuAt } from '../tile/task-menu.tsx';
import { useDeleteKey } from '../trash/delete-key.ts';
import { type GridContext, useGridGestures } from './grid-gestures.ts';
import { handleArrowWithoutFocus } from './grid-keys.ts';
import { cellsPerRow, columnCount, type GridLayout, layoutFor, type TileStep, tilePixelsAfter } from './grid-layout.ts';
import { GridRowView } from './grid-row-view.tsx';
import { dayStart, type GridRow, gapPixels, gridRows, rowHeight, rowKeysOf, rowOfCell } from './grid-rows.ts';
import { useGridKeys, useJudgeKeys } from './judge-keys-of-grid.ts';
import { cellOfKey, contentOfCell, keyOfCell, type LibraryCells } from './library-cells.ts';
import { changeDisplay, type LibraryDisplay, useDisplay } from './library-display.ts';
import { ListHeader } from './list/list-header.tsx';
import { MonthScrubber } from './scroll/month-scrubber.tsx';
import { type MonthMarks, monthMarks } from './scroll/scrubber-marks.ts';
import { useOverscan } from './scroll/use-overscan.ts';
import { useStableScroll } from './scroll/use-stable-scroll.ts';
import { useWheelResizing } from './tile-resizing.ts';
import { type Size, useElementSize } from './use-element-size.ts';
import { useReveal } from './use-reveal.ts';
import { useTileFocus } from './use-tile-focus.ts';

/** Space at both sides of the rows and below them, in pixels. */
const sidePixels = 14;
const bottomPixels = 14;

/**
 * Shows the tasks in progress (`live`) and the entries. `live` is empty during a search and in the history. The grid handles selection,
 * keys, menus and drags for all its cells.
 */
export function LibraryGrid({ live, shown }: { readonly live: readonly Task[]; readonly shown: ShownVideos }) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<GridContext | null>(null);
  const size = useElementSize(scroller);
  const hasFocusWithin = useRef(false);
  const gestures = useGridGestures(grid);
  const content = useGridContent({ widthPixels: (size?.width ?? 0) - 2 * sidePixels, live, shown });
  useWheelResizing(scroller, grid);
  useJudgeKeys(grid);
  useDeleteKey(grid);
  useGridKeys(grid, handleArrowWithoutFocus);
  useGridKeys(grid, handleFileKey);
  const { layout, marks } = content;
  const hasScrubber = marks.months.length > 1;
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid of boxes cannot be a <table> */}
      <div
        role="grid"
        aria-label={isHistory ? messages.history.scope.history : messages.library.grid}
        aria-multiselectable="true"
        aria-colcount={columnCount(layout)}
        // If the first row is not a heading, the padding keeps the tiles from touching the header.
        className={`flex min-h-0 min-w-0 flex-1 flex-col ${layout.kind === 'grid' && content.rows[0]?.kind === 'tiles' ? 'pt-2.5' : ''}`}
        {...gestures}
        onFocusCapture={() => {
          hasFocusWithin.current = true;
        }}
        onBlurCapture={() => {
          hasFocusWithin.current = false;
        }}
      >
        {layout.kind === 'list' && <ListHeader columns={layout.columns} sidePixels={sidePixels} hasScrollBar={!hasScrubber} />}
        <div
          ref={scroller}
          data-scroller
          role="presentation"
          className={`min-h-0 flex-1 overflow-y-auto overflow-x-hidden ${hasScrubber ? '[scrollbar-width:none]' : '[scrollbar-gutter:stable]'}`}
        >
          {size !== null && size.width > 0 && <Rows {...{ scroller, grid, hasFocusWithin, size, content }} />}
        </div>
      </div>
      {hasScrubber && size !== null && (
        <MonthScrubber scroller={scroller} marks={marks} viewPixels={size.height} goTo={(cell) => grid.current?.goTo(cell)} />
      )}
    </div>
  );
}

/** The rows and cells of the grid, their sizes, and the cell that has the focus or had it last. */
interface GridContent {
  readonly layout: GridLayout;
  readonly display: LibraryDisplay;
  readonly widthPixels: number;
  readonly rows: readonly GridRow[];
  readonly marks: MonthMarks;
  readonly cells: LibraryCells;
  readonly shown: ShownVideos;
  readonly focusKey: CellKey | null;
  readonly focusCell: number;
  readonly nowMs: number;
}

interface ContentOptions {
  readonly widthPixels: number;
  readonly live: readonly Task[];
  readonly shown: ShownVideos;
}

function useGridContent({ widthPixels, live, shown }: ContentOptions): GridContent {
  const focusKey = useLibraryView((s) => s.focusKey);
  const display = useDisplay();
  const layout = layoutFor(display, widthPixels);
  const nowMs = useNow(60_000); // the headings change at midnight
  // Days are grouped again when the day changes, not every minute.
  const todayMs = dayStart(nowMs);
  const perRow = cellsPerRow(layout);
  const stacks = useStacks((s) => s.shown);
  const groups = useMemo(
    () => countHidden(groupsOf(shown, live.length, todayMs), shown.resultIds, stacks),
    [shown, live.length, todayMs, stacks],
  );
  // Tiles of tasks without a video are thin. In a list, all rows have the same height.
  const hasThinTiles = layout.kind === 'grid' && shown.entryIds.length > shown.resultIds.length;
  const rows = useMemo(() => {
    const isTask = (cell: number): boolean => entryTarget(shown.entryIds[cell - live.length] ?? 0).kind === 'task';
    return gridRows(groups, perRow, hasThinTiles ? isTask : undefined);
  }, [groups, perRow, hasThinTiles, shown.entryIds, live.length]);
  const marks = useMemo(() => monthMarks(rows, layout.rowPixels, bottomPixels), [rows, layout.rowPixels]);
  const cells: LibraryCells = { live, entryIds: shown.entryIds };
  const focusCell = cellOfKey(cells, focusKey) ?? 0;
  return { layout, display, widthPixels, rows, marks, cells, shown, focusKey, focusCell, nowMs };
}

interface RowsProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly grid: RefObject<GridContext | null>;
  /** True while the focus is in the grid; it stays true when the focused tile is rendered again in another row. */
  readonly hasFocusWithin: RefObject<boolean>;
  readonly size: Size;
  readonly content: GridContent;
}

function Rows({ scroller, grid, hasFocusWithin, size, content }: RowsProps) {
  const { layout, display, rows, cells, shown, focusKey, focusCell, nowMs } = content;
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const [taskMenu, setTaskMenu] = useState<TaskMenuTarget | null>(null);
  const focusRow = rowOfCell(rows, focusCell);
  const getItemKey = useMemo(() => rowKeysOf(rows), [rows]);
  const overscan = useOverscan(shown);
  const virtual = useVirtualizer({
    count: rows.length,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: (rowIndex) => rowHeight(rows[rowIndex], layout.rowPixels),
    overscan,
    initialOffset: useLibraryView.getState().scrollTop,
    scrollPaddingEnd: gapPixels,
    // The focused row stays rendered outside the view, so that Tab can enter the grid and scrolling never loses the focus.
    rangeExtractor: (range: Range) => withFocusedRow(defaultRangeExtractor(range), focusRow, rows.length),
  });

  useStableScroll(scroller, rows, layout.rowPixels, size, focusKey === null ? null : focusCell, virtual);
  useTopOfResult(scroller, shown, () => virtual.scrollOffset ?? 0);

  const pendingFocusKey = useTileFocus({ scroller, hasFocusWithin, focusKey, cells });
  useLayoutEffect(() => {
    grid.current = {
      cells,
      rows,
      pageRows: Math.floor(size.height / layout.rowPixels),
      isList: layout.kind === 'list',
      goTo: (cell) =>
        goToCell({ rows, cells, focusCell, pendingFocusKey, showRow: (row) => virtual.scrollToIndex(row, { align: 'auto' }) }, cell),
      resizeTiles: (step) => resizeTiles(step, content),
      openMenu: setMenu,
      openTaskMenu: setTaskMenu,
    };
  });

  useReveal(grid, cells);

  const visible = virtual.getVirtualItems();
  useVisibleRecords(visible.flatMap(({ index: rowIndex }) => idsOfRow(rows[rowIndex], cells)));

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() + bottomPixels }}>
        {visible.map(({ index, start, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const fills = display.libraryPictureFit === 'fill';
          return <GridRowView key={key} {...{ row, index, layout, cells, focusCell, nowMs, fills }} top={start} left={sidePixels} />;
        })}
      </div>
      <ItemMenuAt target={menu} onClose={() => setMenu(null)} />
      {taskMenu !== null && <TaskMenuAt target={taskMenu} onClose={() => setTaskMenu(null)} />}
    </>
  );
}

function resizeTiles(step: TileStep, { layout, display, widthPixels }: GridContent): void {
  if (layout.kind === 'grid') changeDisplay({ libraryTilePixels: tilePixelsAfter(step, widthPixels, display.libraryTilePixels) });
}

/** The ids of the videos in a row. The tile of a task that is no longer live loads its own record. */
const idsOfRow = (row: GridRow | undefined, cells: LibraryCells): readonly number[] =>
  row?.kind === 'tiles'
    ? Array.from({ length: row.count }, (_, column) => contentOfCell(cells, row.fromCell + column)).flatMap((content) =>
        content?.kind === 'result' ? [content.id] : [],
      )
    : [];

interface GoToCellContext {
  readonly rows: readonly GridRow[];
  readonly cells: LibraryCells;
  /** The focused cell. */
  readonly focusCell: number;
  readonly pendingFocusKey: RefObject<CellKey | null>;
  showRow(row: number): void;
}

/** Scrolls to a cell, which then gets the focus. */
function goToCell({ rows, cells, focusCell, pendingFocusKey, showRow }: GoToCellContext, cell: number): void {
  const key = keyOfCell(cells, cell);
  const row = rowOfCell(rows, cell);
  if (key === null || row < 0) return;
  pendingFocusKey.current = key;
  useLibraryView.setState({ focusKey: key });
  // Moving up to the first row of a group also shows its heading.
  const showsHeading = cell < focusCell && rows[row - 1]?.kind === 'heading';
  showRow(row);
  if (showsHeading) showRow(row - 1);
}

/**
 * Scrolls to the top when the search changes, and to the previous position when a search ends. New results of the same search do not
 * scroll. Nothing is written if the position stays the same, because writing it makes the browser lay out the page at once.
 */
function useTopOfResult(scroller: RefObject<HTMLDivElement | null>, shown: ShownVideos, currentTop: () => number): void {
  const currentSearch = searchOf(shown);
  const previousSearch = useRef(currentSearch);
  useLayoutEffect(() => {
    if (previousSearch.current === currentSearch) return;
    previousSearch.current = currentSearch;
    const { nextScrollTop } = useLibrarySearch.getState();
    if (scroller.current !== null && currentTop() !== nextScrollTop) scroller.current.scrollTop = nextScrollTop;
  });
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
