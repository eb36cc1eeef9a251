// Composes the library: its folder, the stored videos, and the jobs that move, verify, keep or rebuild them.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Database } from '../../db/database.ts';
import type { SearchThreadFactory } from '../../db/search/search-port.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createKeepUnverified, type KeepUnverified } from '../download/keep-unverified.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import { libraryHandlers } from '../handlers/library/library-handlers.ts';
import { createFileExports, type FileExports } from '../library/export/file-exports.ts';
import { createFileAudit, type FileAudit } from '../library/file-audit.ts';
import { createFileJobs, type FileJobs } from '../library/file-jobs.ts';
import { createFolderHealth, type FolderHealth } from '../library/folder-health.ts';
import { createFolderIdentity, type FolderIdentity } from '../library/folder-identity.ts';
import { createLibraryIndex, type LibraryIndex } from '../library/library-index.ts';
import { createLibraryMove, type LibraryMove } from '../library/library-move.ts';
import { createLibraryRebuild, type LibraryRebuild } from '../library/library-rebuild.ts';
import { createLibrarySearch } from '../library/library-search.ts';
import { createMissingFileSearch, type MissingFileSearch } from '../library/locate/missing-file-search.ts';
import { createFileRenames, type FileRenames } from '../library/rename/file-renames.ts';
import { createStoredFiles, type StoredFiles } from '../library/stored-files.ts';
import { createTrash, type Trash } from '../library/trash/trash.ts';
import { createTrashPurge, type TrashPurge } from '../library/trash/trash-purge.ts';
import type { VideoNaming } from '../library/video-naming.ts';
import type { PosterFiles } from '../media/poster-files.ts';
import type { PartialFileOwner } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { ActionLog } from '../undo/action-log.ts';
import type { ActionQueue } from '../undo/action-queue.ts';
import type { Replayer } from '../undo/replay.ts';

/** Dependencies of the library. */
interface LibraryDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'library' | 'desktop' | 'posters'>;
  readonly database: Database;
  readonly searchThread: SearchThreadFactory;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly naming: VideoNaming;
  /** Called when the first action is recorded, because the log is created later. */
  actionLog(): Pick<ActionLog, 'record' | 'append'>;
  actionQueue(): Pick<ActionQueue, 'run'>;
  readonly references: ReferenceService;
  readonly posters: PosterFiles;
  /** The identity of this database, for the names of its partial files. */
  identity(): PartialFileOwner;
  /** The folder that is used until the user chooses one. */
  readonly defaultFolder: string;
  readonly signal: AbortSignal;
  /** The profile for restored videos. */
  profileFor(simulated: boolean): number;
  statusChanged(): void;
  /** Called when the search finds damage in the database. */
  databaseDamaged(): void;
  wakeAll(): void;
  /** Called when downloads may begin. */
  onFolderReady(): void;
  /** Called when videos without posters were restored. */
  onRestored(): void;
  /** Called when a rebuild has found the videos of a folder. The journals in the folder are read next. */
  onRebuilt(folder: string): Promise<void>;
}

/** The library, for the rest of the core. */
export interface ComposedLibrary {
  readonly index: LibraryIndex;
  readonly folderHealth: FolderHealth;
  readonly folderIdentity: FolderIdentity;
  readonly move: LibraryMove;
  readonly handlers: HandlersOf<'library'>;
  /** Undoes and redoes renames. */
  readonly renameReplayer: Replayer;
  /** Undoes and redoes deletions and restores. */
  readonly trashReplayer: Replayer;
  /** Whether the quarantined bytes of a result are being stored. The result is not downloaded meanwhile. */
  isKeeping(resultId: number): boolean;
  /** Called at least once a minute. `nowMs`: Unix milliseconds. */
  readonly tick: TrashPurge['tick'];
  /** Called when the window gets the focus, because stored files may have changed meanwhile. */
  windowFocused(): void;
  /** Called when tasks or results changed, because searches may have other results now. */
  entriesChanged(): void;
  /** The library's part of the status for the window. */
  status(): StudioStatus['library'];
  /** Starts the background work: the check of the folder, an unfinished move, the audit. Called once. */
  begin(): void;
  /** Aborts the background work and waits at most `filesWithinMs` for its end. A folder that never answers is abandoned. */
  stop(filesWithinMs: number): Promise<void>;
}

/** The library folder and the stored files in it. */
type StoredParts = Pick<ComposedLibrary, 'index' | 'folderHealth' | 'folderIdentity'> & { readonly files: StoredFiles };

function createStoredParts(deps: LibraryDeps): StoredParts {
  const { ports, tables, tasks, settings, identity, defaultFolder, signal, statusChanged, wakeAll, onFolderReady } = deps;
  const { clock, random, log, library } = ports;
  const folderIdentity = createFolderIdentity({
    tables,
    library,
    random,
    identity,
    signal,
    onUnavailable(error) {
      if (error.folder === folderHealth.path()) folderHealth.reportError(error);
    },
  });
  const files = createStoredFiles({ tables, tasks, library, folderIdentity });
  const folderHealth = createFolderHealth({
    tables,
    tasks,
    settings,
    library,
    folderIdentity,
    identity,
    clock,
    log,
    defaultFolder,
    statusChanged,
    wakeAll,
    onFolderReady,
  });
  return { index: createLibraryIndex({ tables, files }), folderHealth, folderIdentity, files };
}

/** Jobs on the stored files. A move and a rebuild never run at the same time. */
interface LibraryJobs {
  readonly move: LibraryMove;
  readonly audit: FileAudit;
  readonly keepUnverified: KeepUnverified;
  readonly rebuild: LibraryRebuild;
  readonly fileJobs: FileJobs;
  readonly renames: FileRenames;
  readonly fileExports: FileExports;
  readonly missingFileSearch: MissingFileSearch;
  readonly trash: Trash;
  readonly purge: TrashPurge;
}

/** Creates what renames, exports and locates files. `busyBy`: the other work on the files. */
function createFileOperations(
  deps: LibraryDeps,
  { folderHealth, folderIdentity }: Pick<StoredParts, 'folderHealth' | 'folderIdentity'>,
  busyBy: () => 'move' | 'short-operation' | 'rebuild' | null,
  trashRecovered: () => Promise<void>,
): Pick<LibraryJobs, 'fileJobs' | 'renames' | 'fileExports' | 'missingFileSearch'> {
  const { ports, tables, tasks, settings, statusChanged } = deps;
  const { clock, log, library } = ports;
  const fileJobs = createFileJobs({ clock, log, statusChanged });
  const libraryFolders = () => [folderHealth.path(), ...tables.results.folders().map(({ path }) => path)];
  const renames = createFileRenames({
    tables,
    tasks,
    library,
    folderIdentity,
    log,
    naming: deps.naming,
    actionLog: deps.actionLog,
    actionQueue: deps.actionQueue,
    fileJobs,
    failures: createFailureReporter({ clock, log }),
    busyBy,
    trashRecovered,
  });
  const fileExports = createFileExports({
    tables,
    library,
    naming: deps.naming,
    settings,
    desktop: ports.desktop,
    random: ports.random,
    fileJobs,
    libraryFolders,
    usualFolder: folderHealth.path,
    busyBy,
  });
  const onFound = deps.onRestored;
  const missingFileSearch = createMissingFileSearch({ tables, tasks, clock, library, fileJobs, libraryFolders, busyBy, onFound });
  return { fileJobs, renames, fileExports, missingFileSearch };
}

function createLibraryJobs(deps: LibraryDeps, { folderHealth, folderIdentity, files }: StoredParts): LibraryJobs {
  const { ports, tables, tasks, settings, references, identity, profileFor, statusChanged, onRestored, onRebuilt, signal } = deps;
  const { clock, log, library, posters } = ports;
  const move = createLibraryMove({
    tables,
    tasks,
    settings,
    folderHealth,
    library,
    folderIdentity,
    identity,
    isRebuilding: () => rebuild.isRunning(),
    clock,
    log,
    statusChanged,
  });
  const rebuild = createLibraryRebuild({
    tables,
    tasks,
    library,
    references,
    clock,
    log,
    profileFor,
    statusChanged,
    onRestored,
    onRebuilt,
    moveBusyBy: move.busyBy,
    onEnded: move.start,
  });
  const audit = createFileAudit({ tables, files, folderIdentity, settings, clock, log, statusChanged });
  const keepUnverified = createKeepUnverified({
    tables,
    tasks,
    library,
    folderIdentity,
    identity,
    fallbackFolder: folderHealth.path,
    enqueueMove: move.enqueue,
    naming: deps.naming,
  });
  const busyBy = () => move.busyBy() ?? (rebuild.isRunning() ? 'rebuild' : trash.isBusy() ? 'short-operation' : null);
  const fileOperations = createFileOperations(deps, { folderHealth, folderIdentity }, busyBy, () => trash.recovered());
  const trash = createTrash({
    tables,
    tasks,
    library,
    folderIdentity,
    clock,
    log,
    renamesRecovered: fileOperations.renames.recovered,
    removePictures: (resultId, sha256) => posters.remove({ resultId, sha256 }),
    undo: () => ({ actionQueue: deps.actionQueue(), log: deps.actionLog() }),
    signal,
  });
  const purge = createTrashPurge({ tables, settings, trash, clock, log, signal });
  return { move, audit, keepUnverified, rebuild, ...fileOperations, trash, purge };
}

/** Builds the library; nothing runs before `begin`. */
export function composeLibrary(deps: LibraryDeps): ComposedLibrary {
  const { ports, database, tables, naming, searchThread, identity, references, posters, signal, statusChanged, databaseDamaged } = deps;
  const { clock, log, library, desktop } = ports;
  const storedParts = createStoredParts(deps);
  const jobs = createLibraryJobs(deps, storedParts);
  const { index, folderHealth, folderIdentity } = storedParts;
  const { move, audit, keepUnverified, rebuild, fileJobs, renames, fileExports, trash, purge } = jobs;
  const search = createLibrarySearch({ database, tables, searchThread, identity, clock, log, statusChanged, databaseDamaged });
  return {
    index,
    folderHealth,
    folderIdentity,
    isKeeping: keepUnverified.isRunning,
    move,
    tick: purge.tick,
    windowFocused: audit.windowFocused,
    renameReplayer: renames.replayer,
    trashReplayer: trash.replayer,
    entriesChanged: search.entriesChanged,
    handlers: libraryHandlers({ ...storedParts, ...jobs, search, tables, naming, clock, library, references, posters, desktop, signal }),
    status: () => ({
      ...folderHealth.status(),
      ...audit.status(),
      trash: trash.total(),
      move: move.status(),
      rebuild: rebuild.progress(),
      fileJob: fileJobs.status(),
      search: search.status(),
    }),
    begin() {
      void folderHealth.checkAtStart();
      renames.recover();
      fileExports.recover();
      trash.recoverInterrupted();
      move.start();
      audit.begin();
      search.begin();
    },
    async stop(filesWithinMs) {
      folderHealth.stop();
      const jobsEnded = Promise.all([
        move.stop(),
        audit.stop(),
        rebuild.stop(),
        search.stop(),
        fileJobs.stop(),
        renames.recovered(),
        trash.stop(),
      ]);
      // A quit does not wait for a network share that never answers.
      if ((await withTimeout(clock, filesWithinMs, jobsEnded)) === 'timed-out')
        log.warn('file-operations-unfinished', { operations: 'library' });
    },
  };
}
