// The undo log. It stores what each action changed, in parts: one part for each transaction of the action. Each part is written in the
// transaction of the change, so after a crash the log lists exactly what was done.
import { z } from 'zod';
import type { ActionSummary } from '../../../shared/actions/action.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { ReplayOutcome } from '../../../shared/ipc.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { InvalidRowError } from '../../db/rows/row-shape.ts';
import type { ActionPartRow, ActionRow } from '../../db/tables/action-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { ActionQueue, RunningAction } from './action-queue.ts';
import {
  type ActionArea,
  actionAreas,
  addMissingCounts,
  type MissingCounts,
  nothingMissing,
  type ReplayDirection,
  type Replayers,
} from './replay.ts';

/** Limits of the log: the number of actions, and their age. */
const maxActions = 1_000;
const maxAgeMs = 30 * 86_400_000;

/** The changes that an action made in one transaction. */
export interface ActionPart {
  readonly area: ActionArea;
  /** JSON from which the area's `Replayer` restores the state before the action, and the state after it. */
  readonly changes: JsonValue;
  /** The number of changed items. */
  readonly count: number;
}

/**
 * Records the changes of actions, and undoes and redoes them. Called by the areas that record actions, and by the handlers of undo and
 * redo.
 */
export interface ActionLog {
  /**
   * Records an action with its first part, and returns its id. Actions that could be redone are dropped. Call it in the transaction of
   * the change.
   */
  record(head: Pick<ActionSummary, 'kind' | 'subject'>, part: ActionPart): number;
  /** Adds another part to an action. Call it in the transaction of the change. */
  append(actionId: number, part: ActionPart): void;
  /** The action that the next undo or redo would replay; null if there is none, or if it does not parse. */
  next(direction: ReplayDirection): ActionSummary | null;
  /** Undoes the newest action, or redoes the oldest undone one. With an `actionId`, it does so only if that action has this id. */
  replay(direction: ReplayDirection, actionId: number | null): Promise<Result<ReplayOutcome, AppError>>;
  /** Drops actions that are too old. Called at the start. */
  prune(): void;
}

interface ActionLogDeps {
  readonly tables: Tables;
  readonly clock: Pick<Clock, 'now'>;
  readonly actionQueue: ActionQueue;
  replayers(): Replayers;
}

/** What the members of the log share. */
interface LogContext extends ActionLogDeps {
  /**
   * The action whose parts are being undone or redone; `noAction` if there is none. A discard never waits for a replay, and must not drop
   * the parts of that action: otherwise the changes of the replay would be in no part of the log.
   */
  replayedId: number;
}

/** The JSON in the column `changes`: the area, and what its `Replayer` parses. */
const storedPart = z.strictObject({ area: z.enum(actionAreas), changes: z.custom<JsonValue>((value) => value !== undefined) });

const nameOf = ({ id, kind, itemCount, subject }: ActionRow): ActionSummary => ({ id, kind, count: itemCount, subject });

function nextPart({ tables }: ActionLogDeps, direction: ReplayDirection): ActionPartRow | undefined {
  return direction === 'undo' ? tables.actions.nextToUndo() : tables.actions.nextToRedo();
}

function prune({ tables, clock }: ActionLogDeps): void {
  tables.actions.prune(maxActions, clock.now() - maxAgeMs);
}

/** No action has this id. */
const noAction = 0;

const rowOf = (actionId: number, position: number, { area, changes }: ActionPart): ActionPartRow => ({
  actionId,
  position,
  changes: JSON.stringify({ area, changes }),
  undone: 0,
});

/** Replays one part and marks it. A part that does not parse is only marked, so that it does not block the following parts. */
async function replayPart(context: LogContext, part: ActionPartRow, direction: ReplayDirection): Promise<Result<MissingCounts, AppError>> {
  const { tables } = context;
  const markPart = () => tables.actions.setUndone(part, direction === 'undo' ? 1 : 0);
  context.replayedId = part.actionId;
  const commit = (write: () => void) =>
    tables.transaction(() => {
      write();
      markPart();
    });
  const stored = storedPart.safeParse(parseJson(part.changes));
  if (stored.success) return context.replayers()[stored.data.area].replay(stored.data.changes, direction, commit);
  markPart();
  return ok({ ...nothingMissing, unreadable: 1 });
}

async function replayAction(
  context: LogContext,
  runningAction: RunningAction,
  direction: ReplayDirection,
  first: ActionPartRow,
): Promise<Result<ReplayOutcome, AppError>> {
  const { tables } = context;
  const row = tables.actions.get(first.actionId);
  if (row === undefined) return ok({ outcome: 'nothing' });
  const parts = tables.actions.partCounts(row.id);
  const total = direction === 'undo' ? parts.all - parts.undone : parts.undone;
  runningAction.begin(row.kind, row.itemCount);
  let missing = nothingMissing;
  let isCancelled = false;
  let done = 0;
  for (let part: ActionPartRow | undefined = first; part !== undefined && part.actionId === row.id; part = nextPart(context, direction)) {
    const result = await replayPart(context, part, direction);
    if (!result.ok) return result;
    missing = addMissingCounts(missing, result.value);
    done += 1;
    if (done < total && !(await runningAction.canContinue(Math.round((row.itemCount * done) / total)))) {
      isCancelled = true;
      break;
    }
  }
  return ok({ outcome: 'done', action: nameOf(row), missing, isCancelled });
}

/**
 * Runs a replay. If a row of an action does not parse, the replay fails. Later replays skip that action, so that it does not block the
 * others.
 */
async function skipIfUnreadable<T>({ tables }: ActionLogDeps, direction: ReplayDirection, replay: () => Promise<T>): Promise<T> {
  try {
    return await replay();
  } catch (error) {
    const isActionRow = error instanceof InvalidRowError && ['action_log', 'action_part'].includes(error.row.table);
    const unreadableId = isActionRow ? tables.actions.nextId(direction) : undefined;
    if (unreadableId !== undefined) tables.actions.setAllUndone(unreadableId, direction === 'undo' ? 1 : 0);
    throw error;
  }
}

/** Called once by `core/compose/`. `replayers` is called only at a replay, because the areas need the log before they can be built. */
export function createActionLog(deps: ActionLogDeps): ActionLog {
  const { tables, clock, actionQueue } = deps;
  const context: LogContext = { ...deps, replayedId: noAction };
  return {
    record({ kind, subject }, part) {
      tables.actions.dropUndone(context.replayedId);
      const id = tables.actions.insert({ doneAtMs: clock.now(), kind, itemCount: part.count, subject });
      tables.actions.addPart(rowOf(id, 0, part));
      prune(context);
      return id;
    },
    append(actionId, part) {
      tables.actions.addPart(rowOf(actionId, tables.actions.partCounts(actionId).all, part));
      tables.actions.addItems(actionId, part.count);
    },
    next: (direction) =>
      tables.ifReadable(() => {
        const part = nextPart(deps, direction);
        const row = part === undefined ? undefined : tables.actions.get(part.actionId);
        return row === undefined ? null : nameOf(row);
      }),
    replay: (direction, actionId) =>
      actionQueue.run((runningAction) =>
        skipIfUnreadable<Result<ReplayOutcome, AppError>>(deps, direction, async () => {
          const part = nextPart(deps, direction);
          if (part === undefined) return ok({ outcome: 'nothing' });
          if (actionId !== null && actionId !== part.actionId) return ok({ outcome: 'not-next' });
          try {
            return await replayAction(context, runningAction, direction, part);
          } finally {
            context.replayedId = noAction;
          }
        }),
      ),
    prune: () => prune(context),
  };
}
