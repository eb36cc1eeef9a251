// The virtual grid: only the rows on the screen exist, and only their records are asked for.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Task } from '../../../../../shared/task.ts';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useNow } from '../../../use-now.ts';
import { includeRow } from '../../../virtual-rows.ts';
import { ItemMenuAt, type MenuPlace } from '../item-menu.tsx';
import { type CellKey, useLibraryView } from '../library-view.ts';
import { TaskMenuAt, type TaskMenuPlace } from '../tile/task-menu.tsx';
import { type Grid, useGridGestures } from './grid-gestures.ts';
import { GridRowView } from './grid-row-view.tsx';
import { columnsFor, dayGroups, type GridRow, gapPixels, gridRows, rowOfCell, tileSize } from './grid-rows.ts';
import { cellOfKey, keyOfCell, type LibraryCells } from './library-cells.ts';
import { anchorAt, rowHeight, type ScrollAnchor, scrollTopFor } from './scroll-anchor.ts';
import { type Size, useSize } from './use-element-size.ts';

const sidePixels = 14;

export function LibraryGrid({ live }: { readonly live: readonly Task[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid | null>(null);
  const size = useSize(scroller);
  const hasKeyboard = useRef(false);
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
        hasKeyboard.current = true;
      }}
      onBlurCapture={() => {
        hasKeyboard.current = false;
      }}
    >
      {size !== null && size.width > 0 && (
        <Rows scroller={scroller} grid={grid} hasKeyboard={hasKeyboard} size={size} columns={columns} live={live} />
      )}
    </div>
  );
}

interface RowsProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly grid: RefObject<Grid | null>;
  /** True while the keyboard is in the grid; stays true when its tile is drawn anew in another row. */
  readonly hasKeyboard: RefObject<boolean>;
  readonly size: Size;
  readonly columns: number;
  readonly live: readonly Task[];
}

function Rows({ scroller, grid, hasKeyboard, size, columns, live }: RowsProps) {
  const index = useStudio((s) => s.index);
  const focusKey = useLibraryView((s) => s.focusKey);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [taskMenu, setTaskMenu] = useState<TaskMenuPlace | null>(null);
  const nowMs = useNow(60_000); // the headings change at midnight
  const today = new Date(nowMs).toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: days are grouped again when the day changes, not every minute
  const rows = useMemo(() => gridRows(dayGroups(index, live.length, nowMs), columns), [index, live.length, columns, today]);
  const tile = tileSize(size.width - 2 * sidePixels, columns);
  const cells: LibraryCells = { live, resultIds: index.resultIds };
  const focusCell = cellOfKey(cells, focusKey) ?? 0;
  const focusRow = rowOfCell(rows, focusCell);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => rowHeight(rows[at], tile.height),
    overscan: 2,
    initialOffset: useLibraryView.getState().scrollTop,
    scrollPaddingEnd: gapPixels,
    // The row with the keyboard stays alive outside the view: Tab finds its way in, and focus is never lost by scrolling.
    rangeExtractor: (range: Range) => includeRow(defaultRangeExtractor(range), focusRow, rows.length),
  });

  useSteadyPlace(scroller, rows, tile.height, size, focusKey === null ? null : focusCell, () => virtual.measure());

  // Coming back from the player, nothing has the keyboard: the tile takes it again.
  const wantsFocus = useRef<CellKey | null>(document.activeElement === document.body ? focusKey : null);
  useLayoutEffect(() => {
    // A tile that changed its row, e.g. when the inspector took a column away, lost the keyboard with its old element.
    const lost = hasKeyboard.current && document.activeElement === document.body ? focusKey : null;
    const wanted = wantsFocus.current ?? lost;
    if (wanted === null) return;
    const tileWanted = scroller.current?.querySelector<HTMLElement>(`[data-cell="${wanted}"]`);
    tileWanted?.focus({ preventScroll: true });
    // The very first drawing has no rows yet.
    if (tileWanted !== undefined && tileWanted !== null) wantsFocus.current = null;
    else if (cellOfKey(cells, wanted) === null) wantsFocus.current = null;
  });

  useLayoutEffect(() => {
    grid.current = {
      cells,
      rows,
      pageRows: Math.floor(size.height / (tile.height + gapPixels)),
      goTo: (cell) => {
        const key = keyOfCell(cells, cell);
        const row = rowOfCell(rows, cell);
        if (key === null || row < 0) return;
        wantsFocus.current = key;
        useLibraryView.setState({ focusKey: key });
        // Going up to the first row of a day shows its heading, too.
        const withHeading = cell < focusCell && rows[row - 1]?.kind === 'day';
        virtual.scrollToIndex(row, { align: 'auto' });
        if (withHeading) virtual.scrollToIndex(row - 1, { align: 'auto' });
      },
      openMenu: setMenu,
      openTaskMenu: setTaskMenu,
    };
  });

  const visible = virtual.getVirtualItems();
  const wanted = visible.flatMap(({ index: at }) => idsOfRow(rows[at], cells));
  const wantedText = wanted.join();
  const records = useStudio((s) => s.records);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wantedText` says what `wanted` holds
  useEffect(() => requestRecords(wanted), [wantedText, records]);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() + 14 }}>
        {visible.map(({ index: at, start, key }) => {
          const row = rows[at];
          return (
            row !== undefined && (
              <GridRowView
                key={key}
                row={row}
                at={at}
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
      <ItemMenuAt place={menu} onClose={() => setMenu(null)} />
      {taskMenu !== null && <TaskMenuAt place={taskMenu} onClose={() => setTaskMenu(null)} />}
    </>
  );
}

const idsOfRow = (row: GridRow | undefined, { live, resultIds }: LibraryCells): readonly number[] =>
  row?.kind === 'tiles'
    ? resultIds.slice(Math.max(0, row.fromCell - live.length), Math.max(0, row.fromCell + row.count - live.length))
    : [];

/** Keeps what is looked at in view when the inspector opens, the window changes, or the library is shown again. */
function useSteadyPlace(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly GridRow[],
  tileHeight: number,
  size: Size,
  focusCell: number | null,
  measure: () => void,
): void {
  const place = useRef<ScrollAnchor | null>(null);
  const shown = useRef<{ tileHeight: number; size: Size } | null>(null);

  useLayoutEffect(() => {
    const node = scroller.current;
    if (node === null || (shown.current?.tileHeight === tileHeight && shown.current.size === size)) return;
    const first = shown.current === null;
    shown.current = { tileHeight, size };
    measure();
    if (first) {
      node.scrollTop = useLibraryView.getState().scrollTop;
      const now = anchorAt(rows, tileHeight, node.scrollTop, size.height, focusCell);
      // The player may have gone on to a video that is not in view.
      if (focusCell !== null && now?.cell !== focusCell)
        node.scrollTop = scrollTopFor(rows, tileHeight, { cell: focusCell, belowTop: size.height / 3 }, size.height);
      else if (now !== null && focusCell !== null && now.belowTop < 0) node.scrollTop += now.belowTop;
    } else if (place.current !== null && (node.scrollTop > 0 || place.current.cell === focusCell))
      node.scrollTop = scrollTopFor(rows, tileHeight, place.current, size.height);
  });

  useEffect(() => {
    const node = scroller.current;
    if (node === null) return;
    const remember = (): void => {
      place.current = anchorAt(rows, tileHeight, node.scrollTop, size.height, focusCell);
      useLibraryView.setState({ scrollTop: node.scrollTop });
    };
    remember();
    node.addEventListener('scroll', remember, { passive: true });
    return () => node.removeEventListener('scroll', remember);
  }, [scroller, rows, tileHeight, size, focusCell]);
}
