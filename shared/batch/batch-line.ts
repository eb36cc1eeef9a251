// The lines of a batch: each is one request with a count. They come from a matrix of values or from the rows of a CSV file. `tasks.submitBatch` calls a
// submitted line an item.
import type { AppError } from '../errors.ts';
import type { GenerationRequest, Reference } from '../generation.ts';
import type { SwitchChange } from '../models/index.ts';
import type { LineProblem } from './batch-problem.ts';
import type { ParsedRow } from './csv-row.ts';
import { applyOverrides, type OverrideFile } from './line-overrides.ts';
import { matrixOverrides, type ValueMatrix } from './value-matrix.ts';

/** One request of a batch, before it is checked. */
export interface BatchLine {
  /** The line number in the file; in a matrix, the number of the combination, from 1. */
  readonly lineNumber: number;
  /** The number of tasks that the line becomes. */
  readonly count: number;
  readonly request: GenerationRequest;
  /** Changes that the line's model required. */
  readonly changes: readonly SwitchChange[];
  readonly problems: readonly LineProblem[];
  /** The number of the line's files that are still being read. */
  readonly unreadFileCount: number;
  /** In a batch of reused requests: the task whose request each of the tasks repeats, `count` ids. */
  readonly sourceTaskIds?: readonly number[];
}

/** The outcome of reading a file of a row. */
export type FileReading =
  | { readonly state: 'read'; readonly reference: Reference }
  | { readonly state: 'failed'; readonly error: AppError };

/** Returns a line for every combination of the matrix: prompts first, then models, then values. */
export function matrixLines(
  base: GenerationRequest,
  matrix: ValueMatrix,
  references: ReadonlyMap<number, Reference>,
): readonly BatchLine[] {
  return matrixOverrides(matrix).map((overrides, index) => ({
    lineNumber: index + 1,
    count: matrix.variations,
    ...applyOverrides(base, overrides, references),
    problems: [],
    unreadFileCount: 0,
  }));
}

/** Returns a line for every row. `files` holds the outcomes so far, by address or path. */
export function rowLines(
  base: GenerationRequest,
  rows: readonly ParsedRow[],
  files: ReadonlyMap<string, FileReading>,
  references: ReadonlyMap<number, Reference>,
): readonly BatchLine[] {
  return rows.map(({ lineNumber, count, overrides, files: cellFiles, problems }) => {
    const readings = cellFiles.map((place) => ({ place, file: files.get(place.location) }));
    const overrideFiles = readings.flatMap(({ place, file }): OverrideFile[] =>
      file?.state === 'read'
        ? [{ referenceId: file.reference.id, kind: place.column.holds, role: place.column.role, field: place.column.field ?? null }]
        : [],
    );
    const failed = readings.flatMap(({ place, file }): LineProblem[] =>
      file?.state === 'failed' ? [{ kind: 'file', column: place.column.name, place: place.location, error: file.error }] : [],
    );
    return {
      lineNumber,
      count,
      ...applyOverrides(base, overrides.files === undefined ? overrides : { ...overrides, files: overrideFiles }, references),
      problems: [...problems, ...failed],
      unreadFileCount: readings.filter(({ file }) => file === undefined).length,
    };
  });
}

/** A line, or one task of it, as `tasks.submitBatch` takes it. */
interface BatchItem {
  readonly request: GenerationRequest;
  readonly count: number;
  readonly sourceTaskId?: number;
}

/** Returns the items of the lines, in order: one for a line, or one for each task of a line whose tasks have different sources. */
export const itemsOfLines = (lines: readonly Pick<BatchLine, 'request' | 'count' | 'sourceTaskIds'>[]): readonly BatchItem[] =>
  lines.flatMap(({ request, count, sourceTaskIds }): readonly BatchItem[] =>
    sourceTaskIds === undefined ? [{ request, count }] : sourceTaskIds.map((sourceTaskId) => ({ request, count: 1, sourceTaskId })),
  );

/** Returns the number of tasks that the lines become. */
export const taskCount = (lines: readonly { readonly count: number }[]): number => lines.reduce((sum, { count }) => sum + count, 0);
