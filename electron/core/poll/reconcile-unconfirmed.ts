// Looks whether a task whose submission ended without proof is at the service after all. The list of tasks is undocumented: it helps where
// it answers and is never relied on. A wrong match would show somebody else's video as this task's, so a match must be beyond doubt.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import type { AppError } from '../../../shared/errors.ts';
import { findModel } from '../../../shared/models/index.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SentRow, TaskRow } from '../../db/tables/task-table.ts';
import type { CallContext } from '../accounts/call-context.ts';
import type { Account, ListedTask } from '../ports.ts';
import { backoffDelay, failedPollDelay } from '../scheduling/backoff.ts';
import { chunkSize } from '../scheduling/chunk-size.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { type ServiceDeps, takeIdle } from '../service/service-deps.ts';

/**
 * How exactly the difference between the service's clock and ours is known; a submission takes at most half a minute to be answered or given up.
 * All moments compared here are by the clock of the service: ours may have been set since.
 */
const earlierMs = 60_000;
const laterMs = 120_000;
/** Tasks of one moment may be listed in any order. */
const disorderMs = 5_000;
const pageSize = 20;
/** Pages; each costs a request. */
const maxPages = 10;
/** Tasks of one profile that share a reading: those that are due, and those that will be within moments. */
const maxTasksPerReading = 500;
const momentsMs = 5_000;

type Sent = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs'>;

/** The moments of a task's sends by the service's clock: as it was known then, else as it is known now. */
function toServiceTime({ id, model, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs }: SentRow, aheadMs: number): Sent {
  const shifted = (atMs: number | null): number | null => (atMs === null ? null : atMs + aheadMs);
  return {
    id,
    model,
    firstSentAtMs: firstSentServiceMs ?? shifted(firstSentAtMs),
    lastSentAtMs: lastSentServiceMs ?? shifted(lastSentAtMs),
  };
}

/** Some models have a newer name; the service takes the old one and may list either. */
const nameOf = (model: string): string => findModel(model)?.renamedTo ?? model;
const isSameModel = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** Nothing that was made before this moment, by the service's clock, can be the task. */
const windowStart = ({ firstSentAtMs }: Sent): number => (firstSentAtMs ?? 0) - earlierMs;

const inWindow = (row: Sent, createdAtMs: number): boolean =>
  row.firstSentAtMs !== null && row.lastSentAtMs !== null && createdAtMs >= windowStart(row) && createdAtMs <= row.lastSentAtMs + laterMs;

/**
 * The one listed task that can only be this one: same model, created within the window, not known already; and no other task of ours in
 * doubt could be meant by it. Null where there is none or more than one. `listed` must reach back to the start of the window.
 */
export function findUnambiguousMatch(
  row: Sent,
  listed: readonly ListedTask[],
  othersInDoubt: readonly Sent[],
  isKnown: (taskId: string) => boolean,
): ListedTask | null {
  const candidates = listed.filter(
    ({ model, createdAtMs, taskId }, index) =>
      model !== null &&
      isSameModel(model, row.model) &&
      createdAtMs !== null &&
      inWindow(row, createdAtMs) &&
      !isKnown(taskId) &&
      // Pages that moved on while they were read, or a service that knows no pages, name a task more than once.
      listed.findIndex((other) => other.taskId === taskId) === index,
  );
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return null;
  const isAmbiguous = othersInDoubt.some(
    (other) => other.id !== row.id && isSameModel(other.model, row.model) && only.createdAtMs !== null && inWindow(other, only.createdAtMs),
  );
  return isAmbiguous ? null : only;
}

/** Tasks whose ids differ by no more may have been sent at about the same time: ids are given in the order of making. */
const nearIds = 500;

/** Ranges of ids that hold every id near one of `ids`; no two overlap. */
function nearRanges(ids: readonly number[]): readonly { readonly fromId: number; readonly toId: number }[] {
  const ranges: { fromId: number; toId: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && id - nearIds <= last.toId) last.toId = id + nearIds;
    else ranges.push({ fromId: id - nearIds, toId: id + nearIds });
  }
  return ranges;
}

export interface ReconcilerDeps extends ServiceDeps {
  /** The person wants it sent again, and it has not left yet. */
  isResendPending(id: number): boolean;
  /** Something was found: its first look is due. */
  onFound(): void;
  /** A list was read: a task in doubt may not take a place of the queue any more. */
  onConcluded(): void;
}

/**
 * Nothing comes after it. A service that knows no pages says the same each time: then it is all there is only where it is less than a page, for
 * what a full one leaves out nobody has seen.
 */
function isEnd(page: readonly ListedTask[], isNew: boolean, listed: readonly ListedTask[]): boolean {
  return page.length === 0 || (!isNew && new Set(listed.map(({ taskId }) => taskId)).size < pageSize);
}

/** Errors that may be another tomorrow; after the others the list will not be read by asking again. */
function isTransient({ kind }: AppError): boolean {
  return (
    kind === 'no-response' ||
    kind === 'rate-limited' ||
    kind === 'server-error' ||
    kind === 'service-unavailable' ||
    kind === 'upstream-error'
  );
}

/** Newest first, as far as anybody has seen; only then does an old task say that what follows is older still. */
function isNewestFirst(listed: readonly ListedTask[]): boolean {
  const moments = listed.flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return moments.every((atMs, index) => atMs <= (moments[index - 1] ?? atMs) + disorderMs);
}

/** A list that goes on failing is asked no more seldom than this. */
const longestBackOffMs = 10 * 60_000;

/** What was read of a profile's list. */
interface ListReading {
  readonly listed: readonly ListedTask[];
  /** The pages go back further than this moment by the service's clock, or there are no more. */
  reachesBackTo(atMs: number): boolean;
}

export function createReconciler(parts: ReconcilerDeps): JobSource {
  const { tables, tasks, accounts, api, pace, onServiceError, trace, clock, random, isResendPending, onFound, onConcluded } = parts;
  /** Profiles whose list is being read: one reading answers for all their tasks that are due. */
  const reading = new Set<number>();
  /** Readings in a row that failed, by profile. */
  const failures = new Map<number, number>();

  const dueOf = (profileId: number): readonly TaskRow[] =>
    tables.tasks
      .reconcileDue({ profileId, nowMs: clock.now() + momentsMs, limit: maxTasksPerReading })
      .flatMap((id) => tasks.row(id) ?? []);

  const queue = createProfileQueue(
    accounts,
    { grant: pace.acquire, waitMs: pace.waitMs },
    {
      isReady: accounts.canPoll,
      // One of them stands for all: whoever is due when it begins shares the reading.
      due: ({ id: profileId }, nowMs, room, busy) =>
        reading.has(profileId) ? [] : takeIdle(Math.min(1, room), busy, (limit) => tables.tasks.reconcileDue({ profileId, nowMs, limit })),
      nextDueMs: tables.tasks.nextReconcile,
      pausedForMs: accounts.pausedForMs,
    },
  );

  /**
   * Every task that a listed one could be meant by, read once for a whole search. Of all profiles, since two may be one account; and also what was
   * discarded in doubt, since the service may have it. One of them that is found meanwhile excludes no more than it did before.
   */
  function doubtful(rows: readonly TaskRow[], aheadMs: number): readonly Sent[] {
    const inDoubt = tables.tasks.live().filter((other) => other.state === 'unconfirmed' || other.state === 'submitting');
    const discarded = nearRanges(rows.map(({ id }) => id)).flatMap(({ fromId, toId }) => tables.tasks.discardedUnconfirmed(fromId, toId));
    return [...inDoubt, ...discarded].map((other) => toServiceTime(other, aheadMs));
  }

  /**
   * Once a repeat has left, only its own answer may say what became of it: the list may show the one as well as the other. And what a list
   * from before the repeat does not show says nothing: it is read anew.
   */
  function isOutOfDate(row: TaskRow): boolean {
    const now = tasks.row(row.id);
    if (now?.state !== 'unconfirmed') return !isResendPending(row.id);
    if (now.lastSentAtMs === row.lastSentAtMs) return false;
    if (now.reconcileAtMs === null || now.reconcileAtMs <= clock.now()) tasks.scheduleReconcile(row.id, clock.now());
    return true;
  }

  /** Reads pages until the list is older than all of `rows`, or ends. null where it all ends meanwhile. */
  async function read(
    profileId: number,
    rows: readonly TaskRow[],
    account: Account,
    signal: AbortSignal,
  ): Promise<Result<ListReading, AppError> | null> {
    const listed: ListedTask[] = [];
    let isWhole = false;
    const reachesBackTo = (atMs: number): boolean => {
      const oldestMs = listed.at(-1)?.createdAtMs ?? null;
      return isWhole || (oldestMs !== null && oldestMs < atMs && isNewestFirst(listed));
    };
    for (let page = 1; page <= maxPages; page += 1) {
      // The first page took its permit when the search was due.
      if (page > 1 && !(await pace.waitForPermit(profileId, signal))) return null;
      const beganAtMs = clock.now();
      const answer = await api.listTasks(account, page, signal);
      if (signal.aborted) return null;
      const ids = rows.map(({ id }) => id);
      trace.recordForAll(ids, 'list', beganAtMs, answer, { detail: { page } });
      if (!answer.ok) return answer;
      const isNew = answer.value.some(({ taskId }) => listed.every((known) => known.taskId !== taskId));
      listed.push(...answer.value);
      isWhole = isEnd(answer.value, isNew, listed);
      const aheadMs = api.clockSkewMs(account) ?? 0;
      if (!isNew || rows.every((row) => isOutOfDate(row) || reachesBackTo(windowStart(toServiceTime(row, aheadMs))))) break;
    }
    return ok({ listed, reachesBackTo });
  }

  /** The list could not be read. Not now, or not at all: only the first is worth another try by itself. */
  function notRead(row: TaskRow, error: AppError, waitMs: number): void {
    const isNotNow = isTransient(error);
    tasks.transition(row.id, {
      type: 'reconciled-without-match',
      reconciliation: isNotNow ? 'pending' : 'unavailable',
      reconcileAtMs: isNotNow ? clock.now() + waitMs : null,
    });
  }

  /** When the key that the task was sent with was replaced, where the list was read with a later one; else null. */
  function otherKeySinceMs(row: TaskRow, asked: CallContext): number | null {
    return row.keyRevision === asked.keyRevision ? null : accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
  }

  /** What the list says about one task. */
  function conclude(
    row: TaskRow,
    { listed, reachesBackTo }: ListReading,
    asked: CallContext,
    aheadMs: number,
    others: readonly Sent[],
  ): void {
    const changedAtMs = otherKeySinceMs(row, asked);
    if (changedAtMs !== null) {
      // Another key may be another account, whose list can neither show this task nor prove that it is not there.
      const error: AppError = { kind: 'key-replaced', changedAtMs };
      tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'unavailable', error, reconcileAtMs: null });
      return;
    }
    const sent = toServiceTime(row, aheadMs);
    // First of all: what fits on the pages that were read may not be the only one that fits.
    if (!reachesBackTo(windowStart(sent))) {
      tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'inconclusive', reconcileAtMs: null });
      return;
    }
    const meant = findUnambiguousMatch(sent, listed, others, tables.tasks.isKnownAtService);
    if (meant !== null) {
      tasks.transition(row.id, {
        type: 'accepted',
        serviceTaskId: meant.taskId,
        found: true,
        keyRevision: asked.keyRevision,
        state: 'pending',
        progress: null,
        expectedEndAtMs: null,
        creditsReserved: null,
        nextPollAtMs: clock.now(),
      });
      onFound();
      return;
    }
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'not-found', reconcileAtMs: null });
  }

  function failed(profileId: number, rows: readonly TaskRow[], asked: CallContext, error: AppError): void {
    const effect = onServiceError(asked, error, 'list');
    if (effect.kind === 'stale-key') return; // they stay due, and the list is read with the key that counts now
    const attempt = (failures.get(profileId) ?? 0) + 1;
    failures.set(profileId, attempt);
    const timings = accounts.timings(profileId);
    const backedOffMs = backoffDelay(attempt - 1, timings.serverErrorMs * 1.25, longestBackOffMs, random.next());
    const waitMs =
      effect.kind === 'paused' ? effect.waitMs : Math.max(failedPollDelay(timings, error, attempt, random.next()), backedOffMs);
    tasks.transaction(() => {
      for (const row of rows) if (!isOutOfDate(row)) notRead(row, error, waitMs);
    });
  }

  async function search(profileId: number, rows: readonly TaskRow[], account: Account, signal: AbortSignal): Promise<void> {
    const asked = accounts.callContext(profileId);
    const list = await read(profileId, rows, account, signal);
    if (list === null) return;
    if (!list.ok) {
      failed(profileId, rows, asked, list.error);
      return;
    }
    failures.delete(profileId);
    const aheadMs = api.clockSkewMs(account) ?? 0;
    const others = doubtful(rows, aheadMs);
    for (let at = 0; at < rows.length && !signal.aborted; at += chunkSize) {
      tasks.transaction(() => {
        for (const row of rows.slice(at, at + chunkSize)) if (!isOutOfDate(row)) conclude(row, list.value, asked, aheadMs, others);
      });
      await othersHadTheirTurn();
    }
    onConcluded();
  }

  return {
    due(nowMs, room, busy) {
      const leaders = queue.due(nowMs, room, busy);
      for (const id of leaders) reading.add(tasks.row(id)?.profileId ?? 0);
      return leaders;
    },
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      const profileId = tasks.row(id)?.profileId ?? 0;
      try {
        const rows = dueOf(profileId).filter(({ state }) => state === 'unconfirmed');
        if (rows.length === 0) return;
        const account = accounts.account(profileId);
        if (account.ok) await search(profileId, rows, account.value, signal);
        else
          for (const row of rows)
            tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'unavailable', reconcileAtMs: null });
      } finally {
        reading.delete(profileId);
      }
    },
  };
}
