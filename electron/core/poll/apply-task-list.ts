// Applies the service's task list to unconfirmed tasks, or the error of a list that could not be read.
import type { AppError } from '../../../shared/errors.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { findUnambiguousMatch, rangesAround, type SentTask, toServiceTime, windowStartMs } from './match-unconfirmed.ts';
import { coversSince, type TaskList } from './task-list.ts';

/** Dependencies of `applyTaskList`. */
export interface ApplyTaskListDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock'> {
  /** Called when a task was found: its first poll is due. */
  onFound(): void;
}

/** The state of profile and clocks when a list was read. */
export interface ListContext {
  /** The profile at the beginning of the reading. */
  readonly revision: ProfileRevision;
  /** The service's clock minus ours, in milliseconds. */
  readonly clockSkewMs: number;
  /** Our tasks that a listed task may belong to; see `possibleMatches`. */
  readonly candidates: readonly SentTask[] | null;
}

/**
 * Returns our tasks that a listed task may belong to. They are read once per search. They include tasks of all
 * profiles, because two profiles may use one account. They include discarded unconfirmed tasks, because the
 * service may have accepted them. Returns null if one of them does not parse, because any listed task may belong
 * to it.
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

/** The time at which the key of the task's submission was replaced; null if the list was read with that key. */
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

/** Writes what the list shows about one task, inside the caller's transaction. Returns whether the task was found. */
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
  // This is checked first: a single match on the pages that were read does not exclude another match on an older page.
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
  else acceptMatch(deps, row, match.serviceTaskId, revision.keyRevision);
  return match !== null;
}

/** Whether an error may have passed by the next attempt. After any other error, repeating the request does not help. */
export const isTransient = ({ kind }: AppError): boolean =>
  kind === 'no-response' ||
  kind === 'rate-limited' ||
  kind === 'server-error' ||
  kind === 'service-unavailable' ||
  kind === 'upstream-error';

/** Records that the list could not be read. After a transient error the list is read again automatically in `waitMs`. */
export function applyListFailure({ tasks, clock }: ApplyTaskListDeps, row: TaskRow, error: AppError, waitMs: number): void {
  const willRetry = isTransient(error);
  tasks.transition(row.id, {
    type: 'reconciled-without-match',
    reconciliation: willRetry ? 'pending' : 'unavailable',
    reconcileAtMs: willRetry ? clock.now() + waitMs : null,
  });
}
