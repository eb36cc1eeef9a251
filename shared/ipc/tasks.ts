// Tasks: creating one or many, ordering the waiting ones, and every action on a task.
import { z } from 'zod';
import { batchMaxTasks, batchMaxVariations } from '../batch/batch-limits.ts';
import { estimate, estimateKey, estimateKeysMax } from '../estimate.ts';
import { generationRequest, referenceRole } from '../generation.ts';
import { journalEntry, requestLogEntry, task, taskState } from '../task.ts';
import { actionId, byId, byResult, emptyObject, id, idList } from './common-inputs.ts';

/**
 * The profile that the window showed as active at the click; this profile pays. If another profile is active when the call arrives, the
 * call fails with `another-profile-active` and creates nothing. null if the window showed none.
 */
const shownProfileId = id.nullable();

const submitInput = z.strictObject({
  actionId,
  profileId: shownProfileId,
  request: generationRequest,
  /** The number of tasks to create from the request. */
  variations: z.number().int().min(1).max(batchMaxVariations),
  /** True when the user has seen the advice and sends anyway. Blocking issues cannot be overridden. */
  sendAnyway: z.boolean(),
  sourceTaskId: id.nullable(),
});

/** One request of a batch, and the number of tasks to create from it. */
const batchItem = z.strictObject({
  request: generationRequest,
  count: z.number().int().min(1).max(batchMaxVariations),
  /** The task whose request is used again; absent if there is none. */
  sourceTaskId: id.optional(),
});

/** A related task in a lineage. */
const relatedTask = z.strictObject({
  id,
  state: taskState,
  /** The number of the auto-retry, from 2; null for a task of the user. */
  attemptNumber: z.number().int().nullable(),
  createdAtMs: z.number(),
  creditsReserved: z.number().nullable(),
  creditsUsed: z.number().nullable(),
});
/** The tasks that a task was made from, and those made from it. */
export const lineage = z.strictObject({
  source: relatedTask.nullable(),
  /** At most fifty tasks made from this task. */
  derived: z.array(relatedTask),
  /** The first task and all its auto-retries, in order; empty where there is no retry. */
  attempts: z.array(relatedTask),
});
/** The tasks that a task was made from, and those made from it. */
export type Lineage = z.infer<typeof lineage>;

/** The calls about tasks. */
export const taskCalls = {
  'tasks.submit': { input: submitInput, output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Creates the tasks of many requests in order: all of them or none, even if the studio crashes. Errors, for the source of any item:
   * `unknown-item`.
   */
  'tasks.submitBatch': {
    input: z
      .strictObject({
        actionId,
        profileId: shownProfileId,
        items: z.array(batchItem).min(1).max(batchMaxTasks),
        /** As in `tasks.submit`, for every item. */
        sendAnyway: z.boolean(),
      })
      .refine(({ items }) => items.reduce((sum, { count }) => sum + count, 0) <= batchMaxTasks),
    output: z.strictObject({ ids: z.array(id) }),
  },
  /** Saves a CSV template for a batch with the system's dialog; returns the file's name. */
  'batches.saveCsvTemplate': { input: emptyObject, output: z.strictObject({ name: z.string() }) },
  /**
   * Creates a task with the same request and profile for each of these tasks. If the old task still waits, the new one follows it in the
   * queue.
   */
  'tasks.rerun': { input: idList.extend({ actionId }), output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Moves waiting tasks, in the given order, before another waiting task, or to the front or the end. Leaves out tasks sent meanwhile. If
   * the other task was sent, the moved tasks go to the front. Returns how many were moved.
   */
  'tasks.move': {
    input: z.strictObject({ ids: idList.shape.ids, to: z.union([z.enum(['first', 'last']), z.strictObject({ before: id })]) }),
    output: z.strictObject({ movedCount: z.number().int() }),
  },
  'tasks.holdMany': { input: idList, output: z.strictObject({ heldCount: z.number().int() }) },
  /**
   * Resumes held tasks. The tasks of `skippedIds` may have been sent and paid for since the restored backup was made; the user resumes them one by
   * one.
   */
  'tasks.releaseMany': { input: idList, output: z.strictObject({ releasedCount: z.number().int(), skippedIds: z.array(id) }) },
  /**
   * Discards the tasks that still wait; tasks sent meanwhile are not affected. Returns how many, and the action for `actions.undo`, which restores
   * them as held tasks. `continues`: the action of an earlier call that these tasks belong to.
   */
  'tasks.discardWaiting': {
    input: idList.extend({ continues: id.nullable() }),
    output: z.strictObject({ discardedCount: z.number().int(), actionId: id.nullable() }),
  },
  'tasks.hold': { input: byId, output: emptyObject },
  'tasks.release': { input: byId, output: emptyObject },
  'tasks.runNext': { input: byId, output: emptyObject },
  /** Moves a waiting task back into the composer: it becomes a draft. */
  'tasks.edit': { input: byId, output: z.strictObject({ request: generationRequest }) },
  /** Discards a task. `actionId`: as for `tasks.discardWaiting`; null if the task did not wait, because that cannot be undone. */
  'tasks.discard': { input: byId, output: z.strictObject({ actionId: id.nullable() }) },
  'tasks.pollNow': { input: byId, output: emptyObject },
  'tasks.resend': { input: byId.extend({ actionId }), output: emptyObject },
  'tasks.stopPolling': { input: byId, output: emptyObject },
  'tasks.resumePolling': { input: byId, output: emptyObject },
  'tasks.dismiss': { input: byId, output: emptyObject },
  'tasks.retryDownload': { input: byResult, output: emptyObject },
  /** Returns these tasks, live or not, in any order. Leaves out tasks that do not exist or whose row cannot be read. */
  'tasks.records': { input: z.strictObject({ ids: z.array(id).max(300) }), output: z.strictObject({ tasks: z.array(task) }) },
  'tasks.read': {
    input: byId,
    output: z.strictObject({
      task,
      journal: z.array(journalEntry),
      /** The HTTP requests made for the task, oldest first. */
      requestLog: z.array(requestLogEntry),
      lineage,
      /** Oldest first. The last one is the newest poll, even if nothing had changed. */
      serviceResponses: z.array(z.strictObject({ atMs: z.number(), body: z.string() })),
      /** The task's references, each with its current copy at the service, if any. */
      files: z.array(
        z.strictObject({
          referenceId: id,
          role: referenceRole,
          name: z.string(),
          copy: z.strictObject({ fileId: z.string(), url: z.string(), uploadedAtMs: z.number(), expiresAtMs: z.number() }).nullable(),
        }),
      ),
    }),
  },

  /** Estimates each of these requests, in their order, from simulated tasks if the active profile is the simulator, otherwise from real ones. */
  'tasks.estimate': {
    input: z.strictObject({ keys: z.array(estimateKey).min(1).max(estimateKeysMax) }),
    output: z.strictObject({ simulated: z.boolean(), estimates: z.array(estimate) }),
  },
} as const;
