// Selecting as the system's file manager does. Pure: positions are those of the library's index.

export interface SelectionResult {
  /** Result ids in the order they were selected. */
  readonly selection: readonly number[];
  /** Where a range starts: the last video selected without Shift. */
  readonly anchorId: number | null;
}

export interface ModifierKeys {
  /** Ctrl, on macOS Cmd. */
  readonly toggle: boolean;
  readonly range: boolean;
}

/** What is selected after `id` was clicked, or reached by an arrow key. */
export function selectCell(before: SelectionResult, order: readonly number[], id: number, held: ModifierKeys): SelectionResult {
  if (held.range) {
    const range = rangeOf(order, before.anchorId ?? id, id);
    const inRange = new Set(range);
    const kept = held.toggle ? before.selection.filter((one) => !inRange.has(one)) : [];
    return { selection: [...kept, ...range], anchorId: before.anchorId ?? id };
  }
  if (held.toggle) {
    const selection = before.selection.includes(id) ? before.selection.filter((one) => one !== id) : [...before.selection, id];
    return { selection, anchorId: id };
  }
  return { selection: [id], anchorId: id };
}

/** The ids from one to another, both included, starting at the first; only the second where the first is gone. */
function rangeOf(order: readonly number[], fromId: number, toId: number): readonly number[] {
  const [from, to] = [order.indexOf(fromId), order.indexOf(toId)];
  if (to < 0) return [];
  if (from < 0) return [toId];
  return from <= to ? order.slice(from, to + 1) : order.slice(to, from + 1).reverse();
}

/** Takes out what is no longer in the library. Keeps its identity where nothing is gone. */
export function withoutRemoved(selection: readonly number[], order: readonly number[]): readonly number[] {
  if (selection.length === 0) return selection;
  const known = new Set(order);
  return selection.every((id) => known.has(id)) ? selection : selection.filter((id) => known.has(id));
}
