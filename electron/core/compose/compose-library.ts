// The library: its folder, the videos in it, and what moves, verifies, keeps or restores them.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createKeepUnverified, type KeepUnverified } from '../download/keep-unverified.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import { libraryHandlers } from '../handlers/library/library-handlers.ts';
import { createFileAudit, type FileAudit } from '../library/file-audit.ts';
import { createFolderHealth, type FolderHealth } from '../library/folder-health.ts';
import { createFolderIdentity, type FolderIdentity } from '../library/folder-identity.ts';
import { createLibraryIndex, type LibraryIndex } from '../library/library-index.ts';
import { createLibraryMove, type LibraryMove } from '../library/library-move.ts';
import { createLibraryRebuild, type LibraryRebuild } from '../library/library-rebuild.ts';
import { createStoredFiles, type StoredFiles } from '../library/stored-files.ts';
import type { PosterFiles } from '../media/poster-files.ts';
import type { PartialFileOwner } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** What the library is built from. */
interface LibraryDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'library' | 'desktop'>;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly references: ReferenceService;
  readonly posters: PosterFiles;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Used while the user has not chosen a folder. */
  readonly defaultFolder: string;
  readonly signal: AbortSignal;
  /** The profile that restored videos belong to. */
  profileFor(simulated: boolean): number;
  changed(): void;
  wakeAll(): void;
  /** Downloads may begin. */
  mayDownload(): void;
  /** Videos came back that have no posters yet. */
  restored(): void;
}

/** The library as the rest of the core sees it. */
export interface ComposedLibrary {
  readonly index: LibraryIndex;
  readonly folder: FolderHealth;
  readonly folders: FolderIdentity;
  readonly move: LibraryMove;
  readonly handlers: HandlersOf<'library'>;
  /** Whether the quarantined bytes of a result are being stored now: it is not downloaded meanwhile. */
  isKeeping(resultId: number): boolean;
  /** The window has the focus: stored files may have changed meanwhile. */
  windowFocused(): void;
  /** What the window shows of the library. */
  status(): StudioStatus['library'];
  /** Starts what runs by itself: the check of the folder, a move that was in the middle, the audit. Called once. */
  begin(): void;
  /** Aborts that work and waits for its end, `filesWithinMs` at most: a folder that never answers is left. */
  stop(filesWithinMs: number): Promise<void>;
}

/** The folder and the stored files in it. */
type StoredParts = Pick<ComposedLibrary, 'index' | 'folder' | 'folders'> & { readonly files: StoredFiles };

function createStoredParts(deps: LibraryDeps): StoredParts {
  const { ports, tables, tasks, settings, identity, defaultFolder, signal, changed, wakeAll, mayDownload } = deps;
  const { clock, random, log, library } = ports;
  const folders = createFolderIdentity({
    tables,
    library,
    random,
    identity,
    signal,
    onUnavailable(error) {
      if (error.folder === folder.path()) folder.reportError(error);
    },
  });
  const files = createStoredFiles({ tables, tasks, library, folders });
  const folder = createFolderHealth({
    tables,
    tasks,
    settings,
    library,
    folders,
    identity,
    clock,
    log,
    defaultFolder,
    changed,
    wakeAll,
    mayDownload,
  });
  return { index: createLibraryIndex({ tables, files }), folder, folders, files };
}

/** What works on the stored files: at most one of move and rebuild at a time. */
interface LibraryJobs {
  readonly move: LibraryMove;
  readonly audit: FileAudit;
  readonly keeping: KeepUnverified;
  readonly rebuild: LibraryRebuild;
}

function createLibraryJobs(deps: LibraryDeps, { folder, folders, files }: StoredParts): LibraryJobs {
  const { ports, tables, tasks, settings, references, identity, profileFor, changed, restored } = deps;
  const { clock, log, library } = ports;
  const move = createLibraryMove({
    tables,
    tasks,
    settings,
    folder,
    library,
    folders,
    identity,
    isRebuilding: () => rebuild.isRunning(),
    clock,
    log,
    changed,
  });
  const rebuild = createLibraryRebuild({
    tables,
    tasks,
    library,
    references,
    clock,
    log,
    profileFor,
    changed,
    restored,
    moveBusyBy: move.busyBy,
    ended: move.start,
  });
  const audit = createFileAudit({ tables, files, folders, settings, clock, log, changed });
  const keeping = createKeepUnverified({ tables, tasks, library, folders, identity, fallbackFolder: folder.path, follow: move.enqueue });
  return { move, audit, keeping, rebuild };
}

/** Builds the library; nothing runs before `begin`. */
export function composeLibrary(deps: LibraryDeps): ComposedLibrary {
  const { ports, references, posters, signal } = deps;
  const { clock, log, library, desktop } = ports;
  const stored = createStoredParts(deps);
  const jobs = createLibraryJobs(deps, stored);
  const { index, folder, folders } = stored;
  const { move, audit, keeping, rebuild } = jobs;
  return {
    index,
    folder,
    folders,
    isKeeping: keeping.isUnderWay,
    move,
    windowFocused: audit.windowFocused,
    handlers: libraryHandlers({ ...stored, ...jobs, library, references, posters, desktop, signal }),
    status: () => ({ ...folder.status(), ...audit.status(), move: move.status(), rebuild: rebuild.progress() }),
    begin() {
      void folder.checkAtStart();
      move.start();
      audit.begin();
    },
    async stop(filesWithinMs) {
      folder.stop();
      const ended = Promise.all([move.stop(), audit.stop(), rebuild.stop()]);
      // A quit waits for no share that never answers.
      if ((await withTimeout(clock, filesWithinMs, ended)) === 'left') log.warn('file-work-left', { work: 'library' });
    },
  };
}
