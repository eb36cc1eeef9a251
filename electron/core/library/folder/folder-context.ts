// The dependencies and the in-memory state that the parts of the folder's health share.
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
  /** The folder that is used until the user chooses one. */
  readonly defaultFolder: string;
  statusChanged(): void;
  wakeAll(): void;
  /**
   * Called when the folder has been examined and downloads may begin. Its partial files may not have been sorted yet; sorting leaves a
   * file alone while it is being written.
   */
  onFolderReady(): void;
}

/** Dependencies and in-memory state of the current folder. */
export interface FolderContext extends FolderHealthDeps {
  readonly probe: FolderProbe;
  readonly state: {
    /** null if unknown. */
    freeBytes: number | null;
    /** The current error of the folder; null if it is available. */
    error: AppError | null;
    /** The first folder that contains partial files of unknown results. */
    strays: (StrayFiles & { readonly folder: string }) | null;
    /** True when the database is closed or about to be closed. Nothing is decided or written any more. */
    isStopped: boolean;
  };
}

/** The folder for new videos. */
export const folderInUse = ({ settings, defaultFolder }: FolderHealthDeps): string => settings.get().libraryFolder ?? defaultFolder;
