// What can be wrong with a batch file: with all of it, or with one of its lines. The sentences are in `shared/text`.
import type { AppError } from '../errors.ts';

/** Nothing of the file can be used until this is mended. */
export type FileProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'too-long'; readonly characters: number; readonly max: number }
  /** More rows than a batch holds. How many is not known: it is not read on. */
  | { readonly kind: 'too-many'; readonly max: number }
  /** The first line has more than `max` cells that are not empty. */
  | { readonly kind: 'no-table'; readonly max: number }
  /** `at`: which column of the file, from 1. */
  | { readonly kind: 'unknown-column'; readonly heading: string; readonly at: number; readonly near: string | null }
  | { readonly kind: 'column-twice'; readonly heading: string }
  /** Further columns of either kind, which are not told one by one. */
  | { readonly kind: 'more-columns'; readonly count: number };

/** What a cell takes. */
export type ExpectedValue = 'seconds' | 'on-off' | 'count' | 'whole-number' | 'json' | 'files' | 'one-file';

/** Stops the line it is about and no other. */
export type LineProblem =
  | { readonly kind: 'wrong-value'; readonly column: string; readonly found: string; readonly takes: ExpectedValue }
  /** The spreadsheet could not compute the cell, or took text for a formula. */
  | { readonly kind: 'formula-error'; readonly column: string; readonly found: string }
  | { readonly kind: 'too-many-cells'; readonly found: number; readonly columns: number }
  | { readonly kind: 'too-many-files'; readonly column: string; readonly max: number }
  | { readonly kind: 'broken-quotes' }
  | { readonly kind: 'file'; readonly column: string; readonly place: string; readonly error: AppError };
