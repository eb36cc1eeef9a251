// What the service's task list, or the failure to read it, makes of unconfirmed tasks.
import type { AppError } from '../../../shared/errors.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { findUnambiguousMatch, nearRanges, type SentTask, toServiceTime, windowStartMs } from './match-unconfirmed.ts';
import { reachesBackTo, type TaskList } from './task-list.ts';

/** What concluding needs. */
export interface ConcludeDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock'> {
  /** A task was found: its first poll is due. */
  onFound(): void;
}

/** How a list was read. */
export interface ListContext {
  /** The profile as it was when the reading began. */
  readonly asked: ProfileRevision;
  /** The service's clock minus ours, in milliseconds. */
  readonly aheadMs: number;
  /** Every task that a listed one could be meant by, see `tasksInDoubt`. */
  readonly inDoubt: readonly SentTask[] | null;
}

/**
 * Every task that a listed one could be meant by, read once for a whole search. Of all profiles, since two may be one account; and also what was
 * discarded in doubt, since the service may have it. One of them that is found meanwhile excludes no more than it did before. null where one of
 * them does not parse: any listed task may be its.
 */
export function tasksInDoubt(
  { tables }: Pick<ConcludeDeps, 'tables'>,
  rows: readonly TaskRow[],
  aheadMs: number,
): readonly SentTask[] | null {
  const ranges = nearRanges(rows.map(({ id }) => id));
  const read = [tables.tasks.inDoubt(), ...ranges.map(({ fromId, toId }) => tables.tasks.discardedUnconfirmed(fromId, toId))];
  if (read.some(({ isComplete }) => !isComplete)) return null;
  return read.flatMap(({ sent }) => sent).map((other) => toServiceTime(other, aheadMs));
}

/** When the key that the task was sent with was replaced, where the list was read with a later one; else null. */
function otherKeySinceMs({ accounts }: ConcludeDeps, row: TaskRow, asked: ProfileRevision): number | null {
  return row.keyRevision === asked.keyRevision ? null : accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
}

function acceptFound({ tasks, clock, onFound }: ConcludeDeps, row: TaskRow, serviceTaskId: string, keyRevision: number): void {
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
export function concludeReconcile(deps: ConcludeDeps, row: TaskRow, list: TaskList, { asked, aheadMs, inDoubt }: ListContext): boolean {
  const { tables, tasks } = deps;
  const changedAtMs = otherKeySinceMs(deps, row, asked);
  if (changedAtMs !== null) {
    // Another key may be another account, whose list can neither show this task nor prove that it is not there.
    const error: AppError = { kind: 'key-replaced', changedAtMs };
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'unavailable', error, reconcileAtMs: null });
    return false;
  }
  const sent = toServiceTime(row, aheadMs);
  // First of all: what fits on the pages that were read may not be the only one that fits.
  if (!reachesBackTo(list, windowStartMs(sent))) {
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'inconclusive', reconcileAtMs: null });
    return false;
  }
  const match = findUnambiguousMatch(sent, list.listed, inDoubt ?? [], tables.tasks.isKnownAtService);
  if (match !== null && inDoubt === null) {
    tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'inconclusive', reconcileAtMs: null });
    return false;
  }
  if (match === null) tasks.transition(row.id, { type: 'reconciled-without-match', reconciliation: 'not-found', reconcileAtMs: null });
  else acceptFound(deps, row, match.taskId, asked.keyRevision);
  return match !== null;
}

/** Errors that may be over by the next attempt; after any other the list will not be read by asking again. */
export const isTransient = ({ kind }: AppError): boolean =>
  kind === 'no-response' ||
  kind === 'rate-limited' ||
  kind === 'server-error' ||
  kind === 'service-unavailable' ||
  kind === 'upstream-error';

/** The list could not be read. Only after a transient error it is read again by itself, in `waitMs`. */
export function applyListFailure({ tasks, clock }: ConcludeDeps, row: TaskRow, error: AppError, waitMs: number): void {
  const retries = isTransient(error);
  tasks.transition(row.id, {
    type: 'reconciled-without-match',
    reconciliation: retries ? 'pending' : 'unavailable',
    reconcileAtMs: retries ? clock.now() + waitMs : null,
  });
}
