// Undo and redo of actions in the library and the queue. The log survives a restart.
import { z } from 'zod';
import { actionKinds } from '../actions/action.ts';
import { emptyObject, id } from './common-inputs.ts';

/**
 * What Undo and Redo apply to. `text`: the focused field, which has its own history. `form`: the whole form of the composer. `log`: the
 * actions of the library and the queue.
 */
export const undoTargets = ['text', 'form', 'log'] as const;
/** What Undo and Redo apply to. */
export type UndoTarget = (typeof undoTargets)[number];

const actionName = z.strictObject({
  id,
  kind: z.enum(actionKinds),
  count: z.number().int(),
  subject: z.string(),
});

const count = z.number().int();

/** The state of the log, for the Edit menu and for the progress of a running action. */
export const actionStatus = z.strictObject({
  /** The action that `actions.undo` would undo next; null if there is none. `messages.actions.name` names it. */
  undo: actionName.nullable(),
  /** The action that `actions.redo` would redo next; null if there is none. */
  redo: actionName.nullable(),
  /** The running action, its undo or its redo, where it concerns more than 500 items; null where none does. */
  running: z.strictObject({ kind: z.enum(actionKinds), done: count, total: count }).nullable(),
});

/** Revisions that tell the window which of its lists are out of date; `topRevision` is about the tops of stacks. Revisions of different starts (`boot`) cannot be compared. */
export const judgementStatus = z.strictObject({ tagRevision: count, collectionRevision: count, topRevision: count });

const replayOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('done'),
    action: actionName,
    /**
     * How many items could not be changed, because they no longer exist or their log entry is damaged. The window reports each number above
     * 0. All other items were changed.
     */
    missing: z.strictObject({ videos: count, tags: count, collections: count, tasks: count, unreadable: count }),
    /** True when `actions.cancel` stopped the action. The rest of the action stays next in the menu. */
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
   * Undoes the newest action that is not undone yet. With `actionId`, only if that is the newest one: for a button beside the message about
   * an action.
   */
  'actions.undo': { input: byAction, output: replayOutcome },
  /** Redoes the oldest undone action. After a new action nothing can be redone. */
  'actions.redo': { input: byAction, output: replayOutcome },
  /** Reports what Undo and Redo apply to while the focus is where it is. The Edit menu names actions of the log only for `log`. */
  'actions.reportTarget': { input: z.strictObject({ target: z.enum(undoTargets) }), output: emptyObject },
  /** Ends the running action after its current slice; does nothing where none runs. */
  'actions.cancel': { input: emptyObject, output: emptyObject },
} as const;
