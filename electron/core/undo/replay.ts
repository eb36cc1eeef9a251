// The interface between the undo log and the areas whose actions it records: how one part of an action is undone or redone.
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Result } from '../../../shared/result.ts';

/** The areas that record actions. A new one is added here; `core/compose/` then needs its `Replayer`. */
export const actionAreas = ['judgement', 'file-names', 'trash', 'queue'] as const;
/** An area that records actions. */
export type ActionArea = (typeof actionAreas)[number];

/** `undo`: restore the state before the action. `redo`: restore the state after it. */
export type ReplayDirection = 'undo' | 'redo';

/** How many things a replay could not change because they no longer exist. `unreadable`: entries of the log that do not parse. */
export interface MissingCounts {
  readonly videos: number;
  readonly tags: number;
  readonly collections: number;
  /** Tasks that were sent or discarded meanwhile, or that another task replaces. */
  readonly tasks: number;
  readonly unreadable: number;
}

/** Everything was changed. */
export const nothingMissing: MissingCounts = { videos: 0, tags: 0, collections: 0, tasks: 0, unreadable: 0 };

/** Adds two sets of counts. */
export const addMissingCounts = (a: MissingCounts, b: MissingCounts): MissingCounts => ({
  videos: a.videos + b.videos,
  tags: a.tags + b.tags,
  collections: a.collections + b.collections,
  tasks: a.tasks + b.tasks,
  unreadable: a.unreadable + b.unreadable,
});

/** Undoes and redoes what an area recorded. */
export interface Replayer {
  /**
   * Replays one part. `changes` is the JSON that the area recorded, read back from the database: parse it. What no longer exists is left out and
   * counted; everything else is changed. Writes to the database belong in `commit`, which is called exactly once and also marks the part, in the same
   * transaction; work on files comes before it. An error leaves the part as it was, and ends the replay.
   */
  replay(
    changes: JsonValue,
    direction: ReplayDirection,
    commit: (write: () => void) => void,
  ): Result<MissingCounts, AppError> | Promise<Result<MissingCounts, AppError>>;
}

/** A replayer for each area. */
export type Replayers = Readonly<Record<ActionArea, Replayer>>;
