// Chooses the rows that a virtual list renders. Pure.

/**
 * Returns the visible rows plus the focused row, which would lose the keyboard focus if its element were removed. `focusedIndex` is -1 if
 * no row has the focus.
 */
export function withFocusedRow(visibleRows: readonly number[], focusedIndex: number, count: number): number[] {
  if (focusedIndex < 0 || focusedIndex >= count || visibleRows.includes(focusedIndex)) return [...visibleRows];
  return focusedIndex < (visibleRows[0] ?? 0) ? [focusedIndex, ...visibleRows] : [...visibleRows, focusedIndex];
}
