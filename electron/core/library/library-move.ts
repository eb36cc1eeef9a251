// Moves the library to another folder, file by file, while everything else goes on. Invariants:
// - At every moment the database names every copy there is: the result's row, and `file_move` for the one that is under way.
// - The old file is removed only after the new one is durable and its row is committed.
// - A kill, a quit or an unplugged drive at any moment is taken up where it stopped; a file that cannot be moved stays where its row says.
import { type AppError, isFolderError } from '../../../shared/errors.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileMoveRow } from '../../db/tables/file-move-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log, PartialFileOwner, VideoLibrary } from '../ports.ts';
import type { MovePlan, SettingsStore } from '../settings-store.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { FolderHealth } from './folder-health.ts';
import type { FolderIdentity } from './folder-identity.ts';
import { createUnreachableCopies } from './unreachable-copies.ts';

const tellEveryMs = 250;
const mostListed = 100;

const rebuildRuns = fail({ kind: 'library-busy' as const, by: 'rebuild' as const });

export type LibraryMove = ReturnType<typeof createLibraryMove>;

export function createLibraryMove(parts: {
  tables: Tables;
  tasks: TaskStore;
  settings: SettingsStore;
  folder: Pick<FolderHealth, 'selectFolder' | 'reportError' | 'path'>;
  library: VideoLibrary;
  folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  identity(): PartialFileOwner;
  /** A rebuild reads the files of a folder: none is moved meanwhile. When it has ended, `begin` is called. */
  isRebuilding(): boolean;
  clock: Clock;
  log: Log;
  changed(): void;
}) {
  const { tables, tasks, settings, folder, library, folders, identity, isRebuilding, clock, log, changed } = parts;
  let running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  let stopped = false;
  let changing = false;
  /** The plan changed while a run for the one before went on. */
  let runsAgain = false;
  /** Why it stands still now; it is taken up by itself when the folder is well. */
  let trouble: AppError | null = null;
  let copiedBytes = 0;
  /** Counted once a run, then down: counting for every message would be felt in a big library. */
  let left: { files: number; bytes: number } | null = null;
  let toldAtMs = 0;
  /** Results whose old copy could not be removed. A try reads both files to their end, so there is one for each start and each move. */
  const oldCopiesLeft = new Set<number>();

  const awayCopies = createUnreachableCopies({ folders, clock, log, back: () => run() });

  const pathOf = (folderId: number): string => tables.results.folderPath(folderId) ?? '';

  /** A plan moves files only while new videos go to its folder as well: else each new video would be taken out of the folder it belongs in. */
  const isInForce = (plan: MovePlan): boolean => plan.state !== 'cancelled' && pathOf(plan.toFolderId) === folder.path();

  function outside(toFolderId: number): { files: number; bytes: number } {
    const sum = { files: 0, bytes: 0 };
    for (const { id } of tables.results.folders()) {
      if (id === toFolderId) continue;
      const inside = tables.results.totalInFolder(id);
      sum.files += inside.videoCount;
      sum.bytes += inside.videoBytes;
    }
    return sum;
  }

  function tell(): void {
    if (clock.now() - toldAtMs < tellEveryMs) return;
    toldAtMs = clock.now();
    changed();
  }

  /** The next stored file outside of the folder, after the ones that were tried in this run. */
  function nextAfter(toFolderId: number, cursor: Map<number, number>): number | null {
    for (const { id: folderId } of tables.results.folders()) {
      if (folderId === toFolderId) continue;
      for (;;) {
        const [id] = tables.results.inFolder(folderId, cursor.get(folderId) ?? 0, 1);
        if (id === undefined) break;
        cursor.set(folderId, id);
        if (tables.fileMoves.get(id)?.phase !== 'failed') return id;
      }
    }
    return null;
  }

  function keepFailure(resultId: number, toFolderId: number, error: AppError): void {
    tables.fileMoves.set({ resultId, phase: 'failed', folderId: toFolderId, path: null, error: JSON.stringify(error) });
  }

  /** False when the whole move has to wait. */
  async function moveOne(id: number, toFolderId: number, signal: AbortSignal): Promise<boolean> {
    const row = tables.results.get(id);
    if (row === undefined || row.state !== 'stored' || row.folderId === null || row.path === null || row.sha256 === null) {
      tables.fileMoves.remove(id);
      return true;
    }
    const [from, toFolder] = [{ folder: pathOf(row.folderId), path: row.path }, pathOf(toFolderId)];
    // An empty mount point would take the copy, and then the only other one would be removed.
    const away = (await folders.unavailableErrorOf(toFolder)) ?? (await folders.unavailableErrorOf(from.folder));
    if (away !== null) return refused(id, toFolderId, away, signal);
    const before = tables.fileMoves.get(id);
    copiedBytes = 0;
    const placed = await library.copyOrLink(
      {
        owner: identity(),
        resultId: id,
        from,
        toFolder,
        bytes: row.bytes ?? 0,
        sha256: row.sha256,
        plannedPath: before?.phase === 'copying' && before.folderId === toFolderId ? before.path : null,
        onPathPlanned: (path) => tables.fileMoves.set({ resultId: id, phase: 'copying', folderId: toFolderId, path, error: null }),
        onProgress(bytes) {
          copiedBytes = bytes;
          tell();
        },
      },
      signal,
    );
    if (!placed.ok) return refused(id, toFolderId, placed.error, signal);
    const { path, modifiedAtMs } = placed.value;
    const old: FileMoveRow = { resultId: id, phase: 'copied', folderId: row.folderId, path: row.path, error: null };
    const moved = tables.transaction(() => {
      const now = tables.results.get(id);
      // It was fetched again, or pointed to elsewhere, in the meantime: then the new place is the one too many.
      if (now?.folderId !== row.folderId || now.path !== row.path) return false;
      if (!tasks.transitionResult(id, { type: 'file-moved', folderId: toFolderId, path, modifiedAtMs }).ok) return false;
      tables.fileMoves.set(old);
      return true;
    });
    if (moved) {
      if (left !== null) left = { files: left.files - 1, bytes: left.bytes - (row.bytes ?? 0) };
      copiedBytes = 0;
      await removeOld(old, 'just-placed');
    } else {
      await library.removeSource({ folder: toFolder, path }, from, { bytes: row.bytes ?? 0, sha256: row.sha256 });
      tables.fileMoves.remove(id);
    }
    tell();
    return true;
  }

  function refused(id: number, toFolderId: number, error: AppError, signal: AbortSignal): boolean {
    if (signal.aborted) return false;
    if (isFolderError(error) && error.folder === pathOf(toFolderId)) {
      trouble = error;
      if (error.folder === folder.path()) folder.reportError(error);
      return false;
    }
    tables.transaction(() => {
      if (error.kind === 'file-missing') {
        tables.fileMoves.remove(id);
        tasks.transitionResult(id, { type: 'file-disappeared' });
        return;
      }
      if (error.kind === 'file-changed') tasks.transitionResult(id, { type: 'file-changed' });
      keepFailure(id, toFolderId, error);
    });
    return true;
  }

  /**
   * The old place of a file that has its new one. What cannot be removed now (it is open elsewhere) is tried again after the next start; what lies on a
   * drive that is away, when the drive is back.
   */
  async function removeOld(row: FileMoveRow, newPlace: 'just-placed' | 'from-an-earlier-run'): Promise<void> {
    const now = tables.results.get(row.resultId);
    if (now === undefined || now.folderId === null || now.path === null || row.path === null) {
      tables.fileMoves.remove(row.resultId);
      return;
    }
    const oldFolder = pathOf(row.folderId);
    if (await awayCopies.isAway(oldFolder)) return;
    const removed = await library.removeSource(
      { folder: oldFolder, path: row.path },
      { folder: pathOf(now.folderId), path: now.path },
      { bytes: now.bytes ?? 0, sha256: newPlace === 'just-placed' ? null : now.sha256 },
    );
    if (removed.ok) {
      // The drive may have been pulled in the middle: then nothing was found because nothing is there.
      if (!(await awayCopies.isAway(oldFolder))) tables.fileMoves.remove(row.resultId);
    } else {
      oldCopiesLeft.add(row.resultId);
      log.warn('an old copy stays for now', { result: row.resultId, why: removed.error.kind });
    }
  }

  async function work(plan: MovePlan, signal: AbortSignal): Promise<void> {
    // What the last run left in the middle comes first.
    for (const row of tables.fileMoves.open()) {
      if (signal.aborted) return;
      if (row.phase === 'copied') {
        if (!oldCopiesLeft.has(row.resultId)) await removeOld(row, 'from-an-earlier-run');
      } else if (!isInForce(plan)) tables.fileMoves.remove(row.resultId);
      else if (!(await moveOne(row.resultId, row.folderId, signal))) return;
    }
    // After the end only the rows above are moved: the person may have taken in videos from a folder that is to stay as it is.
    if (!isInForce(plan) || plan.state === 'done') return;
    const cursor = new Map<number, number>();
    while (!signal.aborted && settings.move()?.toFolderId === plan.toFolderId) {
      const id = nextAfter(plan.toFolderId, cursor);
      if (signal.aborted) return;
      if (id === null) {
        settings.saveMove({ ...plan, state: 'done' });
        return;
      }
      if (!(await moveOne(id, plan.toFolderId, signal))) return;
    }
  }

  function run(): void {
    const plan = settings.move();
    if (stopped || running !== null || plan === null || isRebuilding()) return;
    const stop = new AbortController();
    runsAgain = false;
    awayCopies.beginRun();
    trouble = null;
    left = outside(plan.toFolderId);
    const done = Promise.resolve()
      .then(() => work(plan, stop.signal))
      .catch((error: unknown) => {
        // A bug, or a database that cannot be written: it is taken up at the next start.
        trouble = { kind: 'internal', incident: log.incident(error, 'moving the library') };
      })
      .then(() => {
        running = null;
        // A new plan, or one more file, was asked for meanwhile.
        if (runsAgain) run();
        if (!stopped) changed();
      });
    running = { stop, done };
  }

  /** Looking for a well folder may have started a run for the plan before: it ends by itself, and this one follows. */
  function runNewPlan(): void {
    runsAgain = running !== null;
    run();
  }

  /**
   * Why this is no time to rebuild the library or to move it elsewhere; null where it is. `move`: files are on their way or will be. `change`: it is
   * over in a moment, and cannot be stopped: the folder is being changed, or a download that ended in an old folder follows the library.
   */
  function busyBy(): 'move' | 'change' | null {
    const plan = settings.move();
    if (plan !== null && plan.state === 'moving' && isInForce(plan)) return 'move';
    return changing || running !== null ? 'change' : null;
  }

  /** Two changes of the folder at once would make two places for new videos. */
  async function oneChange(change: () => Promise<Result<null, AppError>>): Promise<Result<null, AppError>> {
    if (changing) return fail({ kind: 'library-busy', by: 'change' });
    changing = true;
    try {
      return await change();
    } finally {
      changing = false;
    }
  }

  async function startMove(target: string): Promise<Result<null, AppError>> {
    const taken = await folder.selectFolder(target);
    if (!taken.ok) return taken;
    const toFolderId = tables.results.folderId(target);
    const { files, bytes } = outside(toFolderId);
    oldCopiesLeft.clear();
    tables.transaction(() => {
      tables.fileMoves.deleteFailed();
      settings.saveMove({ toFolderId, state: 'moving', files, bytes, isDismissed: false });
    });
    runNewPlan();
    changed();
    return ok(null);
  }

  async function cancel(): Promise<void> {
    const plan = settings.move();
    if (plan !== null && plan.state === 'moving') await end(plan);
  }

  /** Ends a plan in any state; old copies that could not be removed yet are still removed. */
  async function end(plan: MovePlan): Promise<void> {
    settings.saveMove({ ...plan, state: 'cancelled' });
    runsAgain = false;
    running?.stop.abort();
    await running?.done;
    for (const row of tables.fileMoves.open()) if (row.phase === 'copying') tables.fileMoves.remove(row.resultId);
    changed();
  }

  return {
    /** After a start or a rebuild: takes up what was in the middle. */
    start(): void {
      const plan = settings.move();
      if (plan !== null && ((isInForce(plan) && plan.state === 'moving') || tables.fileMoves.open().length > 0)) run();
    },
    /** The folder may be well again. */
    wake(): void {
      const plan = settings.move();
      if (plan === null || !isInForce(plan)) return;
      if (plan.state === 'moving' || tables.fileMoves.open().length > 0) run();
    },
    /**
     * A video is being stored: one whose first bytes lay in an old folder follows the library, also after the move. Called in the transaction that
     * stores it, so that a kill cannot leave it behind; the run begins after the commit.
     */
    enqueue(resultId: number): void {
      const plan = settings.move();
      const row = tables.results.get(resultId);
      if (plan === null || !isInForce(plan) || row === undefined || row.folderId === plan.toFolderId) return;
      tables.fileMoves.set({ resultId, phase: 'copying', folderId: plan.toFolderId, path: null, error: null });
      runNewPlan();
    },
    /** New videos go to `target` from now on, and all stored ones follow. `library-busy` while the folder is being changed, moved or rebuilt from. */
    async to(target: string): Promise<Result<null, AppError>> {
      const by = busyBy();
      if (by !== null && running !== null) return fail({ kind: 'library-busy', by });
      if (isRebuilding()) return rebuildRuns;
      return await oneChange(() => startMove(target));
    },
    /** New videos go to `target` from now on; stored ones stay where they are, and a move ends. `library-busy` while the folder is being changed. */
    moveTo: (target: string): Promise<Result<null, AppError>> =>
      oneChange(async () => {
        const taken = await folder.selectFolder(target);
        const plan = settings.move();
        // Its report is put away: "again" would move everything out of the folder that was just chosen.
        if (taken.ok && plan !== null) await end({ ...plan, isDismissed: true });
        return taken;
      }),
    /** Stops after the file at hand; what has been moved stays moved. */
    cancel,
    /** Tries what could not be moved once more. `library-busy` during a rebuild. */
    retryFailed(): Result<null, AppError> {
      const plan = settings.move();
      if (plan === null || pathOf(plan.toFolderId) !== folder.path()) return ok(null);
      if (isRebuilding()) return rebuildRuns;
      tables.transaction(() => {
        tables.fileMoves.deleteFailed();
        settings.saveMove({ ...plan, state: 'moving', isDismissed: false });
      });
      runNewPlan();
      changed();
      return ok(null);
    },
    busyBy,
    isUnderWay: (): boolean => settings.move()?.state === 'moving',
    /** The person has read how it ended. A download that ends in an old folder still follows. */
    dismiss(): void {
      const plan = settings.move();
      if (plan !== null && plan.state !== 'moving') settings.saveMove({ ...plan, isDismissed: true });
      changed();
    },
    failures: (): { resultId: number; fileName: string; error: AppError }[] =>
      tables.fileMoves.failed(mostListed).map((row) => ({
        resultId: row.resultId,
        fileName: tables.results.get(row.resultId)?.path ?? '',
        error: JSON.parse(row.error ?? '{"kind":"file-missing"}') as AppError,
      })),
    status(): StudioStatus['library']['move'] {
      const plan = settings.move();
      if (plan === null || plan.isDismissed) return null;
      left ??= outside(plan.toFolderId);
      return {
        folder: pathOf(plan.toFolderId),
        state: plan.state === 'moving' && trouble !== null ? 'paused' : plan.state,
        files: plan.files,
        filesLeft: Math.max(0, left.files),
        bytes: plan.bytes,
        bytesLeft: Math.max(0, left.bytes - copiedBytes),
        failed: tables.fileMoves.failures(),
        error: trouble,
      };
    },
    async stop(): Promise<void> {
      stopped = true;
      awayCopies.stop();
      running?.stop.abort();
      await running?.done;
    },
  };
}
