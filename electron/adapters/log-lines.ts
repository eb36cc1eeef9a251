// Chooses the log lines for a diagnostics file. Pure.

/** Enough to cover a day with many errors. */
const maxLines = 2_000;
/** Debug logging is on for minutes at a time. Its many lines must not crowd out the others. */
const maxDebugLines = 500;

/** Returns the newest lines, oldest first: at most 500 of level `debug`, and at most 2,000 of all others, including lines that are not JSON. */
export function newestLogLines(lines: readonly string[]): readonly string[] {
  const remaining = { debug: maxDebugLines, other: maxLines };
  const newest: string[] = [];
  for (const line of lines.toReversed()) {
    const group = line.includes('"level":"debug"') ? 'debug' : 'other';
    if (remaining[group] === 0) continue;
    remaining[group] -= 1;
    newest.push(line);
  }
  return newest.toReversed();
}
