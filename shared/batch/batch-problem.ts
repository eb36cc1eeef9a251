// The problems of a whole batch file and of single lines. The sentences are in `shared/text`.
import type { AppError } from '../errors.ts';

/** A problem that makes the whole file unusable. */
export type CsvFileProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'too-long'; readonly characters: number; readonly max: number }
  /** More rows than a batch may have. Their number is unknown: the rest is not parsed. */
  | { readonly kind: 'too-many'; readonly max: number }
  /** The first line has more than `max` cells that are not empty. */
  | { readonly kind: 'no-table'; readonly max: number }
  /** `at`: the number of the column in the file, from 1. `near`: the known column with the most similar name; null if none is similar. */
  | { readonly kind: 'unknown-column'; readonly heading: string; readonly at: number; readonly near: string | null }
  | { readonly kind: 'column-twice'; readonly heading: string }
  /** Number of further `unknown-column` and `column-twice` problems, which are not listed one by one. */
  | { readonly kind: 'more-columns'; readonly count: number };

/** The kind of value that a cell must contain. */
export type ExpectedValue = 'seconds' | 'on-off' | 'count' | 'whole-number' | 'json' | 'files' | 'one-file';

/** A problem that stops only the line that has it. */
export type LineProblem =
  /** `found`: the text of the cell; `expected`: the kind of value that it must contain. */
  | { readonly kind: 'wrong-value'; readonly column: string; readonly found: string; readonly expected: ExpectedValue }
  /** The spreadsheet could not compute the cell, or treated text as a formula. */
  | { readonly kind: 'formula-error'; readonly column: string; readonly found: string }
  /** The line has `found` cells, the header only `columns`. */
  | { readonly kind: 'too-many-cells'; readonly found: number; readonly columns: number }
  | { readonly kind: 'too-many-files'; readonly column: string; readonly max: number }
  | { readonly kind: 'broken-quotes' }
  /** `place`: the path or URL in the cell; `error`: why it could not be added as a reference. */
  | { readonly kind: 'file'; readonly column: string; readonly place: string; readonly error: AppError };
