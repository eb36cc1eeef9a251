// The headings of the list view. A click on one sorts by it.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { effectiveSort, orderOf, type ResultSort, type SortChoice } from '../../../../../../shared/search/result-order.ts';
import { call } from '../../../../api.ts';
import { messages } from '../../../../messages.ts';
import { showFailure } from '../../library-view.ts';
import { hasWords } from '../../search/search-spec.ts';
import { setResultOrder, useLibrarySearch } from '../../search/search-store.ts';
import { columnStyle } from './list-cells.tsx';
import { columnGapPixels, isSortedBy, type ListColumn, numericColumns, orderAfterClick } from './list-columns.ts';

function sortBy(choice: SortChoice): void {
  setResultOrder(choice, useLibrarySearch.getState().group);
  void showFailure(call('settings.change', { librarySort: choice }));
}

interface Props {
  readonly columns: readonly ListColumn[];
  /** Space at both sides, in pixels. */
  readonly sidePixels: number;
  /** Whether the rows below have a scroll bar, whose space is left free here as well. */
  readonly hasScrollBar: boolean;
}

/** The row of headings, above the scrolling rows. Tab focuses one heading; the arrow keys move to the others. */
export function ListHeader({ columns, sidePixels, hasScrollBar }: Props) {
  const sort = useLibrarySearch((s) => s.spec?.sort ?? effectiveSort(s.sort, hasWords(s.parsed.query)));
  const sortable = columns.filter((column) => orderAfterClick(column, sort) !== null);
  const [focusedColumn, setFocusedColumn] = useState<ListColumn>('title');
  const tabStop = sortable.includes(focusedColumn) ? focusedColumn : sortable[0];
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid cannot be a <table>
    <div
      role="rowgroup"
      className={`shrink-0 overflow-hidden border-line border-b ${hasScrollBar ? '[scrollbar-gutter:stable]' : ''}`}
      style={{ paddingInline: sidePixels - 8 }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual grid cannot be a <table>; its rows hold the focus */}
      <div
        role="row"
        aria-rowindex={1}
        className="flex h-[30px] items-center px-2"
        style={{ gap: columnGapPixels }}
        onKeyDown={handleKeyDown}
      >
        {columns.map((column, index) => (
          <Heading
            key={column}
            column={column}
            index={index}
            sort={sort}
            isTabStop={column === tabStop}
            onFocus={() => setFocusedColumn(column)}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadingProps {
  readonly column: ListColumn;
  readonly index: number;
  readonly sort: ResultSort;
  readonly isTabStop: boolean;
  onFocus(): void;
}

function Heading({ column, index, sort, isTabStop, onFocus }: HeadingProps) {
  const name = messages.library.display.columns[column];
  const next = orderAfterClick(column, sort);
  const isSorted = isSortedBy(column, sort);
  const { isDescending } = orderOf[sort];
  const isNumeric = numericColumns.has(column);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : next === null ? undefined : 'none'}
      style={columnStyle(column)}
      className={`truncate text-dim text-sm ${isNumeric ? 'text-end' : ''}`}
    >
      {next === null ? (
        <span className={column === 'picture' ? 'sr-only' : ''}>{name}</span>
      ) : (
        <button
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          title={messages.library.display.sortBy(messages.search.order.sorts[next])}
          onFocus={onFocus}
          onClick={() => sortBy(next)}
          className={`inline-flex h-6 max-w-full items-center gap-1 rounded-[4px] hover:text-text -outline-offset-2 ${isSorted ? 'text-text' : ''}`}
        >
          <span className="truncate">{name}</span>
          {isSorted && (isDescending ? <ArrowDown size={11} aria-hidden /> : <ArrowUp size={11} aria-hidden />)}
        </button>
      )}
    </div>
  );
}
