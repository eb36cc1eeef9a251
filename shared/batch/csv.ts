// A batch file as text: separators, quotes and line numbers. What its cells mean is read in `row.ts`.
import papaparse from 'papaparse/papaparse.js';
import { plainCharacters } from '../search-text.ts';
import { type Column, columnOf, nearestColumn } from './columns.ts';
import { batchMaxTasks, csvMaxCharacters } from './limits.ts';
import type { FileProblem, LineProblem } from './problem.ts';

export interface CsvRow {
  /** The line of the file on which the row begins, from 1; line breaks inside quotes count. */
  readonly line: number;
  /** What stands in each column; empty cells are left out. */
  readonly cells: ReadonlyMap<Column, string>;
  readonly problems: readonly LineProblem[];
}

export type CsvReading =
  | { readonly kind: 'rows'; readonly columns: readonly Column[]; readonly rows: readonly CsvRow[] }
  | { readonly kind: 'unusable'; readonly problems: readonly FileProblem[] };

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly brokenQuotes: boolean;
}

const separators = [',', ';', '\t'] as const;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => plainCharacters(cell) === '');

const lineBreaksIn = (text: string, from: number, to: number): number => {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
};

/** The records of a text whose line breaks are all `\n`. */
function recordsOf(text: string, delimiter: string, firstLine: number, atMost: number): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let [from, line] = [0, firstLine];
  papaparse.parse(text, {
    delimiter,
    newline: '\n',
    preview: atMost,
    step({ data, errors, meta }) {
      records.push({ line, cells: data, brokenQuotes: errors.some(({ type }) => type === 'Quotes') });
      line += lineBreaksIn(text, from, meta.cursor);
      from = meta.cursor;
    },
  });
  return records;
}

/** The separator under which most of the first line are columns we know. */
function separatorOf(text: string): string {
  const knownUnder = (delimiter: string): number =>
    recordsOf(text, delimiter, 1, 1).reduce((sum, { cells }) => sum + cells.filter((cell) => columnOf(cell)).length, 0);
  return separators.reduce((best, next) => (knownUnder(next) > knownUnder(best) ? next : best));
}

function headingProblems(headings: readonly string[]): readonly FileProblem[] {
  const seen = new Set<string>();
  return headings.flatMap((heading, index): readonly FileProblem[] => {
    if (heading.trim() === '') return [];
    const column = columnOf(heading);
    if (column === undefined) {
      return [{ kind: 'unknown-column', heading: heading.trim().slice(0, 60), at: index + 1, near: nearestColumn(heading) }];
    }
    if (seen.has(column.name)) return [{ kind: 'column-twice', heading: heading.trim() }];
    seen.add(column.name);
    return [];
  });
}

function rowOf({ line, cells, brokenQuotes }: CsvRecord, headings: readonly string[]): CsvRow {
  const filled = cells.flatMap((cell, index) =>
    plainCharacters(cell) === '' ? [] : [{ cell: cell.trim(), column: columnOf(headings[index] ?? '') }],
  );
  const named = filled.flatMap(({ cell, column }) => (column === undefined ? [] : [[column, cell] as const]));
  // A cell beyond the header is most often a comma in a prompt that nobody quoted: what the row means is anybody's guess.
  const strayed = named.length < filled.length;
  return {
    line,
    cells: new Map(named),
    problems: [
      ...(brokenQuotes ? [{ kind: 'broken-quotes' } as const] : []),
      ...(strayed ? [{ kind: 'too-many-cells', found: cells.length, columns: headings.length } as const] : []),
    ],
  };
}

const unusable = (...problems: readonly FileProblem[]): CsvReading => ({ kind: 'unusable', problems });

/** Reads a whole file. Never throws, whatever the text is; every row that holds anything is among the rows, once. */
export function readCsv(text: string): CsvReading {
  if (text.length > csvMaxCharacters) return unusable({ kind: 'too-long', characters: text.length, max: csvMaxCharacters });
  const plain = text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  // Some spreadsheets say their separator in a first line of its own; saved again, that line is a row like the others.
  const said = /^"?sep=([,;\t])"?[,;\t]*\n/i.exec(plain);
  const afterSaid = said === null ? 0 : said[0].length;
  const start = afterSaid + (/^(?:[ \t]*\n)*/.exec(plain.slice(afterSaid))?.[0].length ?? 0);
  const body = plain.slice(start);
  if (body.trim() === '') return unusable({ kind: 'empty' });
  // One more than can be used, the header and some blank lines: enough to say that there are too many.
  const records = recordsOf(body, said?.[1] ?? separatorOf(body), 1 + lineBreaksIn(plain, 0, start), 0).filter(
    ({ cells }) => !isBlank(cells),
  );
  const [header, ...rest] = records;
  if (header === undefined) return unusable({ kind: 'empty' });
  const wrong = headingProblems(header.cells);
  if (wrong.length > 0) return unusable(...wrong);
  if (rest.length === 0) return unusable({ kind: 'no-rows' });
  if (rest.length > batchMaxTasks) return unusable({ kind: 'too-many', tasks: rest.length, max: batchMaxTasks });
  const columns = header.cells.flatMap((heading) => columnOf(heading) ?? []);
  return { kind: 'rows', columns, rows: rest.map((record) => rowOf(record, header.cells)) };
}
