// Many tasks from one press, all or nothing and without a pause that can be felt.
//
// Writing down a thousand tasks takes main about 150 ms, far more than a frame. So the batch is written down first, as one row in one
// transaction with its first tasks: it is certain from then on, and where that fails nothing of it is left. The other tasks are made from that row
// in slices, each a transaction of its own that also says how far it came; what a crash or a quit leaves undone is made at the next start. The row
// goes with the last task.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../../shared/generation.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';
import { chunkSize } from '../scheduling/chunk-size.ts';
import { sleep } from '../scheduling/sleep.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const makeAgainMs = 5_000;

const order = z.object({
  profileId: z.number().int(),
  simulated: z.boolean(),
  items: z.array(z.object({ request: generationRequest, count: z.number().int() })),
});
export type BatchOrder = z.infer<typeof order>;

const requestsOf = (batch: BatchOrder): readonly GenerationRequest[] =>
  batch.items.flatMap(({ request, count }) => Array.from({ length: count }, () => request));

const orderPrefix = 'batch.';
const progressPrefix = 'batch-progress.';

export type BatchCreator = ReturnType<typeof createBatchCreator>;

export function createBatchCreator(parts: {
  tables: Tables;
  tasks: TaskStore;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  wakeAll(): void;
}) {
  const { tables, tasks, clock, log, signal, wakeAll } = parts;
  /** Batches whose tasks are being made, by the key of their press. */
  const running = new Map<string, Promise<readonly number[]>>();

  function makeSlice(key: string, { profileId, simulated }: BatchOrder, requests: readonly GenerationRequest[], from: number): void {
    tasks.transaction(() => {
      const some = requests.slice(from, from + chunkSize);
      for (const request of some) tasks.create({ profileId, simulated, request, sourceTaskId: null, count: 1, press: key });
      if (from + some.length < requests.length) tables.settings.set(progressPrefix + key, from + some.length);
      else {
        tables.settings.remove(orderPrefix + key);
        tables.settings.remove(progressPrefix + key);
      }
    });
  }

  const madeOf = (key: string): number => {
    const made = tables.settings.get(progressPrefix + key);
    return typeof made === 'number' && made > 0 ? made : 0;
  };

  /**
   * The same, for as long as it takes: a disk may be full for a moment. A batch that is written down must not end in an error, which would be
   * answered with another batch of the same.
   */
  async function makeSurely(key: string, batch: BatchOrder, requests: readonly GenerationRequest[], from: number): Promise<void> {
    while (!signal.aborted) {
      try {
        makeSlice(key, batch, requests, from);
        return;
      } catch (error) {
        log.incident(error, 'making a batch');
        await sleep(clock, makeAgainMs, signal);
      }
    }
  }

  /** Makes the tasks of a batch that is written down, all but the first `from`. The rest stays for the next start on a quit. */
  async function makeTasks(key: string, batch: BatchOrder, from: number): Promise<readonly number[]> {
    const requests = requestsOf(batch);
    for (let at = from; at < requests.length && !signal.aborted; at += chunkSize) {
      await makeSurely(key, batch, requests, at);
      await othersHadTheirTurn();
    }
    if (signal.aborted) return []; // nobody waits for the answer any more, and the database may be closed
    wakeAll();
    return tables.userActions.tasksOf(key);
  }

  function run(key: string, batch: BatchOrder, from = madeOf(key)): Promise<readonly number[]> {
    const made = makeTasks(key, batch, from).finally(() => running.delete(key));
    running.set(key, made);
    return made;
  }

  /** A batch that is written down and not wholly made. */
  function leftOf(key: string): BatchOrder | null {
    const left = order.safeParse(tables.settings.get(orderPrefix + key));
    return left.success ? left.data : null;
  }

  /** The tasks of an earlier press with this key, as soon as all are made; null where there was none. */
  function earlier(key: string): Promise<readonly number[]> | null {
    const now = running.get(key);
    if (now !== undefined) return now;
    const left = leftOf(key);
    if (left !== null) return run(key, left);
    const ids = tables.userActions.tasksOf(key);
    return ids.length > 0 ? Promise.resolve(ids) : null;
  }

  return {
    earlier,

    /**
     * The ids of the batch's tasks, in order. A key that was pressed before gives the same tasks and makes none. Throws where the batch cannot be
     * written down; then none of it is ever made.
     */
    async submit(key: string, batch: BatchOrder): Promise<readonly number[]> {
      const before = earlier(key);
      if (before !== null) return before;
      tasks.transaction(() => {
        tables.settings.set(orderPrefix + key, batch);
        makeSlice(key, batch, requestsOf(batch), 0);
      });
      return run(key, batch, chunkSize);
    },

    /** The same at once, inside the caller's transaction. */
    createRemaining(): void {
      for (const [key, value] of Object.entries(tables.settings.all(orderPrefix))) {
        const batch = order.safeParse(value);
        if (!batch.success) continue; // another studio's: it is left alone here as well
        const requests = requestsOf(batch.data);
        for (let at = madeOf(key); at < requests.length; at += chunkSize) makeSlice(key, batch.data, requests, at);
      }
    },

    /** What the last run wrote down and did not make. */
    resumeUnfinished(): void {
      for (const [key, value] of Object.entries(tables.settings.all(orderPrefix))) {
        const batch = order.safeParse(value);
        if (!batch.success) log.warn('a batch of another studio is left alone', { key });
        else {
          run(key, batch.data).catch((error: unknown) => log.incident(error, 'finishing a batch'));
        }
      }
    },
  };
}
