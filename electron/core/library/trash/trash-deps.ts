// Types shared by the parts of the trash: their dependencies, and the outcome of an action.
import type { AppError } from '../../../../shared/errors.ts';
import type { TrashIntentRow } from '../../../db/tables/library/trash-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, TrashFiles } from '../../ports.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import type { FolderIdentity } from '../folder-identity.ts';

/** Dependencies of the trash. */
export interface TrashDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: TrashFiles;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  readonly log: Log;
  /** Resolves when renames that a kill interrupted have been taken back or completed. */
  renamesRecovered(): Promise<void>;
  /** Deletes the poster and filmstrip of a video that was deleted for good. */
  removePictures(resultId: number, sha256: string): Promise<void>;
  /** The queue of undoable actions, and the undo log. Both are created after the trash. */
  undo(): { readonly actionQueue: Pick<ActionQueue, 'run'>; readonly log: Pick<ActionLog, 'record' | 'append'> };
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
}

/** An action of the trash: move videos to it, restore them, or delete them for good. */
export type TrashAction = TrashIntentRow['action'];

/** The outcome of an action on many videos. A video that was already in the right place is in neither list. */
export interface TrashOutcome {
  /** The id of the action in the undo log; null if nothing changed, and for a deletion for good, which cannot be undone. */
  readonly actionId: number | null;
  readonly changedIds: readonly number[];
  /** The total size of the files of the changed videos. */
  readonly bytes: number;
  readonly refused: readonly { readonly resultId: number; readonly error: AppError }[];
  /** True if the action ended before its last video. */
  readonly isCancelled: boolean;
}

/** Where a video is outside of the trash and in it. Paths are relative to the folder. */
export interface TrashPlace {
  readonly libraryPath: string;
  /** The same as `libraryPath` if the video had no file when it was moved to the trash. */
  readonly trashPath: string;
  readonly trashedAtMs: number;
  readonly trashedFrom: string | null;
}

/** Limits of an action. */
export interface TrashLimits {
  /** The action applies only to videos that were moved to the trash at this time (Unix milliseconds) or earlier. */
  readonly trashedBeforeMs?: number;
}
