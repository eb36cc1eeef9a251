// Shared by the parts of the folder's health: their dependencies, and the in-memory state of the folder.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, PartialFileOwner, StrayFiles, VideoLibrary } from '../../ports.ts';
import type { SettingsStore } from '../../settings-store.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { FolderProbe } from './folder-probe.ts';

/** Dependencies of the folder's health. */
export interface FolderHealthDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly library: VideoLibrary;
  readonly folderIdentity: FolderIdentity;
  /** The identity of this database, for the names of its partial files. */
  identity(): PartialFileOwner;
  readonly clock: Clock;
  readonly log: Log;
  /** Used while the user has not chosen a folder. */
  readonly defaultFolder: string;
  statusChanged(): void;
  wakeAll(): void;
  /**
   * Called when downloads may begin: the folder has been examined. Its partial files may not have been sorted yet; one that is being written is left
   * alone.
   */
  onFolderReady(): void;
}

/** Dependencies and in-memory state of the current folder. */
export interface FolderContext extends FolderHealthDeps {
  readonly probe: FolderProbe;
  readonly state: {
    /** Null when unknown. */
    freeBytes: number | null;
    /** The current error of the folder; null while it is available. */
    error: AppError | null;
    /** The first folder with partial files of no known result. */
    strays: (StrayFiles & { readonly folder: string }) | null;
    /** The database is closed, or soon will be: nothing is decided or written any more. */
    isStopped: boolean;
  };
}

/** The folder that new videos go to. */
export const folderInUse = ({ settings, defaultFolder }: FolderHealthDeps): string => settings.get().libraryFolder ?? defaultFolder;
