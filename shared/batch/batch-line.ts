// The lines of a batch: each is one request, some number of times. From a mix of values, or from the rows of a file.
import type { AppError } from '../errors.ts';
import type { GenerationRequest, Reference } from '../generation.ts';
import type { SwitchChange } from '../models/index.ts';
import type { LineProblem } from './batch-problem.ts';
import type { RowReading } from './csv-row.ts';
import { applyOverrides, type OverrideFile } from './line-overrides.ts';
import type { Mix } from './value-mix.ts';
import { mixOverrides } from './value-mix.ts';

export interface BatchLine {
  /** Of the file; of a mix, its number from 1. */
  readonly line: number;
  /** How many tasks it becomes. */
  readonly count: number;
  readonly request: GenerationRequest;
  readonly changes: readonly SwitchChange[];
  readonly problems: readonly LineProblem[];
  /** How many of its files are still being read. */
  readonly unread: number;
}

/** What became of a file that a row names; by its address or path. */
export type FileReading =
  | { readonly state: 'known'; readonly reference: Reference }
  | { readonly state: 'failed'; readonly error: AppError };

/** Every combination as a line, prompts first, then models, then values. */
export function mixLines(base: GenerationRequest, mix: Mix, references: ReadonlyMap<number, Reference>): readonly BatchLine[] {
  return mixOverrides(mix).map((wish, index) => ({
    line: index + 1,
    count: mix.variations,
    ...applyOverrides(base, wish, references),
    problems: [],
    unread: 0,
  }));
}

/** Every row as a line. `files` holds what is known by now of the places that rows name. */
export function rowLines(
  base: GenerationRequest,
  rows: readonly RowReading[],
  files: ReadonlyMap<string, FileReading>,
  references: ReadonlyMap<number, Reference>,
): readonly BatchLine[] {
  return rows.map(({ line, count, overrides, files: named, problems }) => {
    const read = named.map((place) => ({ place, file: files.get(place.at) }));
    const own = read.flatMap(({ place, file }): OverrideFile[] =>
      file?.state === 'known'
        ? [{ referenceId: file.reference.id, kind: place.column.holds, role: place.column.role, field: place.column.field ?? null }]
        : [],
    );
    const failed = read.flatMap(({ place, file }): LineProblem[] =>
      file?.state === 'failed' ? [{ kind: 'file', column: place.column.name, place: place.at, error: file.error }] : [],
    );
    return {
      line,
      count,
      ...applyOverrides(base, overrides.files === undefined ? overrides : { ...overrides, files: own }, references),
      problems: [...problems, ...failed],
      unread: read.filter(({ file }) => file === undefined).length,
    };
  });
}

/** How many tasks lines become. */
export const taskCount = (lines: readonly { readonly count: number }[]): number => lines.reduce((sum, { count }) => sum + count, 0);
