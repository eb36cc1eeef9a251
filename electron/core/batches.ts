// Many tasks from one press, all or nothing and without a pause that can be felt.
//
// Writing down a thousand tasks takes main about 150 ms, far more than a frame. So the batch is written down first, as one row in one
// moment; from then on it is certain. Its tasks are made from that row in slices, each a transaction of its own that also says how far
// it came; what a crash or a quit leaves undone is made at the next start. The row goes with the last task.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../shared/generation.ts';
import type { Tables } from '../db/tables.ts';
import type { Clock, Log } from './ports.ts';
import { rest } from './rest.ts';
import { slice } from './slices.ts';
import type { Tasks } from './tasks.ts';

/** Keys of finished batches that are remembered: nobody presses a button again after so many others. */
const keysRemembered = 50;

const makeAgainMs = 5_000;

const order = z.object({
  profileId: z.number().int(),
  simulated: z.boolean(),
  items: z.array(z.object({ request: generationRequest, count: z.number().int() })),
});
export type BatchOrder = z.infer<typeof order>;

const requestsOf = (batch: BatchOrder): readonly GenerationRequest[] =>
  batch.items.flatMap(({ request, count }) => Array.from({ length: count }, () => request));

const ordered = 'batch.';
const madeSoFar = 'batch-made.';

export type Batches = ReturnType<typeof createBatches>;

export function createBatches(parts: { tables: Tables; tasks: Tasks; clock: Clock; log: Log; signal: AbortSignal; wakeAll(): void }) {
  const { tables, tasks, clock, log, signal, wakeAll } = parts;
  const pressed = new Map<string, Promise<readonly number[]>>();

  function makeSlice(
    key: string,
    { profileId, simulated }: BatchOrder,
    requests: readonly GenerationRequest[],
    from: number,
  ): readonly number[] {
    return tasks.together(() => {
      const some = requests.slice(from, from + slice);
      const ids = some.flatMap((request) => tasks.create({ profileId, simulated, request, madeFromId: null, count: 1 }));
      if (from + some.length < requests.length) tables.settings.set(madeSoFar + key, from + some.length);
      else {
        tables.settings.remove(ordered + key);
        tables.settings.remove(madeSoFar + key);
      }
      return ids;
    });
  }

  const madeOf = (key: string): number => {
    const made = tables.settings.get(madeSoFar + key);
    return typeof made === 'number' && made > 0 ? made : 0;
  };

  /**
   * The same, for as long as it takes: a disk may be full for a moment. Once some of its tasks are made a batch must not end in an error, which
   * would be answered with another batch of the same. Only what was begun with nothing made is given up, and told.
   */
  async function makeSurely(
    key: string,
    batch: BatchOrder,
    requests: readonly GenerationRequest[],
    from: number,
  ): Promise<readonly number[]> {
    while (!signal.aborted) {
      try {
        return makeSlice(key, batch, requests, from);
      } catch (error) {
        if (from === 0) {
          tables.settings.remove(ordered + key);
          throw error;
        }
        log.incident(error, 'making a batch');
        await rest(clock, makeAgainMs, signal);
      }
    }
    return [];
  }

  /** Makes the tasks of a batch that is written down, from the first that is not there yet. The rest stays for the next start on a quit. */
  async function makeTasks(key: string, batch: BatchOrder, from: number): Promise<readonly number[]> {
    const requests = requestsOf(batch);
    const ids: number[] = [];
    for (let at = from; at < requests.length && !signal.aborted; at += slice) {
      ids.push(...(await makeSurely(key, batch, requests, at)));
      await othersHadTheirTurn();
    }
    if (!signal.aborted) wakeAll();
    return ids;
  }

  return {
    /** The ids of the batch's tasks, in order. A key that was pressed before gives the same tasks and makes none. */
    submit(key: string, batch: BatchOrder): Promise<readonly number[]> {
      const before = pressed.get(key);
      if (before !== undefined) return before;
      const left = tables.settings.get(ordered + key) !== null;
      if (!left) tables.settings.set(ordered + key, batch);
      const made = makeTasks(key, batch, left ? madeOf(key) : 0).catch((error: unknown) => {
        pressed.delete(key);
        throw error;
      });
      pressed.set(key, made);
      const [oldest] = pressed.keys();
      if (pressed.size > keysRemembered && oldest !== undefined) pressed.delete(oldest);
      return made;
    },

    /** The same at once, inside the caller's transaction. */
    makeLeft(): void {
      for (const [key, value] of Object.entries(tables.settings.all(ordered))) {
        const batch = order.safeParse(value);
        if (!batch.success) continue; // another studio's: it is left alone here as well
        const requests = requestsOf(batch.data);
        for (let at = madeOf(key); at < requests.length; at += slice) makeSlice(key, batch.data, requests, at);
      }
    },

    /** What the last run wrote down and did not make. */
    finishLeft(): void {
      for (const [key, value] of Object.entries(tables.settings.all(ordered))) {
        const batch = order.safeParse(value);
        if (!batch.success) log.warn('a batch of another studio is left alone', { key });
        else {
          const made = makeTasks(key, batch.data, madeOf(key));
          pressed.set(key, made);
          made.catch((error: unknown) => log.incident(error, 'finishing a batch'));
        }
      }
    },
  };
}
