// The folder new videos go to: where it is, how full, and what is wrong with it now.
import { type AppError, isFolderError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log, PartialFile, PartialFileOwner, PartialFileStatus, StrayFiles, VideoLibrary } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { partialFileStatus } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { FolderIdentity } from './folder-identity.ts';

/** A folder that cannot be written may be back in a moment: a stick that is plugged in again. One look at a time, for all who wait. */
const firstProbeMs = 10_000;
const longestProbeMs = 60_000;
/** With so much room a disk is full for a large video only; the others go on. */
const someRoomBytes = 64 * 1024 * 1024;

export type FolderHealth = ReturnType<typeof createFolderHealth>;

export function createFolderHealth(parts: {
  tables: Tables;
  tasks: TaskStore;
  settings: SettingsStore;
  library: VideoLibrary;
  folders: FolderIdentity;
  identity(): PartialFileOwner;
  clock: Clock;
  log: Log;
  defaultFolder: string;
  changed(): void;
  wakeAll(): void;
  /** Downloads may begin: the folder has been looked at. Its partial files may not have been; one that is being written is left alone. */
  mayDownload(): void;
}) {
  const { tables, tasks, settings, library, folders, identity, clock, log, defaultFolder, changed, wakeAll, mayDownload } = parts;
  let freeBytes: number | null = null;
  let error: AppError | null = null;
  let strays: (StrayFiles & { readonly folder: string }) | null = null;
  let probeMs = firstProbeMs;
  let disarm: () => void = () => {};
  let stopped = false;

  const path = (): string => settings.get().libraryFolder ?? defaultFolder;

  function reportError(now: AppError | null): void {
    if (JSON.stringify(now) === JSON.stringify(error)) return;
    const wasIll = error !== null;
    error = now;
    changed();
    if (now !== null) armProbe();
    else if (wasIll) goOn();
    // What waits for the folder says so.
    for (const row of tables.results.unfinished()) tasks.notifyTransferProgress(row.id);
  }

  function armProbe(): void {
    disarm();
    if (stopped) return;
    disarm = clock.setTimer(probeMs, () => void check(path()).catch((cause: unknown) => log.incident(cause, 'library folder')));
    probeMs = Math.min(longestProbeMs, probeMs * 1.5);
  }

  /** The folder is well: what it has held up goes on, nearest expiry first. */
  function goOn(): void {
    disarm();
    probeMs = firstProbeMs;
    const nowMs = clock.now();
    tasks.transaction(() => {
      for (const row of tables.results.unfinished()) {
        const why = row.error === null ? null : (JSON.parse(row.error) as AppError);
        if (row.nextAttemptAtMs !== null && row.nextAttemptAtMs > nowMs && why !== null && isFolderError(why))
          tasks.scheduleDownload(row.id, nowMs);
      }
    });
    wakeAll();
  }

  /** Whether the room that was missing is there now. */
  const hasRoom = (free: number | null): boolean =>
    error?.kind !== 'disk-full' || error.neededBytes === null || free === null || free >= error.neededBytes;

  const blocksDownloads = (): boolean => error !== null && !(error.kind === 'disk-full' && (error.freeBytes ?? 0) >= someRoomBytes);

  /** Only the usual folder is made, and only while nothing has ever been in it; one that held videos is waited for. */
  async function examine(folder: string): Promise<Result<{ freeBytes: number | null }, AppError>> {
    const standing = await folders.statusOf(folder);
    if (standing.kind === 'away') return fail(standing.error);
    if (standing.kind === 'new' && folder === defaultFolder) {
      const made = await library.create(folder);
      if (!made.ok) return made;
    }
    const checked = await library.check(folder);
    if (checked.ok && standing.kind !== 'here' && !stopped) await folders.remember(folder);
    return checked;
  }

  async function check(folder: string): Promise<Result<{ freeBytes: number | null }, AppError>> {
    const checked = await examine(folder);
    if (!stopped && folder === path()) {
      if (checked.ok) freeBytes = checked.value.freeBytes;
      if (!checked.ok) reportError(checked.error);
      else if (hasRoom(checked.value.freeBytes)) reportError(null);
      if (error !== null) armProbe();
      changed();
    }
    return checked;
  }

  /** Nothing is decided any more once the database is closed. */
  const standingOf = (file: PartialFile): PartialFileStatus => (stopped ? 'wanted' : partialFileStatus(tables, file));

  /**
   * Looks through the partial files of every folder that is there, the one in use first: an old one may lie on a drive that never answers. They
   * are asked one after another, since each call without an answer takes one of the few threads for files. The first folder with stray ones is told.
   */
  async function lookAtPartials(): Promise<void> {
    const paths = new Set([path(), ...tables.results.folders().map((row) => row.path)]);
    for (const folder of paths) {
      if (!(await folders.isAvailable(folder))) continue;
      if (stopped) return;
      const found = await library.sweepPartialFiles({ folder, owner: identity(), standingOf });
      if (stopped) return;
      if (strays === null && found.count > 0) {
        strays = { folder, ...found };
        changed();
      }
    }
    if (stopped) return;
    log.info('partial-files-checked', { strays: strays?.count ?? 0 });
    changed();
  }

  return {
    path,
    status: () => ({ folder: path(), ...tables.results.total(), freeBytes, error, strays }),
    /** Where stray partial files lie; null while none are known. */
    straysFolder: (): string | null => strays?.folder ?? null,
    /** A download met the folder's trouble. */
    reportError,
    /** A video was stored there, so the folder is well; a large one that did not fit still does not. */
    onFileStored(): void {
      if (error !== null && blocksDownloads()) reportError(null);
    },
    /** Downloads into the folder rest. */
    blocksDownloads,
    /** Why they rest. */
    blockingError: () => (blocksDownloads() ? error : null),
    /** Now may be a better moment: after a sleep, or when the network is back. */
    wake(): void {
      if (error !== null) void check(path()).catch((cause: unknown) => log.incident(cause, 'library folder'));
    },
    stop(): void {
      stopped = true;
      disarm();
    },
    /** After a start: looks at the folder and at the partial files in it. */
    async checkAtStart(): Promise<void> {
      try {
        await check(path());
      } catch (cause) {
        log.incident(cause, 'library folder');
      }
      if (stopped) return;
      mayDownload();
      await lookAtPartials().catch((cause: unknown) => log.incident(cause, 'partial files'));
    },
    /** Makes `folder`, which the person has chosen, the one for new videos, if it can be written. Stored files stay where they are. */
    async selectFolder(folder: string): Promise<Result<null, AppError>> {
      const made = await library.create(folder);
      const checked = made.ok ? await library.check(folder) : made;
      if (!checked.ok) return checked;
      await folders.remember(folder);
      settings.setLibraryFolder(folder);
      freeBytes = checked.value.freeBytes;
      error = null;
      disarm();
      probeMs = firstProbeMs;
      // What waited for the old folder need not wait any longer.
      for (const row of tables.results.unfinished()) if (row.nextAttemptAtMs !== null) tasks.scheduleDownload(row.id, clock.now());
      for (const row of tables.results.unfinished()) tasks.notifyTransferProgress(row.id);
      changed();
      mayDownload(); // the old folder may be on a drive that never answers
      wakeAll();
      return ok(null);
    },
  };
}
