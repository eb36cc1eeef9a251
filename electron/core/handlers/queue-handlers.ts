// Calls about what waits: order, hold, take back, make again; for one task or for many.
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables.ts';
import type { TaskRow } from '../../db/task-table.ts';
import type { Accounts } from '../accounts.ts';
import { placed, type Target } from '../queue-order.ts';
import type { References } from '../references.ts';
import { problemWith } from '../request-problem.ts';
import { inSlices } from '../slices.ts';
import type { Tasks } from '../tasks.ts';
import type { Handlers } from './handler.ts';

export type QueueHandlers = Pick<
  Handlers,
  'tasks.move' | 'tasks.runNext' | 'tasks.duplicate' | 'tasks.holdAll' | 'tasks.releaseAll' | 'tasks.undiscard' | 'tasks.discardWaiting'
>;

export function queueHandlers(parts: {
  tables: Tables;
  tasks: Tasks;
  accounts: Accounts;
  references: References;
  signal: AbortSignal;
  wakeAll(): void;
}): QueueHandlers {
  const { tables, tasks, accounts, references, signal, wakeAll } = parts;

  /** Does something to each that waits; how many it was done to. */
  async function each(ids: readonly number[], fact: 'held' | 'released' | 'discarded'): Promise<number> {
    const done = await inSlices(ids, tasks.together, signal, (id) => {
      const row = tasks.row(id);
      if (row?.state !== 'waiting') return false;
      if (fact === 'held' && row.held === 1) return false;
      if (fact === 'released' && row.held === 0 && row.notBeforeMs === null) return false;
      // What may have been sent since a backup is resumed one by one, by whoever has compared.
      if (fact === 'released' && row.error !== null && (JSON.parse(row.error) as AppError).kind === 'maybe-sent-since') return false;
      return tasks.happened(id, { fact }).ok;
    });
    wakeAll();
    return done;
  }

  async function move(ids: readonly number[], to: Target): Promise<number> {
    const places = placed(tables.tasks.waiting(), ids, to);
    await inSlices(places, tasks.together, signal, ({ id, turn }) => {
      const row = tasks.row(id);
      return row?.state === 'waiting' && row.turn !== turn && tasks.happened(id, { fact: 'moved', turn }).ok;
    });
    wakeAll();
    return places.filter(({ id }) => ids.includes(id)).length;
  }

  /** The turn right behind a waiting task. */
  function behind(row: TaskRow): number | null {
    if (row.turn === null) return null;
    const waiting = tables.tasks.waiting();
    const at = waiting.findIndex(({ id }) => id === row.id);
    const next = waiting[at + 1];
    return next === undefined ? null : (row.turn + next.turn) / 2;
  }

  async function makeAgain(row: TaskRow): Promise<Result<number, AppError>> {
    const request = JSON.parse(row.request) as GenerationRequest;
    // The person has sent this very request before, advice and all; what was deleted since is still found out.
    const problem = await problemWith(references, request, true);
    if (problem !== null) return fail(problem);
    // Its account: an element is known to the account that made it, and what was simulated is not paid for now.
    const wish = { profileId: row.profileId, simulated: row.simulated === 1, request, madeFromId: row.id, count: 1, turn: behind(row) };
    return ok(tasks.create(wish)[0] ?? 0);
  }

  return {
    'tasks.move': async ({ ids, to }) => ok({ moved: await move(ids, to) }),
    'tasks.runNext': ({ id }) => {
      const profileId = tasks.row(id)?.profileId;
      const least = profileId === undefined ? null : tables.tasks.turns(profileId).least;
      const moved = tasks.happened(id, { fact: 'moved-first', turn: (least ?? 1) - 1 });
      if (!moved.ok) return moved;
      wakeAll();
      return ok({});
    },
    'tasks.holdAll': async ({ ids }) => ok({ held: await each(ids, 'held') }),
    'tasks.releaseAll': async ({ ids }) => ok({ released: await each(ids, 'released') }),
    'tasks.discardWaiting': async ({ ids }) => ok({ discarded: await each(ids, 'discarded') }),
    'tasks.undiscard': async ({ ids }) => {
      const back = await inSlices(ids, tasks.together, signal, (id) => {
        const place = tasks.placeOf(id);
        return place !== null && tasks.happened(id, { fact: 'discard-undone', ...place }).ok;
      });
      wakeAll();
      return ok({ back });
    },
    'tasks.duplicate': async ({ ids }) => {
      const made: number[] = [];
      for (const id of ids) {
        const row = tasks.row(id);
        if (row === undefined || accounts.row(row.profileId) === undefined) return fail({ kind: 'unknown-item', what: 'task' });
        const again = await makeAgain(row);
        if (!again.ok) return again;
        made.push(again.value);
      }
      wakeAll();
      return ok({ ids: made });
    },
  };
}
