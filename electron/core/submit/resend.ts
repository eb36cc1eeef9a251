// Resends an unconfirmed task at the user's request, with the same idempotency key. The task is `submitting` from the moment of the
// click.
import type { AppError } from '../../../shared/errors.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { type PrepareDeps, prepareBody, withAccount } from './prepare-body.ts';
import { type PermitDeps, type SendDeps, sendPrepared, waitForPermit } from './send-prepared.ts';

/** The resends that have not been sent yet. If the database write of a resend fails, it stays here and is retried. */
export interface PendingResends {
  /** Adds a resend. `keyRevision`: the revision of the profile's key when the user clicked. */
  add(id: number, keyRevision: number): void;
  remove(id: number): void;
  has(id: number): boolean;
  /** The key revision when the user clicked; null if no resend is pending. */
  keyRevisionOf(id: number): number | null;
  /** At most `limit` ids that are not busy, oldest click first. */
  next(limit: number, busy: ReadonlySet<number>): readonly number[];
}

/**
 * Creates the list, in memory only. After a restart, a task that is `submitting` becomes unconfirmed, and the user decides again. Called
 * once by the submitter.
 */
export function createPendingResends(): PendingResends {
  const revisions = new Map<number, number>();
  return {
    add: (id, keyRevision) => void revisions.set(id, keyRevision),
    remove: (id) => void revisions.delete(id),
    has: (id) => revisions.has(id),
    keyRevisionOf: (id) => revisions.get(id) ?? null,
    next: (limit, busy) => [...revisions.keys()].filter((id) => !busy.has(id)).slice(0, limit),
  };
}

/** Dependencies of a resend. */
export interface ResendDeps extends SendDeps, PrepareDeps, PermitDeps {
  readonly resends: PendingResends;
}

/**
 * Returns the reason why a resend must be cancelled; null if there is none. The user agreed to the account and
 * the service that were shown at the click. So the resend is cancelled if the profile was paused since, which a
 * change of its URL also does. It is also cancelled if the key was replaced, because another account might pay.
 */
function resendBlockedBy({ accounts, resends }: ResendDeps, { id, profileId }: TaskRow): AppError | null {
  if (accounts.row(profileId)?.pausedByUser === 1) return { kind: 'queue-paused' };
  const changedAtMs = accounts.keyReplacedAtMs(profileId, resends.keyRevisionOf(id));
  return changedAtMs === null ? null : { kind: 'key-replaced', changedAtMs };
}

/** Sends a pending resend, or cancels it. Called by the submitter for a task in state `submitting`. */
export async function resendTask(deps: ResendDeps, row: TaskRow, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, api, clock, resends } = deps;
  const body = await prepareBody(deps, row, signal);
  if (!(await waitForPermit(deps, row.profileId, signal))) return; // the next start makes the task unconfirmed
  const blockedBy = resendBlockedBy(deps, row);
  const prepared = withAccount(deps, row, body);
  // Reconciliation may have found the task of the first submission meanwhile.
  if (tasks.row(row.id)?.state !== 'submitting') resends.remove(row.id);
  else if (blockedBy !== null) {
    tasks.transition(row.id, { type: 'outcome-unknown', error: blockedBy, reconcileAtMs: clock.now() });
    resends.remove(row.id);
  } else if (!prepared.ok) {
    tasks.transition(row.id, { type: 'refused', error: prepared.error });
    resends.remove(row.id);
  } else {
    // If this write fails, nothing is sent, and the resend is retried.
    const started = tasks.transition(row.id, {
      type: 'resend-started',
      simulated: accounts.isSimulated(row.profileId),
      clockSkewMs: api.clockSkewMs(prepared.value.account),
    });
    resends.remove(row.id);
    if (started.ok) await sendPrepared(deps, started.value, prepared.value, signal);
  }
  if (tasks.row(row.id)?.state === 'unconfirmed') deps.onUnconfirmed();
}
