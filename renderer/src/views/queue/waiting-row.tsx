// A waiting task in the queue: selected by click or key, moved by dragging or with Alt and the arrow keys.
import { Check } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useState } from 'react';
import { parseJson } from '../../../../shared/parse-json.ts';
import { isCtrlLetter } from '../../input/key-meaning.ts';
import { messages } from '../../messages.ts';
import { selectTask, selectTasks, useStudio } from '../../store/studio-store.ts';
import { moveTasks } from './queue-actions.ts';
import {
  dropTarget,
  idsToMove,
  noSelection,
  type SelectionMode,
  selectionAfterPress,
  stepTarget,
  taskAfterKey,
  useRowFocus,
  useSelection,
  waitingOrder,
} from './queue-selection.ts';
import { TaskRow } from './task-row.tsx';
import { TaskThumb } from './task-thumb.tsx';

const dragType = 'application/x-evolink-tasks';

/** The task ids in the data of a drag; empty when the drag started elsewhere. */
function parseDraggedIds(data: string): readonly number[] {
  const ids = parseJson(data);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
}

const currentOrder = (): readonly number[] => waitingOrder(selectTasks(useStudio.getState()).values());
const selectionModeOf = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }, plain: SelectionMode): SelectionMode =>
  event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : plain;
const press = (id: number, mode: SelectionMode): void =>
  useSelection.setState(selectionAfterPress(useSelection.getState(), currentOrder(), id, mode));

function handleKeyDown(event: KeyboardEvent<HTMLButtonElement>, id: number): void {
  const step = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
  const next = taskAfterKey(currentOrder(), id, event.key);
  if (step !== null && event.altKey) {
    const order = currentOrder();
    const moved = idsToMove(order, useSelection.getState(), id);
    const to = stepTarget(order, moved, step);
    const row = event.currentTarget;
    if (to !== null) void moveTasks(moved, to).then(() => row.scrollIntoView({ block: 'nearest' }));
  } else if (next !== null && !event.altKey) {
    if (event.shiftKey && next !== id) {
      if (useSelection.getState().anchor === null) press(id, 'only');
      press(next, 'range');
    }
    useRowFocus.setState({ id: next, isRequested: true });
  } else if (event.key === 'Escape') useSelection.setState(noSelection);
  else if (isCtrlLetter(event, 'a')) {
    useSelection.setState({ ids: new Set(currentOrder()), anchor: id });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The check box of a row. It is drawn over the picture, because there is no space beside it. */
function SelectBox({ id }: { readonly id: number }) {
  const request = useStudio((s) => selectTask(id)(s)?.request);
  const isSelected = useSelection((s) => s.ids.has(id));
  if (request === undefined) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native check box cannot contain a picture
    <button
      type="button"
      role="checkbox"
      aria-checked={isSelected}
      aria-label={messages.queue.select(request.prompt || messages.library.untitled)}
      title={messages.queue.moveHint}
      data-select={id}
      onKeyDown={(event) => handleKeyDown(event, id)}
      onClick={(event) => {
        event.stopPropagation();
        press(id, selectionModeOf(event, 'toggle'));
      }}
      className="relative shrink-0 rounded-control"
    >
      <TaskThumb request={request} />
      {isSelected && (
        <span aria-hidden className="absolute top-1 left-1 grid size-[18px] place-items-center rounded-full bg-accent text-accent-ink">
          <Check size={12} />
        </span>
      )}
    </button>
  );
}

/** Adds selecting and moving to a `TaskRow`. Arrow keys move between waiting rows. */
export function WaitingRow({ id }: { readonly id: number }) {
  const isSelected = useSelection((s) => s.ids.has(id));
  const [dropHalf, setDropHalf] = useState<'upper' | 'lower' | null>(null);

  const halfOf = (event: DragEvent): 'upper' | 'lower' => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? 'upper' : 'lower';
  };
  const handleClick = (event: MouseEvent): void => {
    // Menus and dialogs of the row are elsewhere in the DOM, but React also sends their clicks to this handler.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (event.target.closest('button, a, input') !== null) return;
    // A click that ends a text selection does not count.
    if (document.getSelection()?.isCollapsed === false) return;
    press(id, selectionModeOf(event, 'only'));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the check box inside does the same by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      draggable
      onClick={handleClick}
      onDragStart={(event) => {
        const ids = idsToMove(currentOrder(), useSelection.getState(), id);
        event.dataTransfer.setData(dragType, JSON.stringify(ids));
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return;
        event.preventDefault();
        setDropHalf(halfOf(event));
      }}
      onDragLeave={() => setDropHalf(null)}
      onDrop={(event) => {
        setDropHalf(null);
        const data = event.dataTransfer.getData(dragType);
        if (data === '') return;
        event.preventDefault();
        const order = currentOrder();
        const moved = parseDraggedIds(data).filter((other) => order.includes(other));
        const to = dropTarget(order, moved, id, halfOf(event));
        if (to !== null && moved.length > 0) void moveTasks(moved, to);
      }}
      className={`relative rounded-panel ${isSelected ? 'outline outline-2 outline-accent -outline-offset-1' : ''}`}
    >
      {dropHalf !== null && (
        <span aria-hidden className={`absolute inset-x-0 h-0.5 bg-accent ${dropHalf === 'upper' ? '-top-1' : '-bottom-1'}`} />
      )}
      <TaskRow id={id} thumb={<SelectBox id={id} />} />
    </div>
  );
}
