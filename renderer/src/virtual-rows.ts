// Chooses the rows that a virtual list renders. Pure.

/**
 * The rows in view, plus the row with the keyboard focus, which would otherwise lose it together with its element. `at` is the focused row,
 * -1 if none has it.
 */
export function includeRow(inView: readonly number[], at: number, count: number): number[] {
  if (at < 0 || at >= count || inView.includes(at)) return [...inView];
  return at < (inView[0] ?? 0) ? [at, ...inView] : [...inView, at];
}
