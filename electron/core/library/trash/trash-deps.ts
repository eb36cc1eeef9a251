// Shared by the parts of the trash: their dependencies, and the outcome of an action.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TrashIntentRow } from '../../../db/tables/trash-table.ts';
import type { Clock, Log, TrashFiles } from '../../ports.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
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
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
}

/** What is done to videos: move them to the trash, take them back, or delete them for good. */
export type TrashAction = TrashIntentRow['action'];

/** The outcome of an action on many videos. A video that was already where it should be is in neither list. */
export interface TrashOutcome {
  readonly changedIds: readonly number[];
  /** The bytes of the changed videos that had a file. */
  readonly bytes: number;
  readonly refused: readonly { readonly resultId: number; readonly error: AppError }[];
}

/** How an action on many videos is run. */
export interface TrashRun {
  /** Ends the action after the slice at hand. */
  readonly signal?: AbortSignal;
  /** Only videos of the trash that were moved there at this time (Unix milliseconds) or earlier. */
  readonly trashedBeforeMs?: number;
}
