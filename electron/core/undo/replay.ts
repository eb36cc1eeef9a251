// The interface between the undo log and the areas that record actions: each area undoes and redoes its own parts.
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Result } from '../../../shared/result.ts';

/** The areas that record actions. `core/compose/` needs a `Replayer` for each. */
export const actionAreas = ['judgement', 'file-names', 'trash', 'queue'] as const;
/** An area that records actions. */
export type ActionArea = (typeof actionAreas)[number];

/** `undo`: restore the state before the action. `redo`: restore the state after it. */
export type ReplayDirection = 'undo' | 'redo';

/** The number of items that a replay could not change because they no longer exist. `unreadable`: parts of the log that do not parse. */
export interface MissingCounts {
  readonly videos: number;
  readonly tags: number;
  readonly collections: number;
  /** Tasks that were sent, discarded or replaced since the action. */
  readonly tasks: number;
  readonly unreadable: number;
}

/** The counts of a replay that changed everything. */
export const nothingMissing: MissingCounts = { videos: 0, tags: 0, collections: 0, tasks: 0, unreadable: 0 };

/** Adds two sets of counts. */
export const addMissingCounts = (a: MissingCounts, b: MissingCounts): MissingCounts => ({
  videos: a.videos + b.videos,
  tags: a.tags + b.tags,
  collections: a.collections + b.collections,
  tasks: a.tasks + b.tasks,
  unreadable: a.unreadable + b.unreadable,
});

/** Undoes and redoes the changes that an area recorded. */
export interface Replayer {
  /**
   * Replays one part. `changes` is the JSON that the area recorded, read from the database, so it must be
   * parsed. Items that no longer exist are counted and skipped. Work on files comes first; then `commit` is
   * called exactly once, for all writes to the database. `commit` also marks the part, in the same transaction.
   * If this fails, the part stays as it was, and the replay ends.
   */
  replay(
    changes: JsonValue,
    direction: ReplayDirection,
    commit: (write: () => void) => void,
  ): Result<MissingCounts, AppError> | Promise<Result<MissingCounts, AppError>>;
}

/** A replayer for each area. */
export type Replayers = Readonly<Record<ActionArea, Replayer>>;
