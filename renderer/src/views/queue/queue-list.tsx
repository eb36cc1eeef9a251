// The visible rows of the queue, under the headers of their sections.
import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { messages } from '../../messages.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';
import { withFocusedRow } from '../../virtual-rows.ts';
import { DiscardWaiting } from './discard-waiting.tsx';
import type { queueRows } from './queue-sections.ts';
import { useRowFocus } from './queue-selection.ts';
import { TaskRow } from './task-row.tsx';
import { WaitingRow } from './waiting-row.tsx';

const rowHeight = 76;
const headerHeight = 34;

type Row = ReturnType<typeof queueRows>[number];

interface QueueListState {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  /** The task whose row has the focus; null if none has. */
  readonly focusedId: number | null;
}

/** The virtual list of these rows, and the focus within it. Must be called even while the list is empty. */
export function useQueueList(rows: readonly Row[]): QueueListState {
  const scroller = useRef<HTMLDivElement>(null);
  const rowFocus = useRowFocus();
  const focusedIndex = useMemo(() => rows.findIndex((row) => row.kind === 'task' && row.id === rowFocus.id), [rows, rowFocus.id]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'header' ? headerHeight : rowHeight),
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : row.kind === 'header' ? row.section : row.id;
    },
    overscan: 8,
    // The focused row stays rendered while it is out of view, so that it keeps the focus. The same applies to a row that should get the
    // focus.
    rangeExtractor: (range) => withFocusedRow(defaultRangeExtractor(range), focusedIndex, rows.length),
  });
  useLayoutEffect(() => {
    if (!rowFocus.isRequested) return;
    scroller.current?.querySelector<HTMLElement>(`[data-select="${rowFocus.id}"]`)?.focus({ preventScroll: true });
    if (focusedIndex >= 0) virtual.scrollToIndex(focusedIndex, { align: 'auto' });
    useRowFocus.setState({ isRequested: false });
  });
  return { scroller, virtual, focusedId: rowFocus.id };
}

interface Props {
  readonly rows: readonly Row[];
  readonly list: QueueListState;
}

/** The rows. `list` comes from `useQueueList` in the parent. */
export function QueueList({ rows, list }: Props) {
  const { scroller, virtual, focusedId } = list;
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-auto px-3.5 pb-4"
      onFocusCapture={({ target }) => {
        const row = rows[Number(target.closest<HTMLElement>('li[data-index]')?.dataset.index)];
        if (row?.kind === 'task' && row.id !== focusedId) useRowFocus.setState({ id: row.id, isRequested: false });
      }}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtual.measureElement}
              className="absolute inset-x-0 top-0 pb-1.5"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'header' ? <SectionHeader section={row.section} count={row.count} /> : <QueueRow id={row.id} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface SectionHeaderProps {
  readonly section: Extract<Row, { kind: 'header' }>['section'];
  readonly count: number;
}

function SectionHeader({ section, count }: SectionHeaderProps) {
  return (
    <div className="flex items-baseline gap-2 pt-3 pb-1">
      <h3 className="text-[12px] font-semibold text-dim">
        {messages.queue.sections[section]} <span className="font-normal text-faint">{messages.format.number(count)}</span>
      </h3>
      {section === 'waiting' && count > 1 && <DiscardWaiting />}
    </div>
  );
}

/** Waiting tasks can be selected and moved; the others cannot. */
function QueueRow({ id }: { readonly id: number }) {
  const isWaiting = useStudio((s) => selectTask(id)(s)?.state === 'waiting');
  return isWaiting ? <WaitingRow id={id} /> : <TaskRow id={id} />;
}
