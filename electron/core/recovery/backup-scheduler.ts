// The daily copy of the database, and going back to one. A copy is due on each day on which something changed; a failed one is no reason to stop
// anything and is tried again in an hour. Nothing here has a timer: the loop that looks at tasks asks once a minute.
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import type { BackupEntry } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type BackupFile, type BackupReason, backupFolder, listBackups, prunable } from '../../db/backup/backup-files.ts';
import type { PrepareStep } from '../../db/backup/backup-messages.ts';
import { inspectBackups, prepareInThread } from '../../db/backup/backup-thread.ts';
import { type BackupContent, InsufficientSpaceError, writeBackup } from '../../db/backup/write-backup.ts';
import type { Database } from '../../db/database.ts';
import { latestFormat } from '../../db/migrations/index.ts';
import type { Clock, Log, PartialFileOwner } from '../ports.ts';
import { allIdentities } from './database-identity.ts';

/** The window and what is due for the service come first. */
const afterStartMs = 20_000;
const againMs = 3_600_000;
/** What is written at the very end of a copy may be missing in it; then the next day has one more. */
const overlapMs = 5_000;

/** No copy is due later than this. */
const longestWaitMs = 26 * 3_600_000;

const dayOf = (atMs: number): string => new Date(atMs).toDateString();
const nextMidnight = (atMs: number): number => {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
};

export type BackupScheduler = ReturnType<typeof createBackupScheduler>;

export function createBackupScheduler(parts: {
  database: Database;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Who this database is. */
  identity(): PartialFileOwner;
  changed(): void;
  /** Closes everything, puts the prepared copy in the database's place and opens again. */
  takePrepared(): void;
}) {
  const { database, clock, log, signal, identity, changed, takePrepared } = parts;
  const folder = backupFolder(database.path);
  const isOnDisk = database.path !== ':memory:';
  /** Contents of copies that were looked into; a copy never changes. */
  const contents = new Map<string, BackupContent | null>();
  let dueAtMs = clock.now() + afterStartMs;
  let making: Promise<Result<null, AppError>> | null = null;
  let restoring: PrepareStep | null = null;
  let preparing: Promise<unknown> = Promise.resolve();
  let problem: AppError | null = null;

  async function write(reason: BackupReason): Promise<Result<null, AppError>> {
    try {
      if (!isOnDisk) throw new Error('the database is in memory only');
      const beganAtMs = performance.now();
      await writeBackup({ database, folder, reason, nowMs: clock.now(), signal });
      for (const { name } of prunable(listBackups(folder))) await rm(join(folder, name), { force: true });
      log.info('backup-made', { reason, bytes: database.bytes(), tookMs: Math.round(performance.now() - beganAtMs) });
      problem = null;
      return ok(null);
    } catch (error) {
      const room = error instanceof InsufficientSpaceError ? { neededBytes: error.neededBytes, freeBytes: error.freeBytes } : null;
      const detail = error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
      if (!signal.aborted) log.warn('backup-failed', { detail });
      problem = { kind: 'backup-failed', neededBytes: room?.neededBytes ?? null, freeBytes: room?.freeBytes ?? null, detail };
      return fail(problem);
    }
  }

  async function createNow(reason: BackupReason): Promise<Result<null, AppError>> {
    // Older copies go when there is a new one, and one of them is being read.
    if (restoring !== null) return fail({ kind: 'not-allowed-in-state', action: 'backup', state: 'restoring' });
    making ??= write(reason).finally(() => {
      making = null;
    });
    return making;
  }

  function check(nowMs: number): void {
    // One of days to come was made while the clock was wrong, and says nothing about today.
    const ofToday = listBackups(folder).filter(({ madeAtMs }) => madeAtMs <= nowMs + longestWaitMs);
    const newest = ofToday.find(({ reason }) => reason === 'daily' || reason === 'by-hand');
    if (newest !== undefined && dayOf(newest.madeAtMs) === dayOf(nowMs)) {
      dueAtMs = nextMidnight(nowMs);
      return;
    }
    dueAtMs = nowMs + againMs;
    if (newest === undefined || database.changedAtMs() > newest.writtenAtMs - overlapMs) void createNow('daily');
  }

  /** Looks into those that nobody has looked into yet. */
  async function readContents(files: readonly BackupFile[]): Promise<void> {
    const there = new Set(files.map(({ name }) => name));
    for (const name of contents.keys()) if (!there.has(name)) contents.delete(name);
    const unread = files.filter(({ name }) => !contents.has(name));
    if (unread.length === 0) return;
    const found = await inspectBackups(
      unread.map(({ name }) => join(folder, name)),
      signal,
    );
    for (const [at, { name }] of unread.entries()) {
      const one = found[at];
      if (one === undefined) continue;
      if ('damage' in one) log.warn('backup-unreadable', { name, detail: one.damage });
      contents.set(name, 'content' in one ? one.content : null);
    }
  }

  /** Makes the copy ready in a thread of its own, and says how far it is. */
  async function prepare(name: string): Promise<Result<null, AppError>> {
    const told = (at: PrepareStep): void => {
      restoring = at;
      changed();
    };
    told({ step: 'copying', share: 0 });
    try {
      if (!isOnDisk || (await stat(join(folder, name)).catch(() => null)) === null) {
        return fail({ kind: 'backup-unusable', reason: 'gone' });
      }
      await making;
      const job = { databasePath: database.path, name, nowMs: clock.now(), latestFormat, replacedIds: allIdentities(identity()) };
      const outcome = await prepareInThread(job, told, signal);
      if (outcome.kind === 'ready') return ok(null);
      if ('detail' in outcome) log.warn('backup-unusable', { name, detail: outcome.detail });
      return fail({ kind: 'backup-unusable', reason: outcome.kind });
    } catch (error) {
      // The studio ends: the next start forgets what was begun.
      if (signal.aborted) return fail({ kind: 'not-allowed-in-state', action: 'restore', state: 'stopping' });
      throw error;
    } finally {
      restoring = null;
      changed();
    }
  }

  return {
    /** Asked at least once a minute. */
    tick(nowMs: number): void {
      if (dueAtMs > nowMs + longestWaitMs) dueAtMs = nowMs; // the clock was put back
      if (!isOnDisk || nowMs < dueAtMs || making !== null || restoring !== null || signal.aborted) return;
      dueAtMs = nowMs + againMs;
      try {
        check(nowMs);
      } catch (error) {
        log.incident(error, 'backups');
      }
    },
    createNow,
    async list(): Promise<{ backups: BackupEntry[]; problem: AppError | null }> {
      const backups: BackupEntry[] = [];
      const files = isOnDisk ? listBackups(folder) : [];
      await readContents(files);
      for (const { name, madeAtMs, reason, bytes } of files) {
        const content = contents.get(name) ?? null;
        const standing = content === null ? 'damaged' : content.format > latestFormat ? 'newer' : 'fits';
        backups.push({ name, madeAtMs, reason, bytes, status: standing, tasks: content?.tasks ?? null, videos: content?.videos ?? null });
      }
      return { backups, problem };
    },
    /** The newest copy by its name alone; null where there is none. */
    newest(): { readonly name: string; readonly madeAtMs: number } | null {
      const found = isOnDisk ? listBackups(folder).find(({ reason }) => reason !== 'replaced') : undefined;
      return found === undefined ? null : { name: found.name, madeAtMs: found.madeAtMs };
    },
    /** How far the copy is that is being made ready; null while none is. */
    restoring: (): PrepareStep | null => restoring,
    /** Checks the copy wholly and makes it ready; the studio then goes over to it by itself. */
    async restore(name: string): Promise<Result<null, AppError>> {
      if (restoring !== null) return fail({ kind: 'not-allowed-in-state', action: 'restore', state: 'restoring' });
      const prepared = prepare(name);
      preparing = prepared.catch(() => null);
      const outcome = await prepared;
      if (!outcome.ok) return outcome;
      log.info('restore-started', { name });
      takePrepared();
      return ok(null);
    },
    /** Waits for a copy that is being made, or made ready: its signal has ended it. */
    async stop(): Promise<void> {
      await Promise.all([making, preparing]);
    },
  };
}
