// The dependencies and the in-memory state that the parts of a library move share.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, PartialFileOwner, VideoLibrary } from '../../ports.ts';
import type { MovePlan, SettingsStore } from '../../settings-store.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderHealth } from '../folder-health.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { UnreachableCopies } from '../unreachable-copies.ts';
import type { MoveProgress } from './move-progress.ts';

/** Dependencies of the move. */
export interface LibraryMoveDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly folderHealth: Pick<FolderHealth, 'selectFolder' | 'reportError' | 'path'>;
  readonly library: VideoLibrary;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  identity(): PartialFileOwner;
  /**
   * True during a rebuild, which reads the files of a folder. No file is moved meanwhile; `start` is called when the rebuild has ended.
   */
  isRebuilding(): boolean;
  readonly clock: Clock;
  readonly log: Log;
  statusChanged(): void;
}

/** Dependencies and in-memory state of a move. The settings contain the plan. */
export interface MoveContext extends LibraryMoveDeps {
  readonly progress: MoveProgress;
  readonly unreachableCopies: UnreachableCopies;
  /**
   * Results whose old copy could not be removed. Each attempt reads both files completely, so there is only one per start and per move.
   */
  readonly remainingCopies: Set<number>;
  readonly state: {
    /** The error that suspends the move; null if there is none. The move resumes automatically when the folder is available. */
    waitError: AppError | null;
  };
}

/** The path of a library folder; empty if unknown. */
export const pathOf = ({ tables }: Pick<MoveContext, 'tables'>, folderId: number): string => tables.results.folderPath(folderId) ?? '';

/**
 * Whether the plan moves files: it is not cancelled, and its target is still the folder for new videos. Otherwise it would move new
 * videos out of their folder.
 */
export const isCurrentPlan = (context: LibraryMoveDeps, plan: MovePlan): boolean =>
  plan.state !== 'cancelled' && pathOf(context, plan.toFolderId) === context.folderHealth.path();
