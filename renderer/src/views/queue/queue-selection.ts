// The selection of waiting tasks, and the target of a move. The decisions are pure; the store lives as long as the window.
import { create } from 'zustand';
import type { CallInput } from '../../../../shared/ipc.ts';
import type { Task } from '../../../../shared/task.ts';
import { queueRows } from './queue-sections.ts';

/** Ids of selected tasks. Tasks that no longer wait may still be among them; `selectedWaiting` leaves them out. */
interface Selection {
  readonly ids: ReadonlySet<number>;
  /** The task where a Shift range starts; null if there is none. */
  readonly anchor: number | null;
}
/** No task is selected, and no range can start. */
export const noSelection: Selection = { ids: new Set(), anchor: null };
/** The store of the selection in the queue. It lives as long as the window. */
export const useSelection = create<Selection>(() => noSelection);

/** The effect of a press: selects one row alone, adds or removes it, or selects a range up to it. */
export type SelectionMode = 'only' | 'toggle' | 'range';

/** The selection after a press on a row; `order` is the waiting tasks as shown. */
export function selectionAfterPress(now: Selection, order: readonly number[], id: number, mode: SelectionMode): Selection {
  const from = now.anchor === null ? -1 : order.indexOf(now.anchor);
  const to = order.indexOf(id);
  if (mode === 'range' && from >= 0 && to >= 0)
    return { ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: now.anchor };
  if (mode === 'only') return { ids: new Set([id]), anchor: id };
  const ids = new Set(now.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** The row with the focus, by task id. `isRequested` is true until the row has received the focus. */
export const useRowFocus = create<{ readonly id: number | null; readonly isRequested: boolean }>(() => ({ id: null, isRequested: false }));

/** Fewer rows than the smallest window shows, so that one of the previous rows stays in view. */
const pageRows = 8;

/** The task that a key leads to from `id`; the same at the ends, null for other keys. */
export function taskAfterKey(order: readonly number[], id: number, key: string): number | null {
  const index = order.indexOf(id);
  const last = order.length - 1;
  const indexes = new Map([
    ['ArrowUp', index - 1],
    ['ArrowDown', index + 1],
    ['PageUp', index - pageRows],
    ['PageDown', index + pageRows],
    ['Home', 0],
    ['End', last],
  ]);
  const position = indexes.get(key);
  return index < 0 || position === undefined ? null : (order[Math.max(0, Math.min(last, position))] ?? null);
}

/** The waiting tasks in the order of their submission. */
export function waitingOrder(tasks: Iterable<Task>): readonly number[] {
  const waiting = [...tasks].filter(({ state }) => state === 'waiting');
  return queueRows(waiting).flatMap((row) => (row.kind === 'task' ? [row.id] : []));
}

/** The selected tasks that still wait, in order. */
export const selectedWaiting = (order: readonly number[], { ids }: Selection): readonly number[] => order.filter((id) => ids.has(id));

/** The ids that a key or a drag on `id` moves: the whole selection if `id` belongs to it, otherwise `id` alone. */
export const idsToMove = (order: readonly number[], selection: Selection, id: number): readonly number[] =>
  selection.ids.has(id) ? selectedWaiting(order, selection) : [id];

/** The target of a move: the front, the end, or the position before another task. */
export type MoveTarget = CallInput<'tasks.move'>['to'];

/** The target of a move by one position up or down; null at the first or last position. */
export function stepTarget(order: readonly number[], moved: readonly number[], step: 'up' | 'down'): MoveTarget | null {
  const indexes = moved.map((id) => order.indexOf(id)).filter((index) => index >= 0);
  if (indexes.length === 0) return null;
  if (step === 'up') {
    const before = order[Math.min(...indexes) - 1];
    return before === undefined ? null : { before };
  }
  const last = Math.max(...indexes);
  if (last === order.length - 1) return null;
  const before = order[last + 2];
  return before === undefined ? 'last' : { before };
}

/** The target of a drop on the upper or lower half of a row; null when nothing would move. */
export function dropTarget(order: readonly number[], moved: readonly number[], on: number, half: 'upper' | 'lower'): MoveTarget | null {
  const index = order.indexOf(on) + (half === 'lower' ? 1 : 0);
  const before = order.slice(index).find((id) => !moved.includes(id));
  const rest = order.filter((id) => !moved.includes(id));
  const position = before === undefined ? rest.length : rest.indexOf(before);
  const newOrder = [...rest.slice(0, position), ...moved, ...rest.slice(position)];
  if (newOrder.every((id, n) => id === order[n])) return null;
  return before === undefined ? 'last' : { before };
}
