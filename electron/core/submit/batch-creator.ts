// Creates many tasks from one click, all or none, without stalling the window.
//
// Writing a thousand tasks takes main about 150 ms, far more than a frame. So the batch is stored first, as one row in one transaction with its
// first tasks: from then on it is certain, and where that fails nothing of it is left. The other tasks are created from that row in slices, each a
// transaction of its own that also stores how far it came. What a crash or a quit leaves undone is created at the next start. The row is deleted with
// the last task.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../../shared/generation.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';
import { chunkSize } from '../scheduling/chunk-size.ts';
import { sleep } from '../scheduling/sleep.ts';
import { redactId } from '../service/redact-id.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const sliceRetryMs = 5_000;

const order = z.object({
  profileId: z.number().int(),
  simulated: z.boolean(),
  items: z.array(z.object({ request: generationRequest, count: z.number().int() })),
});
/** What the user submitted: each request `count` times, in order, for one profile. Stored as JSON in the table of settings. */
export type BatchOrder = z.infer<typeof order>;

const requestsOf = (batch: BatchOrder): readonly GenerationRequest[] =>
  batch.items.flatMap(({ request, count }) => Array.from({ length: count }, () => request));

const orderPrefix = 'batch.';
const progressPrefix = 'batch-progress.';

/** Creates many tasks from one action of the user. */
export interface BatchCreator {
  /** The tasks of an earlier action with this id, as soon as all are created; null where there was none. */
  earlier(key: string): Promise<readonly number[]> | null;
  /**
   * The ids of the batch's tasks, in order. An action id that was used before gives the same tasks and creates none. Throws where the batch cannot be
   * written; then none of it is ever created.
   */
  submit(key: string, batch: BatchOrder): Promise<readonly number[]>;
  /** Creates at once, inside the caller's transaction, what the last run wrote and did not create. Called after a restore. */
  createRemaining(): void;
  /** Creates in slices what the last run wrote and did not create. Called at the start. */
  resumeUnfinished(): void;
}

/** What creating a batch needs. */
export interface BatchCreatorDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
  /** Tasks were created: they may be submitted. */
  wakeAll(): void;
}

interface BatchContext extends BatchCreatorDeps {
  /** Batches whose tasks are being created, by action id. */
  readonly running: Map<string, Promise<readonly number[]>>;
}

/** Creates the tasks of one slice and writes how far the batch came, in one transaction. */
function createSlice(
  { tables, tasks }: BatchContext,
  key: string,
  { profileId, simulated }: BatchOrder,
  requests: readonly GenerationRequest[],
  from: number,
): void {
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

/** How many tasks of a batch are created: as was noted, and no fewer than there are. A note that is lost must not make, and pay for, any of them twice. */
function createdOf({ tables }: BatchContext, key: string): number {
  const noted = tables.settings.get(progressPrefix + key);
  return Math.max(typeof noted === 'number' ? noted : 0, tables.userActions.tasksOf(key).length);
}

/**
 * Creates a slice, for as long as it takes: a disk may be full for a moment. A batch that is written must not end in an error, which would be answered
 * with another batch of the same.
 */
async function createSliceWithRetry(
  context: BatchContext,
  key: string,
  batch: BatchOrder,
  requests: readonly GenerationRequest[],
  from: number,
): Promise<void> {
  const { clock, log, signal } = context;
  while (!signal.aborted) {
    try {
      createSlice(context, key, batch, requests, from);
      return;
    } catch (error) {
      log.incident(error, 'creating a batch');
      await sleep(clock, sliceRetryMs, signal);
    }
  }
}

/** Creates the tasks of a batch that is written, all but the first `from`. The rest stays for the next start on a quit. */
async function createTasks(context: BatchContext, key: string, batch: BatchOrder, from: number): Promise<readonly number[]> {
  const { tables, signal, wakeAll } = context;
  const requests = requestsOf(batch);
  for (let at = from; at < requests.length && !signal.aborted; at += chunkSize) {
    await createSliceWithRetry(context, key, batch, requests, at);
    await othersHadTheirTurn();
  }
  if (signal.aborted) return []; // nobody waits for the answer any more, and the database may be closed
  wakeAll();
  return tables.userActions.tasksOf(key);
}

/** Rejects, and starts nothing, where the tasks that exist cannot be counted. */
async function run(context: BatchContext, key: string, batch: BatchOrder, from = createdOf(context, key)): Promise<readonly number[]> {
  const created = createTasks(context, key, batch, from).finally(() => context.running.delete(key));
  context.running.set(key, created);
  return created;
}

/** See `BatchCreator.earlier`. */
function earlier(context: BatchContext, key: string): Promise<readonly number[]> | null {
  const { tables, running } = context;
  const now = running.get(key);
  if (now !== undefined) return now;
  const unfinished = order.safeParse(tables.settings.get(orderPrefix + key));
  if (unfinished.success) return run(context, key, unfinished.data);
  const ids = tables.userActions.tasksOf(key);
  return ids.length > 0 ? Promise.resolve(ids) : null;
}

function createRemaining(context: BatchContext): void {
  for (const [key, value] of Object.entries(context.tables.settings.all(orderPrefix))) {
    const batch = order.safeParse(value);
    if (!batch.success) continue; // another studio's: it is left alone here as well
    const requests = requestsOf(batch.data);
    // A batch whose tasks cannot be counted is left alone: no task is created twice.
    const created = context.tables.ifReadable(() => createdOf(context, key));
    if (created === null) continue;
    for (let at = created; at < requests.length; at += chunkSize) createSlice(context, key, batch.data, requests, at);
  }
}

function resumeUnfinished(context: BatchContext): void {
  const { tables, log } = context;
  for (const [key, value] of Object.entries(tables.settings.all(orderPrefix))) {
    const batch = order.safeParse(value);
    if (!batch.success) log.warn('batch-left-alone', { action: redactId(key) });
    else run(context, key, batch.data).catch((error: unknown) => log.incident(error, 'finishing a batch'));
  }
}

/** Built once by the composition. */
export function createBatchCreator(deps: BatchCreatorDeps): BatchCreator {
  const { tables, tasks } = deps;
  const context: BatchContext = { ...deps, running: new Map() };
  return {
    earlier: (key) => earlier(context, key),
    async submit(key, batch) {
      const before = earlier(context, key);
      if (before !== null) return before;
      tasks.transaction(() => {
        tables.settings.set(orderPrefix + key, batch);
        createSlice(context, key, batch, requestsOf(batch), 0);
      });
      return run(context, key, batch, chunkSize);
    },
    createRemaining: () => createRemaining(context),
    resumeUnfinished: () => resumeUnfinished(context),
  };
}
