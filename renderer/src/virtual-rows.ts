// What a list draws that has only the rows in view in the page. Pure.

/** The rows in view and, wherever it stands, the one with the keyboard, which would be lost together with its element; `at` is -1 where none has it. */
export function includeRow(inView: readonly number[], at: number, count: number): number[] {
  if (at < 0 || at >= count || inView.includes(at)) return [...inView];
  return at < (inView[0] ?? 0) ? [at, ...inView] : [...inView, at];
}
