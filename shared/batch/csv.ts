// Parses a CSV file of a batch into rows and cells: separators, quotes and line numbers. `csv-row.ts` parses the cells; the limits are in
// `batch-limits.ts`.
import papaparse from 'papaparse/papaparse.js';
import { plainCharacters } from '../search-folding.ts';
import { batchMaxTasks, csvMaxCharacters, csvMaxHeadingProblems, csvMaxHeadings } from './batch-limits.ts';
import type { CsvFileProblem, LineProblem } from './batch-problem.ts';
import { type Column, columnOf, nearestColumn } from './csv-columns.ts';

/** One row that is not blank. */
export interface CsvRow {
  /** The line of the file on which the row begins, from 1; line breaks inside quotes count. */
  readonly lineNumber: number;
  /** The text of each column; empty cells are left out. */
  readonly cells: ReadonlyMap<Column, string>;
  readonly problems: readonly LineProblem[];
}

/** A parsed file: its rows, or why it cannot be used at all. */
export type CsvReading =
  | { readonly kind: 'rows'; readonly columns: readonly Column[]; readonly rows: readonly CsvRow[] }
  | { readonly kind: 'unusable'; readonly problems: readonly CsvFileProblem[] };

interface CsvRecord {
  readonly lineNumber: number;
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

/**
 * Returns the first `atMost` records that are not blank, and does not parse the rest. All line breaks of the text are `\n`. Blank records
 * count as lines and are left out.
 */
function recordsOf(text: string, delimiter: string, firstLine: number, atMost: number): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let [from, lineNumber] = [0, firstLine];
  papaparse.parse(text, {
    delimiter,
    newline: '\n',
    fastMode: false,
    step({ data, errors, meta }, parser) {
      if (!isBlank(data)) records.push({ lineNumber, cells: data, brokenQuotes: errors.some(({ type }) => type === 'Quotes') });
      if (records.length === atMost) parser.abort();
      lineNumber += lineBreaksIn(text, from, meta.cursor);
      from = meta.cursor;
    },
  });
  return records;
}

/** Returns the first `atMost` cells that are not empty. */
function filledCells(cells: readonly string[], atMost: number): readonly string[] {
  const filled: string[] = [];
  for (const cell of cells) {
    if (filled.length === atMost) break;
    if (cell.trim() !== '') filled.push(cell);
  }
  return filled;
}

/** Returns the separator that gives the first line the most known columns; without known columns, the most cells. */
function separatorOf(text: string): string {
  const [best] = separators
    .map((by) => {
      const filled = recordsOf(text, by, 1, 1).flatMap(({ cells }) => filledCells(cells, csvMaxHeadings));
      return { by, cells: filled.length, known: filled.filter((cell) => columnOf(cell)).length };
    })
    .sort((a, b) => b.known - a.known || b.cells - a.cells);
  return best?.by ?? ',';
}

/** Shortens a heading for a sentence. */
const shortHeading = (heading: string): string => heading.trim().slice(0, 60);

/** Returns the problems of the headings: up to `csvMaxHeadingProblems` one by one, the others as a number. */
function headingProblems(headings: readonly string[], columns: readonly (Column | undefined)[]): readonly CsvFileProblem[] {
  const seen = new Set<string>();
  const invalidHeadings = headings.flatMap((heading, index) => {
    if (heading.trim() === '') return [];
    const column = columns[index];
    const isWrong = column === undefined || seen.has(column.name);
    if (column !== undefined) seen.add(column.name);
    return isWrong ? [{ heading, at: index + 1, column }] : [];
  });
  // The nearest column is searched only for headings that are listed: it takes a comparison with every column.
  const listed = invalidHeadings
    .slice(0, csvMaxHeadingProblems)
    .map(
      ({ heading, at, column }): CsvFileProblem =>
        column === undefined
          ? { kind: 'unknown-column', heading: shortHeading(heading), at, near: nearestColumn(heading) }
          : { kind: 'column-twice', heading: shortHeading(heading) },
    );
  const more = invalidHeadings.length - listed.length;
  return more === 0 ? listed : [...listed, { kind: 'more-columns', count: more }];
}

/** Returns the row of a record. `columns` has one entry for each heading: undefined for an empty heading. */
function rowOf({ lineNumber, cells, brokenQuotes }: CsvRecord, columns: readonly (Column | undefined)[]): CsvRow {
  const isFilled = (cell: string | undefined): cell is string => cell !== undefined && plainCharacters(cell) !== '';
  const namedCells = columns.flatMap((column, index) => {
    const cell = cells[index];
    return column !== undefined && isFilled(cell) ? [[column, cell.trim()] as const] : [];
  });
  // A cell beyond the header is usually caused by a comma in an unquoted prompt: the row cannot be interpreted.
  const hasExtraCells = cells.some((cell, index) => columns[index] === undefined && isFilled(cell));
  return {
    lineNumber,
    cells: new Map(namedCells),
    problems: [
      ...(brokenQuotes ? [{ kind: 'broken-quotes' } as const] : []),
      ...(hasExtraCells ? [{ kind: 'too-many-cells', found: cells.length, columns: columns.length } as const] : []),
    ],
  };
}

const unusable = (...problems: readonly CsvFileProblem[]): CsvReading => ({ kind: 'unusable', problems });

/** Parses a whole file. Never throws. Returns every row that is not blank exactly once. */
export function readCsv(text: string): CsvReading {
  if (text.length > csvMaxCharacters) return unusable({ kind: 'too-long', characters: text.length, max: csvMaxCharacters });
  const plain = text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  // Some spreadsheets write their separator as a first line `sep=;`. Saving the file again adds empty cells to that line.
  const declaration = /^"?sep=([,;\t])"?[,;\t]*\n/i.exec(plain);
  const afterDeclaration = declaration === null ? 0 : declaration[0].length;
  const start = afterDeclaration + (/^(?:[ \t]*\n)*/.exec(plain.slice(afterDeclaration))?.[0].length ?? 0);
  const body = plain.slice(start).trimEnd();
  if (body === '') return unusable({ kind: 'empty' });
  // Reads the heading, the most rows that a batch may have, and one more, which shows that there are too many.
  const records = recordsOf(body, declaration?.[1] ?? separatorOf(body), 1 + lineBreaksIn(plain, 0, start), batchMaxTasks + 2);
  const [header, ...rest] = records;
  if (header === undefined) return unusable({ kind: 'empty' });
  if (filledCells(header.cells, csvMaxHeadings + 1).length > csvMaxHeadings) return unusable({ kind: 'no-table', max: csvMaxHeadings });
  const columns = header.cells.map((heading) => (heading.trim() === '' ? undefined : columnOf(heading)));
  const columnProblems = headingProblems(header.cells, columns);
  if (columnProblems.length > 0) return unusable(...columnProblems);
  if (rest.length === 0) return unusable({ kind: 'no-rows' });
  if (rest.length > batchMaxTasks) return unusable({ kind: 'too-many', max: batchMaxTasks });
  return { kind: 'rows', columns: columns.filter((column) => column !== undefined), rows: rest.map((record) => rowOf(record, columns)) };
}
