// Creates many tasks from one click without blocking the main process: either all tasks or none.
//
// Writing a thousand tasks takes the main process about 150 ms, much longer than a frame. So the whole batch is first stored as one row,
// in one transaction with its first tasks. If this transaction fails, no task is created. If it succeeds, all tasks will be created: the
// others follow in slices, each in a transaction that also stores the progress. After a crash or a quit, the next start creates the
// missing tasks. The row is deleted with the last task.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { z } from 'zod';
import { generationRequest } from '../../../shared/generation.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter, type FailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';
import { sleep } from '../scheduling/sleep.ts';
import { rowsPerSlice } from '../scheduling/slice-size.ts';
import { redactId } from '../service/redact-id.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const sliceRetryMs = 5_000;

const storedBatch = z.object({
  profileId: z.number().int(),
  simulated: z.boolean(),
  items: z.array(
    z.object({
      request: generationRequest,
      count: z.number().int(),
      /** The task whose request is used again; absent if there is none. */
      sourceTaskId: z.number().int().optional(),
    }),
  ),
});
/** A stored batch, as JSON in the table of settings: requests for one profile, in sequence, each `count` times. */
export type StoredBatch = z.infer<typeof storedBatch>;

type SingleTask = Omit<StoredBatch['items'][number], 'count'>;

/** The tasks of a batch, one after another. */
const singleTasksOf = (batch: StoredBatch): readonly SingleTask[] =>
  batch.items.flatMap(({ count, ...task }) => Array.from({ length: count }, () => task));

const batchPrefix = 'batch.';
const progressPrefix = 'batch-progress.';

/** Creates many tasks from one action of the user. */
export interface BatchCreator {
  /** The tasks of an earlier action with this id, once all of them are created; null if there was no such action. */
  earlierTasks(actionId: string): Promise<readonly number[]> | null;
  /**
   * Creates the tasks of a batch and returns their ids in order. A repeated action id returns the same tasks and creates none. Throws if
   * the batch cannot be written; then none of its tasks is ever created.
   */
  submit(actionId: string, batch: StoredBatch): Promise<readonly number[]>;
  /** Creates the missing tasks of stored batches at once, inside the caller's transaction. Called after a restore. */
  createRemaining(): void;
  /** Creates the missing tasks of stored batches in slices. Called at start-up. */
  resumeUnfinished(): void;
}

/** Dependencies of the batch creator. */
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
  readonly failures: FailureReporter;
}

/** Creates the tasks of one slice and stores the batch's progress, in one transaction. */
function createSlice(
  { tables, tasks }: BatchContext,
  actionId: string,
  { profileId, simulated }: StoredBatch,
  singleTasks: readonly SingleTask[],
  from: number,
): void {
  tasks.transaction(() => {
    const slice = singleTasks.slice(from, from + rowsPerSlice);
    for (const { request, sourceTaskId = null } of slice) tasks.create({ profileId, simulated, request, sourceTaskId, count: 1, actionId });
    if (from + slice.length < singleTasks.length) tables.settings.set(progressPrefix + actionId, from + slice.length);
    else {
      tables.settings.remove(batchPrefix + actionId);
      tables.settings.remove(progressPrefix + actionId);
    }
  });
}

/**
 * The number of created tasks of a batch: the stored progress, or the number of existing tasks if that is higher. No task may be
 * created, and charged, twice because a record was lost.
 */
function createdCount({ tables }: BatchContext, actionId: string): number {
  const storedProgress = tables.settings.get(progressPrefix + actionId);
  return Math.max(typeof storedProgress === 'number' ? storedProgress : 0, tables.userActions.tasksOf(actionId).length);
}

/**
 * Creates a slice and retries until it succeeds, because a disk may be full for a moment. A stored batch must not end in an error,
 * because the user would then submit it again.
 */
async function createSliceWithRetry(
  context: BatchContext,
  actionId: string,
  batch: StoredBatch,
  singleTasks: readonly SingleTask[],
  from: number,
): Promise<void> {
  const { clock, failures, signal } = context;
  while (!signal.aborted) {
    try {
      createSlice(context, actionId, batch, singleTasks, from);
      return;
    } catch (error) {
      failures.report(error, 'creating a batch');
      await sleep(clock, sliceRetryMs, signal);
    }
  }
}

/** Creates the tasks of a stored batch, except the first `from` tasks. After a quit, the next start creates the rest. */
async function createTasks(context: BatchContext, actionId: string, batch: StoredBatch, from: number): Promise<readonly number[]> {
  const { tables, signal, wakeAll } = context;
  const singleTasks = singleTasksOf(batch);
  for (let offset = from; offset < singleTasks.length && !signal.aborted; offset += rowsPerSlice) {
    await createSliceWithRetry(context, actionId, batch, singleTasks, offset);
    await yieldToEventLoop();
  }
  if (signal.aborted) return []; // nobody waits for the ids any more, and the database may be closed
  wakeAll();
  return tables.userActions.tasksOf(actionId);
}

/** Creates the tasks of a batch. Rejects, and starts nothing, if the existing tasks cannot be counted. */
async function run(
  context: BatchContext,
  actionId: string,
  batch: StoredBatch,
  from = createdCount(context, actionId),
): Promise<readonly number[]> {
  const created = createTasks(context, actionId, batch, from).finally(() => context.running.delete(actionId));
  context.running.set(actionId, created);
  return created;
}

/** See `BatchCreator.earlierTasks`. */
function earlierTasks(context: BatchContext, actionId: string): Promise<readonly number[]> | null {
  const { tables, running } = context;
  const runningBatch = running.get(actionId);
  if (runningBatch !== undefined) return runningBatch;
  const unfinished = storedBatch.safeParse(tables.settings.get(batchPrefix + actionId));
  if (unfinished.success) return run(context, actionId, unfinished.data);
  const ids = tables.userActions.tasksOf(actionId);
  return ids.length > 0 ? Promise.resolve(ids) : null;
}

function createRemaining(context: BatchContext): void {
  for (const [actionId, value] of Object.entries(context.tables.settings.allColumns(batchPrefix))) {
    const batch = storedBatch.safeParse(value);
    if (!batch.success) continue; // written by another version: skipped here too
    const singleTasks = singleTasksOf(batch.data);
    // If the tasks of a batch cannot be counted, the batch stays unchanged, so that no task is created twice.
    const created = context.tables.ifReadable(() => createdCount(context, actionId));
    if (created === null) continue;
    for (let offset = created; offset < singleTasks.length; offset += rowsPerSlice)
      createSlice(context, actionId, batch.data, singleTasks, offset);
  }
}

function resumeUnfinished(context: BatchContext): void {
  const { tables, failures, log } = context;
  for (const [actionId, value] of Object.entries(tables.settings.allColumns(batchPrefix))) {
    const batch = storedBatch.safeParse(value);
    if (!batch.success) log.warn('batch-left-alone', { action: redactId(actionId) });
    else run(context, actionId, batch.data).catch((error: unknown) => failures.report(error, 'finishing a batch'));
  }
}

/** Called once by `core/compose/`. */
export function createBatchCreator(deps: BatchCreatorDeps): BatchCreator {
  const { tables, tasks } = deps;
  const context: BatchContext = { ...deps, running: new Map(), failures: createFailureReporter(deps) };
  return {
    earlierTasks: (actionId) => earlierTasks(context, actionId),
    async submit(actionId, batch) {
      const earlier = earlierTasks(context, actionId);
      if (earlier !== null) return earlier;
      tasks.transaction(() => {
        tables.settings.set(batchPrefix + actionId, batch);
        createSlice(context, actionId, batch, singleTasksOf(batch), 0);
      });
      return run(context, actionId, batch, rowsPerSlice);
    },
    createRemaining: () => createRemaining(context),
    resumeUnfinished: () => resumeUnfinished(context),
  };
}
