// Selects like the file manager of the system. Pure. Ranges follow the order of the library or of the result.

/** The selection, and the start of the next range. */
export interface SelectionResult {
  /** Entries in the order they were selected. */
  readonly selection: readonly number[];
  /** The entry where a range starts: the last one that was selected without Shift; null if there is none. */
  readonly anchorId: number | null;
}

/** The modifier keys held during a click or an arrow key. */
export interface ModifierKeys {
  /** Ctrl, on macOS Cmd. */
  readonly toggle: boolean;
  /** Shift. */
  readonly range: boolean;
}

/** The selection after `id` was clicked, or reached by an arrow key. */
export function selectCell(previous: SelectionResult, order: readonly number[], id: number, modifiers: ModifierKeys): SelectionResult {
  if (modifiers.range) {
    const range = rangeOf(order, previous.anchorId ?? id, id);
    const inRange = new Set(range);
    const remaining = modifiers.toggle ? previous.selection.filter((one) => !inRange.has(one)) : [];
    return { selection: [...remaining, ...range], anchorId: previous.anchorId ?? id };
  }
  if (modifiers.toggle) {
    const selection = previous.selection.includes(id) ? previous.selection.filter((one) => one !== id) : [...previous.selection, id];
    return { selection, anchorId: id };
  }
  return { selection: [id], anchorId: id };
}

/** The ids from `fromId` to `toId`, both included. Only `toId` if `fromId` is no longer shown. */
function rangeOf(order: readonly number[], fromId: number, toId: number): readonly number[] {
  const [from, to] = [order.indexOf(fromId), order.indexOf(toId)];
  if (to < 0) return [];
  if (from < 0) return [toId];
  return from <= to ? order.slice(from, to + 1) : order.slice(to, from + 1).reverse();
}

/** Removes ids that are no longer shown. Returns the same array if all are shown. */
export function withoutRemoved(selection: readonly number[], order: readonly number[]): readonly number[] {
  if (selection.length === 0) return selection;
  const shownIds = new Set(order);
  return selection.every((id) => shownIds.has(id)) ? selection : selection.filter((id) => shownIds.has(id));
}

const setsOfSelections = new WeakMap<readonly number[], ReadonlySet<number>>();

/** The selection as a set. The set is cached for each array. */
export function selectionSet(selection: readonly number[]): ReadonlySet<number> {
  const shownIds = setsOfSelections.get(selection) ?? new Set(selection);
  setsOfSelections.set(selection, shownIds);
  return shownIds;
}
