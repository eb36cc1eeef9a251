// Calls about what waits: order, hold, take back, make again; for one task or for many.
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import { validateRequest } from '../submit/validate-request.ts';
import { oncePerAction } from '../tasks/once-per-action.ts';
import { type MoveTarget, reorder } from '../tasks/queue-order.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Handlers } from './handler-types.ts';

export type QueueHandlers = Pick<
  Handlers,
  'tasks.move' | 'tasks.runNext' | 'tasks.rerun' | 'tasks.holdMany' | 'tasks.releaseMany' | 'tasks.undoDiscard' | 'tasks.discardWaiting'
>;

export function queueHandlers(parts: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  references: ReferenceService;
  wakeAll(): void;
}): QueueHandlers {
  const { tables, tasks, accounts, references, wakeAll } = parts;

  /** Does something to each that waits; how many it was done to. */
  function each(ids: readonly number[], type: 'held' | 'discarded'): number {
    const done = tasks.transitionAll(ids, (row) => (row.state !== 'waiting' || (type === 'held' && row.held === 1) ? null : { type }));
    wakeAll();
    return done.length;
  }

  /** What may have been sent since a backup is left out: it is resumed one by one, by whoever has compared. */
  function release(ids: readonly number[]): { released: number; skipped: number[] } {
    const skipped: number[] = [];
    const done = tasks.transitionAll(ids, (row) => {
      if (row.state !== 'waiting' || (row.held === 0 && row.notBeforeMs === null)) return null;
      const maybeSent = row.heldBy === 'restore';
      if (maybeSent) skipped.push(row.id);
      return maybeSent ? null : { type: 'released' };
    });
    wakeAll();
    return { released: done.length, skipped };
  }

  function move(ids: readonly number[], to: MoveTarget): number {
    const positions = new Map(reorder(tables.tasks.waiting(), ids, to).map(({ id, queuePosition }) => [id, queuePosition]));
    tasks.transitionAll([...positions.keys()], (row) => {
      const queuePosition = positions.get(row.id);
      return row.state === 'waiting' && queuePosition !== undefined && row.queuePosition !== queuePosition
        ? { type: 'moved', queuePosition }
        : null;
    });
    wakeAll();
    return ids.filter((id) => positions.has(id)).length;
  }

  /** The queue position right behind a waiting task. */
  function behind(row: TaskRow): number | null {
    if (row.queuePosition === null) return null;
    const waiting = tables.tasks.waiting();
    const at = waiting.findIndex(({ id }) => id === row.id);
    const next = waiting[at + 1];
    return next === undefined ? null : (row.queuePosition + next.queuePosition) / 2;
  }

  /** What keeps these from being made again. The person has sent these very requests before, advice and all; deleted files are still found out. */
  async function problemWithAny(ids: readonly number[]): Promise<Result<null, AppError>> {
    for (const id of ids) {
      const row = tasks.row(id);
      if (row === undefined || accounts.row(row.profileId) === undefined) return fail({ kind: 'unknown-item', what: 'task' });
      const problem = await validateRequest(references, JSON.parse(row.request) as GenerationRequest, true);
      if (problem !== null) return fail(problem);
    }
    return ok(null);
  }

  /** All of them or none: whoever presses again after an error must not pay twice for those before it. Called in a transaction. */
  function makeAgain(ids: readonly number[], press: string): readonly number[] {
    return ids.flatMap((id) => {
      const row = tasks.row(id);
      if (row === undefined) throw new Error('a task that was there is gone');
      const request = JSON.parse(row.request) as GenerationRequest;
      // Its account: an element is known to the account that made it. Whether that is simulated may have changed with its address.
      const { profileId } = row;
      return tasks.create({
        profileId,
        simulated: accounts.isSimulated(profileId),
        request,
        sourceTaskId: id,
        count: 1,
        press,
        turn: behind(row),
      });
    });
  }

  return {
    'tasks.move': ({ ids, to }) => ok({ moved: move(ids, to) }),
    'tasks.runNext': ({ id }) => {
      const profileId = tasks.row(id)?.profileId;
      const least = profileId === undefined ? null : tables.tasks.queueBounds(profileId).least;
      const moved = tasks.transition(id, { type: 'moved-to-front', queuePosition: (least ?? 1) - 1 });
      if (!moved.ok) return moved;
      wakeAll();
      return ok({});
    },
    'tasks.holdMany': ({ ids }) => ok({ held: each(ids, 'held') }),
    'tasks.releaseMany': ({ ids }) => ok(release(ids)),
    'tasks.discardWaiting': ({ ids }) => ok({ discarded: each(ids, 'discarded') }),
    'tasks.undoDiscard': ({ ids }) => {
      const replaced = new Set(ids.filter((id) => tasks.row(id)?.state === 'discarded' && tasks.undoStateOf(id) === 'replaced'));
      const restored = tasks.transitionAll(ids, ({ id }) => {
        const left = tasks.undoStateOf(id);
        if (left === null || left === 'replaced') return null;
        const { newestTaskId: _, ...position } = left;
        return { type: 'discard-undone', ...position };
      });
      wakeAll();
      return ok({ restored: restored.length, replaced: replaced.size });
    },
    'tasks.rerun': async ({ ids, key }) => {
      const made = await oncePerAction<AppError, null>(
        tables,
        key,
        () => problemWithAny(ids),
        () => ok(makeAgain(ids, key)),
      );
      if (!made.ok) return made;
      wakeAll();
      return ok({ ids: [...made.value] });
    },
  };
}
