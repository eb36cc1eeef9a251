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
  'tasks.move' | 'tasks.runNext' | 'tasks.duplicate' | 'tasks.holdAll' | 'tasks.releaseAll' | 'tasks.undiscard' | 'tasks.discardWaiting'
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
  function each(ids: readonly number[], fact: 'held' | 'discarded'): number {
    const done = tasks.happenedToAll(ids, (row) => (row.state !== 'waiting' || (fact === 'held' && row.held === 1) ? null : { fact }));
    wakeAll();
    return done.length;
  }

  /** What may have been sent since a backup is left out: it is resumed one by one, by whoever has compared. */
  function release(ids: readonly number[]): { released: number; leftOut: number[] } {
    const leftOut: number[] = [];
    const done = tasks.happenedToAll(ids, (row) => {
      if (row.state !== 'waiting' || (row.held === 0 && row.notBeforeMs === null)) return null;
      const maybeSent = row.heldBy === 'restore';
      if (maybeSent) leftOut.push(row.id);
      return maybeSent ? null : { fact: 'released' };
    });
    wakeAll();
    return { released: done.length, leftOut };
  }

  function move(ids: readonly number[], to: MoveTarget): number {
    const turns = new Map(reorder(tables.tasks.waiting(), ids, to).map(({ id, turn }) => [id, turn]));
    tasks.happenedToAll([...turns.keys()], (row) => {
      const turn = turns.get(row.id);
      return row.state === 'waiting' && turn !== undefined && row.turn !== turn ? { fact: 'moved', turn } : null;
    });
    wakeAll();
    return ids.filter((id) => turns.has(id)).length;
  }

  /** The turn right behind a waiting task. */
  function behind(row: TaskRow): number | null {
    if (row.turn === null) return null;
    const waiting = tables.tasks.waiting();
    const at = waiting.findIndex(({ id }) => id === row.id);
    const next = waiting[at + 1];
    return next === undefined ? null : (row.turn + next.turn) / 2;
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
        madeFromId: id,
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
      const least = profileId === undefined ? null : tables.tasks.turns(profileId).least;
      const moved = tasks.happened(id, { fact: 'moved-first', turn: (least ?? 1) - 1 });
      if (!moved.ok) return moved;
      wakeAll();
      return ok({});
    },
    'tasks.holdAll': ({ ids }) => ok({ held: each(ids, 'held') }),
    'tasks.releaseAll': ({ ids }) => ok(release(ids)),
    'tasks.discardWaiting': ({ ids }) => ok({ discarded: each(ids, 'discarded') }),
    'tasks.undiscard': ({ ids }) => {
      const replaced = new Set(ids.filter((id) => tasks.row(id)?.state === 'discarded' && tasks.leftBy(id) === 'replaced'));
      const back = tasks.happenedToAll(ids, ({ id }) => {
        const left = tasks.leftBy(id);
        if (left === null || left === 'replaced') return null;
        const { newestTaskId: _, ...place } = left;
        return { fact: 'discard-undone', ...place };
      });
      wakeAll();
      return ok({ back: back.length, replaced: replaced.size });
    },
    'tasks.duplicate': async ({ ids, key }) => {
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
