// Looks whether a task whose submission ended without proof is at the service after all. The list of tasks is undocumented: it helps where
// it answers and is never relied on. A wrong match would show somebody else's video as this task's, so a match must be beyond doubt.
import { findModel } from '../../shared/models/index.ts';
import type { SentRow, TaskRow } from '../db/task-table.ts';
import { type AskingParts, firstFree } from './asking.ts';
import { afterFailedLook } from './delays.ts';
import type { JobSource } from './job-loop.ts';
import type { Account, ListedTask } from './ports.ts';
import { createProfileQueue } from './profile-queue.ts';
import { rest } from './rest.ts';

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
const mostPages = 10;

type Sent = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs'>;

/** The moments of a task's sends by the service's clock: as it was known then, else as it is known now. */
function byServiceClock({ id, model, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs }: SentRow, aheadMs: number): Sent {
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

const inWindow = (row: Sent, createdAtMs: number): boolean =>
  row.firstSentAtMs !== null &&
  row.lastSentAtMs !== null &&
  createdAtMs >= row.firstSentAtMs - earlierMs &&
  createdAtMs <= row.lastSentAtMs + laterMs;

/**
 * The one listed task that can only be this one: same model, created within the window, not known already; and no other task of ours in
 * doubt could be meant by it. Null where there is none or more than one.
 */
export function surelyMeant(
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

export interface LookingForParts extends AskingParts {
  /** The person wants it sent again, and it has not left yet. */
  isYetToRepeat(id: number): boolean;
  /** Something was found: its first look is due. */
  found(): void;
}

/**
 * Nothing comes after it. A service that knows no pages says the same each time: then it is all there is only where it is less than a page, for
 * what a full one leaves out nobody has seen.
 */
function isEnd(page: readonly ListedTask[], isNew: boolean, listed: readonly ListedTask[]): boolean {
  return page.length === 0 || (!isNew && new Set(listed.map(({ taskId }) => taskId)).size < pageSize);
}

/** Newest first, as far as anybody has seen; only then does an old task say that what follows is older still. */
function isNewestFirst(listed: readonly ListedTask[]): boolean {
  const moments = listed.flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return moments.every((atMs, index) => atMs <= (moments[index - 1] ?? atMs) + disorderMs);
}

export function createLookingFor(parts: LookingForParts): JobSource {
  const { tables, tasks, accounts, api, pace, trace, clock, random, isYetToRepeat, found } = parts;

  const queue = createProfileQueue(accounts, pace, {
    mayAsk: accounts.mayLook,
    due: ({ id: profileId }, nowMs, room, busy) => firstFree(room, busy, (limit) => tables.tasks.searchDue({ profileId, nowMs, limit })),
    nextDueMs: tables.tasks.searchNext,
  });

  function seen(row: TaskRow, listed: readonly ListedTask[], aheadMs: number): ListedTask | null {
    // Of all profiles, since two may be one account; and also what was discarded in doubt, since the service may have it.
    const inDoubt = tables.tasks.live().filter((other) => other.state === 'unconfirmed' || other.state === 'submitting');
    const others = [...inDoubt, ...tables.tasks.discardedInDoubt(row.id)].map((other) => byServiceClock(other, aheadMs));
    return surelyMeant(byServiceClock(row, aheadMs), listed, others, tables.tasks.isKnownAtService);
  }

  /** Every page costs a request of the profile's pace. False when it all ends meanwhile. */
  async function mayRead(profileId: number, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && pace.take(profileId, 1) === 0) {
      const waitMs = Math.max(1, pace.nextInMs(profileId) ?? 0);
      await rest(clock, waitMs, signal);
    }
    return !signal.aborted;
  }

  /**
   * Once a repeat has left, only its own answer may say what became of it: the list may show the one as well as the other. And what a list
   * from before the repeat does not show says nothing: it is read anew.
   */
  function isOutOfDate(row: TaskRow): boolean {
    const now = tasks.row(row.id);
    if (now?.state !== 'unconfirmed') return !isYetToRepeat(row.id);
    if (now.lastSentAtMs === row.lastSentAtMs) return false;
    if (now.searchAtMs === null || now.searchAtMs <= clock.now()) tasks.searchAt(row.id, clock.now());
    return true;
  }

  /** Reads pages until the list is older than the window, and writes down what they say. */
  async function search(row: TaskRow, account: Account, signal: AbortSignal): Promise<void> {
    const keyRevision = accounts.keyRevision(row.profileId);
    const listed: ListedTask[] = [];
    let isFarEnough = false;
    for (let page = 1; page <= mostPages && !isFarEnough; page += 1) {
      // The first page was paid for when the search was due.
      if (page > 1 && !(await mayRead(row.profileId, signal))) return;
      const beganAtMs = clock.now();
      const answer = await api.list(account, page, signal);
      if (signal.aborted) return;
      trace.note(row.id, 'list', beganAtMs, answer, { detail: { page } });
      if (isOutOfDate(row)) return;
      if (!answer.ok) {
        const { error } = answer;
        // Not now, or not at all: only the first is worth another try by itself.
        const isNotNow =
          error.kind === 'no-answer' ||
          error.kind === 'rate-limited' ||
          error.kind === 'server-error' ||
          error.kind === 'service-unavailable' ||
          error.kind === 'upstream-error';
        const waitMs = afterFailedLook(accounts.timings(row.profileId), error, 1, random.next());
        tasks.happened(row.id, {
          fact: 'not-seen-at-service',
          looked: isNotNow ? 'not-yet' : 'cannot-look',
          searchAtMs: isNotNow ? clock.now() + Math.max(waitMs, accounts.timings(row.profileId).serverErrorMs) : null,
        });
        return;
      }
      const seen = answer.value;
      const isNew = seen.some(({ taskId }) => listed.every((known) => known.taskId !== taskId));
      listed.push(...seen);
      const oldest = seen.at(-1)?.createdAtMs ?? null;
      isFarEnough =
        isEnd(seen, isNew, listed) ||
        (oldest !== null &&
          oldest < (byServiceClock(row, api.clockAheadMs(account) ?? 0).firstSentAtMs ?? 0) - earlierMs &&
          isNewestFirst(listed));
      if (!isNew) break;
    }
    const meant = seen(row, listed, api.clockAheadMs(account) ?? 0);
    if (meant === null) {
      const changedAtMs = accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
      // The list of another account shows nothing of this one.
      const seenAs =
        changedAtMs === null
          ? { looked: isFarEnough ? ('not-seen' as const) : ('list-too-long' as const) }
          : { looked: 'cannot-look' as const, error: { kind: 'key-replaced' as const, changedAtMs } };
      tasks.happened(row.id, { fact: 'not-seen-at-service', ...seenAs, searchAtMs: null });
      return;
    }
    tasks.happened(row.id, {
      fact: 'accepted',
      serviceTaskId: meant.taskId,
      found: true,
      keyRevision,
      state: 'pending',
      progress: null,
      expectedEndAtMs: null,
      creditsReserved: null,
      nextLookAtMs: clock.now(),
    });
    found();
  }

  return {
    due: queue.due,
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      const row = tasks.row(id);
      if (row?.state !== 'unconfirmed') return;
      const account = accounts.account(row.profileId);
      if (!account.ok) {
        tasks.happened(id, { fact: 'not-seen-at-service', looked: 'cannot-look', searchAtMs: null });
        return;
      }
      await search(row, account.value, signal);
    },
  };
}
