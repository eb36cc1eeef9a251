// Applies the service's task list, or the failure to read it, to unconfirmed tasks.
import type { AppError } from '../../../shared/errors.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { findUnambiguousMatch, rangesAround, type SentTask, toServiceTime, windowStartMs } from './match-unconfirmed.ts';
import { coversSince, type TaskList } from './task-list.ts';

/** Dependencies of applying the list. */
export interface ApplyTaskListDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock'> {
  /** A task was found and its first poll is due: wakes the poller. */
  onFound(): void;
}

/** The circumstances of reading a list. */
export interface ListContext {
  /** The profile when the reading began. */
  readonly revision: ProfileRevision;
  /** The service's clock minus ours, in milliseconds. */
  readonly clockSkewMs: number;
  /** Our tasks that a listed task may belong to, see `possibleMatches`. */
  readonly candidates: readonly SentTask[] | null;
}

/**
 * Returns our tasks that a listed task may belong to, read once for a whole search. Includes tasks of all profiles, because two profiles may use
 * one account, and discarded unconfirmed tasks, because the service may have them. Returns null when one of them does not parse, because any listed
 * task may belong to it.
 */
export function possibleMatches(
  { tables }: Pick<ApplyTaskListDeps, 'tables'>,
  rows: readonly TaskRow[],
  clockSkewMs: number,
): readonly SentTask[] | null {
  const ranges = rangesAround(rows.map(({ id }) => id));
  const lists = [tables.tasks.possiblyAccepted(), ...ranges.map(({ fromId, toId }) => tables.tasks.discardedUnconfirmed(fromId, toId))];
  if (lists.some(({ isComplete }) => !isComplete)) return null;
  return lists.flatMap(({ sent }) => sent).map((other) => toServiceTime(other, clockSkewMs));
}

/** The time at which the key of the task's submission was replaced, if the list was read with a later one; else null. */
function keyReplacedAtMs({ accounts }: ApplyTaskListDeps, row: TaskRow, revision: ProfileRevision): number | null {
  return row.keyRevision === revision.keyRevision ? null : accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
}

function acceptMatch({ tasks, clock, onFound }: ApplyTaskListDeps, row: TaskRow, serviceTaskId: string, keyRevision: number): void {
  tasks.transition(row.id, {
    type: 'accepted',
    serviceTaskId,
    found: true,
    keyRevision,
    state: 'pending',
    progress: null,
    expectedEndAtMs: null,
    creditsReserved: null,
    nextPollAtMs: clock.now(),
  });
  onFound();
}

/** Writes what the list says about one task, inside the caller's transaction. Returns whether the task was found. */
export function applyTaskList(
  deps: ApplyTaskListDeps,
  row: TaskRow,
  list: TaskList,
  { revision, clockSkewMs, candidates }: ListContext,
): boolean {
  const { tables, tasks } = deps;
  const replacedAtMs = keyReplacedAtMs(deps, row, revision);
  if (replacedAtMs !== null) {
    // Another key may belong to another account, whose list can neither show this task nor prove its absence.
    const error: AppError = { kind: 'key-replaced', changedAtMs: replacedAtMs };
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'unavailable', error, reconcileAtMs: null });
    return false;
  }
  const sent = toServiceTime(row, clockSkewMs);
  // Checked first, because a single match on the pages read does not exclude a second one on an older page.
  if (!coversSince(list, windowStartMs(sent))) {
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'inconclusive', reconcileAtMs: null });
    return false;
  }
  const match = findUnambiguousMatch(sent, list.listed, candidates ?? [], tables.tasks.isKnownAtService);
  if (match !== null && candidates === null) {
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'inconclusive', reconcileAtMs: null });
    return false;
  }
  if (match === null) tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'not-found', reconcileAtMs: null });
  else acceptMatch(deps, row, match.taskId, revision.keyRevision);
  return match !== null;
}

/** Errors that may have passed by the next attempt; after any other, repeating the request does not help. */
export const isTransient = ({ kind }: AppError): boolean =>
  kind === 'no-response' ||
  kind === 'rate-limited' ||
  kind === 'server-error' ||
  kind === 'service-unavailable' ||
  kind === 'upstream-error';

/** Records that the list could not be read. Only after a transient error it is read again automatically, in `waitMs`. */
export function applyListFailure({ tasks, clock }: ApplyTaskListDeps, row: TaskRow, error: AppError, waitMs: number): void {
  const willRetry = isTransient(error);
  tasks.transition(row.id, {
    type: 'reconciled-without-match',
    reconciliation: willRetry ? 'pending' : 'unavailable',
    reconcileAtMs: willRetry ? clock.now() + waitMs : null,
  });
}
