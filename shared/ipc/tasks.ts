// Tasks: handing them in, one or many, ordering what waits, and everything that can be done with one.
import { z } from 'zod';
import { batchMaxTasks, batchMaxVariations } from '../batch/batch-limits.ts';
import { estimate, estimateKey, estimateKeysMax } from '../estimate.ts';
import { generationRequest, referenceRole } from '../generation.ts';
import { journalEntry, requestLogEntry, task, taskState } from '../task.ts';
import { actionId, byId, byResult, id, manyIds, nothing } from './common-inputs.ts';

/**
 * The profile that the window showed as the active one when it was pressed: it pays. Where another one is active when the call arrives, the call
 * fails with `another-profile-active` and nothing is made. null where the window showed none.
 */
const shownProfileId = id.nullable();

const submitInput = z.strictObject({
  key: actionId,
  profileId: shownProfileId,
  request: generationRequest,
  /** How many times: each becomes its own task. */
  variations: z.number().int().min(1).max(20),
  /** The person has seen the advice and sends all the same. Blocks are never overridden. */
  sendAnyway: z.boolean(),
  sourceTaskId: id.nullable(),
});

/** One request of a batch, some number of times: each becomes its own task. */
const batchItem = z.strictObject({ request: generationRequest, count: z.number().int().min(1).max(batchMaxVariations) });

/** A task as its kin names it. */
const relatedTask = z.strictObject({
  id,
  state: taskState,
  /** Which try it is, from 2; null where the person made it. */
  attemptNumber: z.number().int().nullable(),
  createdAtMs: z.number(),
  creditsReserved: z.number().nullable(),
  creditsUsed: z.number().nullable(),
});
/** Where a task came from and what came of it. */
export const lineage = z.strictObject({
  source: relatedTask.nullable(),
  /** At most fifty. */
  derived: z.array(relatedTask),
  /** The first task and all that the studio tried again by itself, in order; empty where there is no such try. */
  attempts: z.array(relatedTask),
});
export type Lineage = z.infer<typeof lineage>;

export const taskCalls = {
  'tasks.submit': { input: submitInput, output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Many requests at once, in order: all of them become tasks or none does, also across a crash.
   */
  'tasks.submitBatch': {
    input: z
      .strictObject({
        key: actionId,
        profileId: shownProfileId,
        items: z.array(batchItem).min(1).max(batchMaxTasks),
        /** As in `tasks.submit`, for every item. */
        sendAnyway: z.boolean(),
      })
      .refine(({ items }) => items.reduce((sum, { count }) => sum + count, 0) <= batchMaxTasks),
    output: z.strictObject({ ids: z.array(id) }),
  },
  /** Asks where with the system's dialog and writes a CSV file to begin a batch with; the file's name. */
  'batches.saveCsvTemplate': { input: nothing, output: z.strictObject({ name: z.string() }) },
  /** Makes each of these again: a new task with the same request, for the same account. A waiting one stands behind the task it was made from. */
  'tasks.rerun': { input: manyIds.extend({ key: actionId }), output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Puts waiting tasks, in the order given, before another waiting one, or first or last. What was sent in the meantime is left out;
   * where the other one was sent, they go first. Answers how many were moved.
   */
  'tasks.move': {
    input: z.strictObject({ ids: manyIds.shape.ids, to: z.union([z.enum(['first', 'last']), z.strictObject({ before: id })]) }),
    output: z.strictObject({ moved: z.number().int() }),
  },
  'tasks.holdMany': { input: manyIds, output: z.strictObject({ held: z.number().int() }) },
  /** `leftOut` may have been sent, and paid for, since the backup that the studio went back to: those are resumed one by one. */
  'tasks.releaseMany': { input: manyIds, output: z.strictObject({ released: z.number().int(), skipped: z.array(id) }) },
  /**
   * Takes a discarding back, as long as the studio has not been started again: those that surely were never accepted wait again where
   * they waited. `back` says how many. `replaced` stay discarded: a task that was made from them since is sent, and paid for, in their place.
   */
  'tasks.undoDiscard': { input: manyIds, output: z.strictObject({ restored: z.number().int(), replaced: z.number().int() }) },
  /** Discards those of these tasks that still wait; what was sent in the meantime goes on. Answers how many. */
  'tasks.discardWaiting': {
    input: manyIds,
    output: z.strictObject({ discarded: z.number().int() }),
  },
  'tasks.hold': { input: byId, output: nothing },
  'tasks.release': { input: byId, output: nothing },
  'tasks.runNext': { input: byId, output: nothing },
  /** Takes a waiting task back into the composer: it becomes a draft. */
  'tasks.edit': { input: byId, output: z.strictObject({ request: generationRequest }) },
  'tasks.discard': { input: byId, output: nothing },
  'tasks.pollNow': { input: byId, output: nothing },
  'tasks.resend': { input: byId.extend({ key: actionId }), output: nothing },
  'tasks.stopPolling': { input: byId, output: nothing },
  'tasks.resumePolling': { input: byId, output: nothing },
  'tasks.dismiss': { input: byId, output: nothing },
  'tasks.retryDownload': { input: byResult, output: nothing },
  'tasks.read': {
    input: byId,
    output: z.strictObject({
      task,
      journal: z.array(journalEntry),
      /** What was asked for it, request by request, oldest first. */
      requestLog: z.array(requestLogEntry),
      lineage,
      /** Oldest first; the last is the newest look, also where it taught nothing new. */
      serviceResponses: z.array(z.strictObject({ atMs: z.number(), body: z.string() })),
      /** The files it was given, each with its copy at the service as far as there is one now. */
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

  /** What each of these would probably cost and take, in their order; real or simulated as the active profile is. */
  'tasks.estimate': {
    input: z.strictObject({ keys: z.array(estimateKey).min(1).max(estimateKeysMax) }),
    output: z.strictObject({ simulated: z.boolean(), estimates: z.array(estimate) }),
  },
} as const;
