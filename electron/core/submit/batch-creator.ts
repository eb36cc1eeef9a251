// Creates many tasks from one click, all or none, without stalling the window.
//
// Writing a thousand tasks takes the main process about 150 ms, far more than a frame. So the batch is stored first, as one row in one transaction
// with its first tasks: from then on it is certain, and if that fails nothing of it remains. The other tasks are created from that row in slices,
// each a transaction that also stores the progress. Tasks missing after a crash or a quit are created at the next start. The row is deleted with the
// last task.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../../shared/generation.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReport, type FailureReport } from '../failure-report.ts';
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
/** The user's order: each request `count` times, in sequence, for one profile. Stored as JSON in the table of settings. */
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
   * The ids of the batch's tasks, in order. An action id that was used before returns the same tasks and creates none. Throws when the batch cannot
   * be written; then none of it is ever created.
   */
  submit(key: string, batch: BatchOrder): Promise<readonly number[]>;
  /** Creates the missing tasks of stored batches at once, inside the caller's transaction. Called after a restore. */
  createRemaining(): void;
  /** Creates the missing tasks of stored batches in slices. Called at start-up. */
  resumeUnfinished(): void;
}

/** Dependencies of creating batches. */
export interface BatchCreatorDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
  /** Called after tasks were created: they may be submitted. */
  wakeAll(): void;
}

interface BatchContext extends BatchCreatorDeps {
  /** Batches whose tasks are being created, by action id. */
  readonly running: Map<string, Promise<readonly number[]>>;
  readonly failures: FailureReport;
}

/** Creates the tasks of one slice and stores the batch's progress, in one transaction. */
function createSlice(
  { tables, tasks }: BatchContext,
  key: string,
  { profileId, simulated }: BatchOrder,
  requests: readonly GenerationRequest[],
  from: number,
): void {
  tasks.transaction(() => {
    const some = requests.slice(from, from + chunkSize);
    for (const request of some) tasks.create({ profileId, simulated, request, sourceTaskId: null, count: 1, actionId: key });
    if (from + some.length < requests.length) tables.settings.set(progressPrefix + key, from + some.length);
    else {
      tables.settings.remove(orderPrefix + key);
      tables.settings.remove(progressPrefix + key);
    }
  });
}

/**
 * The number of created tasks of a batch: the stored progress, but at least the number of existing tasks. A lost record must not create, and charge,
 * any of them twice.
 */
function createdOf({ tables }: BatchContext, key: string): number {
  const storedProgress = tables.settings.get(progressPrefix + key);
  return Math.max(typeof storedProgress === 'number' ? storedProgress : 0, tables.userActions.tasksOf(key).length);
}

/**
 * Creates a slice and retries until it succeeds: a disk may be full for a moment. A stored batch must not end in an error, after which the user would
 * order it again.
 */
async function createSliceWithRetry(
  context: BatchContext,
  key: string,
  batch: BatchOrder,
  requests: readonly GenerationRequest[],
  from: number,
): Promise<void> {
  const { clock, failures, signal } = context;
  while (!signal.aborted) {
    try {
      createSlice(context, key, batch, requests, from);
      return;
    } catch (error) {
      failures.report(error, 'creating a batch');
      await sleep(clock, sliceRetryMs, signal);
    }
  }
}

/** Creates the tasks of a stored batch except the first `from`. After a quit the rest is left for the next start. */
async function createTasks(context: BatchContext, key: string, batch: BatchOrder, from: number): Promise<readonly number[]> {
  const { tables, signal, wakeAll } = context;
  const requests = requestsOf(batch);
  for (let at = from; at < requests.length && !signal.aborted; at += chunkSize) {
    await createSliceWithRetry(context, key, batch, requests, at);
    await yieldToEventLoop();
  }
  if (signal.aborted) return []; // the caller is gone, and the database may be closed
  wakeAll();
  return tables.userActions.tasksOf(key);
}

/** Rejects, and starts nothing, when the existing tasks cannot be counted. */
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
    if (!batch.success) continue; // written by another version: skipped here too
    const requests = requestsOf(batch.data);
    // A batch whose tasks cannot be counted stays unchanged: no task is created twice.
    const created = context.tables.ifReadable(() => createdOf(context, key));
    if (created === null) continue;
    for (let at = created; at < requests.length; at += chunkSize) createSlice(context, key, batch.data, requests, at);
  }
}

function resumeUnfinished(context: BatchContext): void {
  const { tables, failures, log } = context;
  for (const [key, value] of Object.entries(tables.settings.all(orderPrefix))) {
    const batch = order.safeParse(value);
    if (!batch.success) log.warn('batch-left-alone', { action: redactId(key) });
    else run(context, key, batch.data).catch((error: unknown) => failures.report(error, 'finishing a batch'));
  }
}

/** Built once by the composition. */
export function createBatchCreator(deps: BatchCreatorDeps): BatchCreator {
  const { tables, tasks } = deps;
  const context: BatchContext = { ...deps, running: new Map(), failures: createFailureReport(deps) };
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
