// What the parts of a library move share: their dependencies, and the state of this run of the studio.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, PartialFileOwner, VideoLibrary } from '../../ports.ts';
import type { MovePlan, SettingsStore } from '../../settings-store.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderHealth } from '../folder-health.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { UnreachableCopies } from '../unreachable-copies.ts';
import type { MoveProgress } from './move-progress.ts';

/** What the move is built from. */
export interface LibraryMoveDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly folder: Pick<FolderHealth, 'selectFolder' | 'reportError' | 'path'>;
  readonly library: VideoLibrary;
  readonly folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  identity(): PartialFileOwner;
  /** A rebuild reads the files of a folder: none is moved meanwhile. When it has ended, `start` is called. */
  isRebuilding(): boolean;
  readonly clock: Clock;
  readonly log: Log;
  changed(): void;
}

/** The dependencies, and what is remembered of a move until the studio stops. The plan itself is in the settings. */
export interface MoveContext extends LibraryMoveDeps {
  readonly progress: MoveProgress;
  readonly unreachableCopies: UnreachableCopies;
  /** Results whose old copy could not be removed. A try reads both files to their end, so there is one for each start and each move. */
  readonly remainingCopies: Set<number>;
  readonly state: {
    /** Why the move stands still now; it is taken up by itself when the folder is well. */
    trouble: AppError | null;
  };
}

/** The path of a library folder; empty where it is not known. */
export const pathOf = ({ tables }: Pick<MoveContext, 'tables'>, folderId: number): string => tables.results.folderPath(folderId) ?? '';

/** A plan moves files only while new videos go to its folder as well: else each new video would be taken out of the folder it belongs in. */
export const isInForce = (context: LibraryMoveDeps, plan: MovePlan): boolean =>
  plan.state !== 'cancelled' && pathOf(context, plan.toFolderId) === context.folder.path();
