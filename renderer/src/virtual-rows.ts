// Chooses the rows that a virtual list renders. Pure.

/**
 * The rows in view, plus the row with the keyboard focus, which would otherwise lose it together with its element. `index` is the focused row,
 * -1 if none has it.
 */
export function includeRow(inView: readonly number[], index: number, count: number): number[] {
  if (index < 0 || index >= count || inView.includes(index)) return [...inView];
  return index < (inView[0] ?? 0) ? [index, ...inView] : [...inView, index];
}
