// A grid in a dialog from which one cell is chosen: arrow keys move in it, Enter or a click chooses. Only visible rows are in the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react';
import { cellAfterKey } from './picker-keyboard.ts';

interface Props {
  readonly label: string;
  /** Gets the focus when the dialog opens. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly columns: number;
  readonly rowHeight: number;
  /** The content of a cell; its text is the accessible name. */
  cell(index: number): ReactNode;
  onChoose(index: number): void;
  /** Called when other cells become visible. `from` is the first visible cell, `to` the one after the last. */
  onVisibleRangeChange?(from: number, to: number): void;
}

const gapPixels = 8;

/** A virtual list box for thousands of cells. `rowHeight` is in pixels, without the gap. */
export function PickerGrid({ label, list, count, columns, rowHeight, cell, onChoose, onVisibleRangeChange }: Props) {
  const { id, activeIndex, setRequestedIndex, virtual, visible, handleKeyDown } = usePickerCells({
    list,
    count,
    columns,
    rowHeight,
    onChoose,
    onVisibleRangeChange,
  });

  return (
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={count === 0 ? undefined : `${id}-${activeIndex}`}
      onKeyDown={handleKeyDown}
      className="group max-h-[min(520px,calc(100vh-220px))] min-h-[240px] overflow-y-auto rounded-control p-1 outline-none"
      style={{ height: virtual.getTotalSize() + 2 * gapPixels }}
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {visible.map(({ index: row, start }) => (
          <div
            key={row}
            role="presentation"
            className="absolute inset-x-0 grid gap-2"
            style={{ top: start, height: rowHeight, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => {
              const index = row * columns + column;
              return (
                <PickerCell
                  key={index}
                  id={`${id}-${index}`}
                  index={index}
                  count={count}
                  isActive={index === activeIndex}
                  onChoose={() => {
                    setRequestedIndex(index);
                    onChoose(index);
                  }}
                >
                  {cell(index)}
                </PickerCell>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellsOptions extends Pick<Props, 'list' | 'count' | 'columns' | 'rowHeight' | 'onChoose'> {
  readonly onVisibleRangeChange: Props['onVisibleRangeChange'];
}

/** The rendered cells, the active one, and the key handler. */
function usePickerCells({ list, count, columns, rowHeight, onChoose, onVisibleRangeChange }: CellsOptions) {
  const [requestedIndex, setRequestedIndex] = useState(0);
  const activeIndex = Math.max(0, Math.min(requestedIndex, count - 1));
  const id = useId();
  const rows = Math.ceil(count / columns);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight + gapPixels,
    overscan: 2,
  });
  const visible = virtual.getVirtualItems();
  const [from, to] = [(visible[0]?.index ?? 0) * columns, Math.min(count, ((visible.at(-1)?.index ?? -1) + 1) * columns)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: called when the view changes, not when the listener does
  useEffect(() => {
    onVisibleRangeChange?.(from, to);
  }, [from, to]);

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (count > 0 && !event.repeat) onChoose(activeIndex);
      return;
    }
    const pageRows = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / (rowHeight + gapPixels)));
    const next = cellAfterKey(event.key, activeIndex, { count, columns, pageRows });
    if (next === null) return;
    event.preventDefault();
    setRequestedIndex(next);
    virtual.scrollToIndex(Math.floor(next / columns), { align: 'auto' });
  };
  return { id, activeIndex, setRequestedIndex, virtual, visible, handleKeyDown };
}

interface CellProps {
  readonly id: string;
  readonly index: number;
  readonly count: number;
  readonly isActive: boolean;
  onChoose(): void;
  readonly children: ReactNode;
}

function PickerCell({ id, index, count, isActive, onChoose, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the focus and handles the keys
    <div
      role="option"
      tabIndex={-1}
      id={id}
      aria-selected={isActive}
      data-active={isActive}
      aria-setsize={count}
      aria-posinset={index + 1}
      onClick={onChoose}
      className={`relative flex min-h-0 flex-col overflow-hidden rounded-control hover:bg-hover ${
        isActive ? 'bg-accent-soft shadow-[0_0_0_1px_var(--accent)] group-focus:shadow-[0_0_0_2px_var(--accent)]' : ''
      }`}
    >
      {children}
    </div>
  );
}
