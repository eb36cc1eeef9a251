// What the parts of the folder's health share: their dependencies, and what is known of the folder in this run of the studio.
import type { AppError } from '../../../../shared/errors.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, PartialFileOwner, StrayFiles, VideoLibrary } from '../../ports.ts';
import type { SettingsStore } from '../../settings-store.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { FolderProbe } from './folder-probe.ts';

/** What the folder's health is built from. */
export interface FolderHealthDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly library: VideoLibrary;
  readonly folders: FolderIdentity;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  readonly clock: Clock;
  readonly log: Log;
  /** Used while the user has not chosen a folder. */
  readonly defaultFolder: string;
  changed(): void;
  wakeAll(): void;
  /** Downloads may begin: the folder has been examined. Its partial files may not have been; one that is being written is left alone. */
  mayDownload(): void;
}

/** The dependencies, and what is known of the folder in use. */
export interface FolderContext extends FolderHealthDeps {
  readonly probe: FolderProbe;
  readonly state: {
    /** Null where nobody knows. */
    freeBytes: number | null;
    /** What is wrong with the folder; null while it is well. */
    error: AppError | null;
    /** The first folder that holds partial files of no known result. */
    strays: (StrayFiles & { readonly folder: string }) | null;
    /** The database is closed, or soon will be: nothing is decided or written any more. */
    isStopped: boolean;
  };
}

/** The folder that new videos go to. */
export const folderInUse = ({ settings, defaultFolder }: FolderHealthDeps): string => settings.get().libraryFolder ?? defaultFolder;
