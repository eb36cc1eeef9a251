// Performs an action in slices. Each slice is one transaction, which also writes its part of the undo log. The event loop runs between
// two slices.
import type { ActionSummary } from '../../../shared/actions/action.ts';
import type { ActionOutcome } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { ActionLog, ActionPart } from './action-log.ts';
import type { RunningAction } from './action-queue.ts';

/** A written slice. */
export interface Slice {
  /** null if the slice changed nothing. */
  readonly part: ActionPart | null;
  /** The number of examined items, changed or not. */
  readonly items: number;
}

/** An action: its name, the number of its items, and its slices. */
export interface PlannedAction extends Pick<ActionSummary, 'kind' | 'subject'> {
  readonly total: number;
  /** Each step reads, writes and returns one slice; it runs in a transaction of its own. */
  readonly slices: Iterator<Slice>;
}

/** Dependencies of `performAction`. */
export interface PerformDeps {
  readonly tables: Pick<Tables, 'transaction'>;
  readonly log: Pick<ActionLog, 'record' | 'append'>;
}

/**
 * Performs an action. The first slice is written before anything is awaited, so a change of one video is one synchronous transaction. An
 * exception in a slice rolls back that slice only. Earlier slices stay, and can be undone.
 */
export async function performAction(
  { tables, log }: PerformDeps,
  runningAction: RunningAction,
  { kind, subject, total, slices }: PlannedAction,
): Promise<ActionOutcome> {
  runningAction.begin(kind, total);
  let actionId: number | null = null;
  let changed = 0;
  let done = 0;
  for (;;) {
    const slice = tables.transaction(() => {
      const step = slices.next();
      if (step.done) return null;
      const { part } = step.value;
      if (part !== null && actionId === null) actionId = log.record({ kind, subject }, part);
      else if (part !== null && actionId !== null) log.append(actionId, part);
      return step.value;
    });
    if (slice === null) return { actionId, changed, isCancelled: false };
    changed += slice.part?.count ?? 0;
    done += slice.items;
    if (done >= total) continue;
    if (!(await runningAction.canContinue(done))) return { actionId, changed, isCancelled: true };
  }
}
