// Which lines of the log a diagnostics file holds. Pure.

/** Enough for a day of trouble. */
const maxLines = 2_000;
/** Lines of level `debug` are written for minutes; they must not push out the others. */
const maxDebugLines = 500;

/** The newest lines, in their order: at most 2,000 of level `info` and above, and 500 of level `debug`. Every line that is no JSON counts as the former. */
export function newestLogLines(lines: readonly string[]): readonly string[] {
  const left = { debug: maxDebugLines, other: maxLines };
  const chosen: string[] = [];
  for (const line of lines.toReversed()) {
    const kind = line.includes('"level":"debug"') ? 'debug' : 'other';
    if (left[kind] === 0) continue;
    left[kind] -= 1;
    chosen.push(line);
  }
  return chosen.toReversed();
}
