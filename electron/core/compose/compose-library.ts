// The library: its folder, the videos in it, and whoever moves, checks, keeps or finds them again.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createKeepUnverified } from '../download/keep-unverified.ts';
import { libraryHandlers } from '../handlers/library-handlers.ts';
import { createFileAudit } from '../library/file-audit.ts';
import { createFolderHealth } from '../library/folder-health.ts';
import { createFolderIdentity } from '../library/folder-identity.ts';
import { createLibraryIndex } from '../library/library-index.ts';
import { createLibraryMove } from '../library/library-move.ts';
import { createLibraryRebuild } from '../library/library-rebuild.ts';
import { createStoredFiles } from '../library/stored-files.ts';
import type { PosterFiles } from '../media/poster-files.ts';
import type { PartialFileOwner } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { TaskStore } from '../tasks/task-store.ts';

export function composeLibrary(parts: {
  ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'library' | 'desktop'>;
  tables: Tables;
  tasks: TaskStore;
  settings: SettingsStore;
  references: ReferenceService;
  posters: PosterFiles;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Used while the person has not chosen a folder. */
  defaultFolder: string;
  signal: AbortSignal;
  /** The profile that restored videos belong to. */
  profileFor(simulated: boolean): number;
  changed(): void;
  wakeAll(): void;
  /** Downloads may begin. */
  mayDownload(): void;
  /** Videos came back that have no posters yet. */
  restored(): void;
}) {
  const {
    ports,
    tables,
    tasks,
    settings,
    references,
    posters,
    identity,
    defaultFolder,
    signal,
    profileFor,
    changed,
    wakeAll,
    mayDownload,
    restored,
  } = parts;
  const { clock, random, log, library, desktop } = ports;

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
  const index = createLibraryIndex({ tables, files });
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
  const rounds = createFileAudit({ tables, files, folders, settings, clock, log, changed });
  const keeping = createKeepUnverified({ tables, tasks, library, folders, identity, fallbackFolder: folder.path, follow: move.enqueue });
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

  return {
    index,
    folder,
    folders,
    isKeeping: keeping.isUnderWay,
    move,
    windowFocused: rounds.windowFocused,
    handlers: libraryHandlers({
      index,
      files,
      folder,
      folders,
      move,
      audit: rounds,
      keeping,
      rebuild,
      library,
      references,
      posters,
      desktop,
      signal,
    }),
    status: (): StudioStatus['library'] => ({
      ...folder.status(),
      ...rounds.status(),
      move: move.status(),
      rebuild: rebuild.progress(),
    }),
    begin(): void {
      void folder.checkAtStart();
      move.start();
      rounds.begin();
    },
    async stop(filesWithinMs: number): Promise<void> {
      folder.stop();
      const ended = Promise.all([move.stop(), rounds.stop(), rebuild.stop()]);
      // A quit waits for no share that never answers.
      if ((await withTimeout(clock, filesWithinMs, ended)) === 'left') log.warn('file-work-left', { work: 'library' });
    },
  };
}
