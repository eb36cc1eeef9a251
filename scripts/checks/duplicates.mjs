// Finds code that is in two places: six or more lines in a row that are equal, or of equal shape (only names, strings and numbers differ). Reads the
// list of the duplicates that are meant to stay.
import { codeLines } from './code-lines.mjs';

/** How many consecutive lines two places must share. */
const minLines = 6;
/**
 * Lines below these numbers are not compared by shape: short lines are alike by chance, and tables and lists of attributes repeat one
 * shape.
 */
const minTokens = 6 * minLines;
const minShapes = 5;

/** True for lines that are long and different enough to be compared by shape. */
const hasShape = (lines) =>
  new Set(lines.map(({ shape }) => shape)).size >= minShapes && lines.reduce((sum, { tokens }) => sum + tokens, 0) >= minTokens;

/**
 * Returns a list of places, `{ file, at }` (indexes), for each different block of six lines. `part` says what is compared: `text` or
 * `shape`.
 */
function placesBy(part, files) {
  const places = new Map();
  for (const [file, { lines }] of files.entries()) {
    for (let at = 0; at + minLines <= lines.length; at += 1) {
      const block = lines.slice(at, at + minLines);
      if (part === 'shape' && !hasShape(block)) continue;
      const key = block.map((line) => line[part]).join('\n');
      const earlier = places.get(key);
      if (earlier === undefined) places.set(key, [{ file, at }]);
      else earlier.push({ file, at });
    }
  }
  return places.values();
}

/** Calls `onPair(one, other)` for every two of these places that do not overlap. */
function forEachPair(places, onPair) {
  for (const [n, one] of places.entries()) {
    for (const other of places.slice(n + 1)) {
      if (one.file !== other.file || other.at - one.at >= minLines) onPair(one, other);
    }
  }
}

/** Joins starts that follow one another to runs, `{ at, length, isEqual }`. `starts` maps each start to whether its lines are equal. */
function runsOf(starts) {
  const runs = [];
  for (const [at, isEqual] of [...starts].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && at <= last.at + last.length) {
      last.length = at + minLines - last.at;
      last.isEqual ||= isEqual;
    } else runs.push({ at, length: minLines, isEqual });
  }
  return runs;
}

/**
 * Finds the duplicates in these sources, each `{ file, text }`. Returns `{ kind, lines, places }`, the longest duplicate first: `kind` is
 * `equal` or `shape`, `lines` the number of lines of code, and `places` the two places as `{ file, first, last }` with line numbers.
 */
export function findDuplicates(sources) {
  const files = sources.map(({ file, text }) => ({ file, lines: codeLines(text) }));
  // Two places belong to one run while the distance between them stays the same.
  const runs = new Map();
  for (const part of ['text', 'shape']) {
    for (const places of placesBy(part, files)) {
      forEachPair(places, (one, other) => {
        const key = `${one.file} ${other.file} ${other.at - one.at}`;
        const run = runs.get(key) ?? { one: one.file, other: other.file, distance: other.at - one.at, starts: new Map() };
        runs.set(key, run);
        if (!run.starts.has(one.at)) run.starts.set(one.at, part === 'text');
      });
    }
  }
  const placeIn = ({ file, lines }, at, length) => ({ file, first: lines[at].line, last: lines[at + length - 1].line });
  return [...runs.values()]
    .flatMap(({ one, other, distance, starts }) =>
      runsOf(starts).map(({ at, length, isEqual }) => ({
        kind: isEqual ? 'equal' : 'shape',
        lines: length,
        places: [placeIn(files[one], at, length), placeIn(files[other], at + distance, length)],
      })),
    )
    .sort((a, b) => b.lines - a.lines);
}

/** True if a path matches a pattern in which `*` stands for any characters but `/`. */
const matches = (pattern, file) =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '[^/]*' : `\\${sign}`))}$`).test(file);

/**
 * Reads the table of duplicates that stay. Its rows are `| \`file\` | \`other file\` | reason |`: a file may contain `*`, and `itself`
 * means the first file. Returns `{ line, first, second }` for each row. Throws an error with the line number if a row has another form.
 */
export function readExplanations(markdown) {
  return markdown.split('\n').flatMap((row, index) => {
    if (!row.startsWith('| `')) return [];
    const [, first, second = first] = /^\| `([^`]+)` \| (?:`([^`]+)`|itself) \| \S.* \|$/.exec(row) ?? [];
    if (first === undefined) throw new Error(`line ${index + 1} is not | \`file\` | \`file\` or itself | reason |`);
    return [{ line: index + 1, first, second }];
  });
}

/** True if the row is about the files of these two places. */
export function isExplainedBy({ first, second }, { places: [{ file: one }, { file: other }] }) {
  return (matches(first, one) && matches(second, other)) || (matches(first, other) && matches(second, one));
}
