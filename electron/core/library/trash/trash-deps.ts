// Types shared by the parts of the trash: their dependencies, and the outcome of an action.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TrashIntentRow } from '../../../db/tables/trash-table.ts';
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
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly log: Log;
  /** True while files are renamed: none is moved meanwhile. */
  isRenaming(): boolean;
  /** The pictures of a video that was deleted for good are deleted as well. */
  removePictures(resultId: number, sha256: string): Promise<void>;
  /** The queue of actions that can be undone, and their log. They are built after the trash. */
  undo(): { readonly actionQueue: Pick<ActionQueue, 'run'>; readonly log: Pick<ActionLog, 'record' | 'append'> };
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
}

/** What is done to videos: move them to the trash, restore them, or delete them for good. */
export type TrashAction = TrashIntentRow['action'];

/** The outcome of an action on many videos. A video that was already where it should be is in neither list. */
export interface TrashOutcome {
  /** The action in the undo log; null if nothing changed, and for a deletion, which cannot be undone. */
  readonly actionId: number | null;
  readonly changedIds: readonly number[];
  /** The bytes of the changed videos that had a file. */
  readonly bytes: number;
  readonly refused: readonly { readonly resultId: number; readonly error: AppError }[];
  /** True when the action was ended before its last video. */
  readonly isCancelled: boolean;
}

/** Limits of an action. */
export interface TrashLimits {
  /** Only videos of the trash that were moved there at this time (Unix milliseconds) or earlier. */
  readonly trashedBeforeMs?: number;
}
