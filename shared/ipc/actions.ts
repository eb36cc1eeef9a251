// Undo and redo of actions in the library and the queue. The log survives a restart.
import { z } from 'zod';
import { actionKinds } from '../actions/action.ts';
import { emptyObject, id } from './common-inputs.ts';

const actionName = z.strictObject({
  id,
  kind: z.enum(actionKinds),
  count: z.number().int(),
  subject: z.string(),
});

const count = z.number().int();

/** The state of the log, for the Edit menu and for the progress of a running action. */
export const actionStatus = z.strictObject({
  /** What `actions.undo` takes back next; `messages.actions.name` names it. null: nothing. */
  undo: actionName.nullable(),
  /** What `actions.redo` does again next. */
  redo: actionName.nullable(),
  /** The running action, its undo or its redo, where it concerns more than 500 items; null where none does. */
  running: z.strictObject({ kind: z.enum(actionKinds), done: count, total: count }).nullable(),
});

/** Which lists of the window are out of date: a number that changes with each change of a list. Numbers of two starts (`boot`) cannot be compared. */
export const judgementStatus = z.strictObject({ tagRevision: count, collectionRevision: count });

const replayOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('done'),
    action: actionName,
    /**
     * What could not be changed, because it no longer exists or its entry in the log is damaged: say it where it is not 0. Everything else was
     * changed.
     */
    missing: z.strictObject({ videos: count, tags: count, collections: count, tasks: count, unreadable: count }),
    /** `actions.cancel` ended it: the rest of the action is still next in the menu. */
    isCancelled: z.boolean(),
  }),
  /** The log has nothing (more) in this direction. */
  z.strictObject({ outcome: z.literal('nothing') }),
  /** The action that was asked for is not the next one in this direction. */
  z.strictObject({ outcome: z.literal('not-next') }),
]);
/** The outcome of undo and redo. */
export type ReplayOutcome = z.infer<typeof replayOutcome>;

const byAction = z.strictObject({ actionId: id.nullable() });

/** The calls about undo and redo. */
export const actionCalls = {
  /**
   * Takes back the newest action that was not taken back. With `actionId`, only where that is the one: for a button beside the message about an
   * action.
   */
  'actions.undo': { input: byAction, output: replayOutcome },
  /** Does the oldest action again that was taken back. A new action ends what can be redone. */
  'actions.redo': { input: byAction, output: replayOutcome },
  /** Ends the running action after its current slice; does nothing where none runs. */
  'actions.cancel': { input: emptyObject, output: emptyObject },
} as const;
