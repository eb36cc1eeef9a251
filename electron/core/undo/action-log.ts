// The log of actions that can be undone: what each has changed, in parts, one for each of its transactions. It is written in the transaction of the
// change itself, so that after a crash it has exactly what was done.
import { z } from 'zod';
import type { ActionName } from '../../../shared/actions/action.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { ReplayOutcome } from '../../../shared/ipc.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { InvalidRowError } from '../../db/rows/row-shape.ts';
import type { ActionPartRow, ActionRow } from '../../db/tables/action-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { ActionLane, RunningAction } from './action-lane.ts';
import { type ActionArea, actionAreas, addMissing, type Missing, nothingMissing, type ReplayDirection, type Replayers } from './replay.ts';

/** How many actions the log keeps, and for how long. */
const maxActions = 1_000;
const maxAgeMs = 30 * 86_400_000;

/** What one transaction of an action changed. */
export interface ActionPart {
  readonly area: ActionArea;
  /** JSON from which the area's `Replayer` restores the state before the action, and the state after it. */
  readonly changes: JsonValue;
  /** Items that it changed. */
  readonly count: number;
}

/** Records what actions change, and replays it. Areas that record actions, and the handlers of undo and redo, call it. */
export interface ActionLog {
  /**
   * Records an action with its first part, and drops what could be redone. Call it in the transaction of the change. Returns the id of the action.
   */
  record(head: Pick<ActionName, 'kind' | 'subject'>, part: ActionPart): number;
  /** Adds the next part of an action, in the transaction of the change. */
  append(actionId: number, part: ActionPart): void;
  /** The action that would be replayed next; null where there is none, or it does not parse. */
  next(direction: ReplayDirection): ActionName | null;
  /** Undoes the newest action, or redoes the oldest undone one; with an `actionId` only if it is that of this action. */
  replay(direction: ReplayDirection, actionId: number | null): Promise<Result<ReplayOutcome, AppError>>;
  /** Drops actions that are too old. Called at the start. */
  prune(): void;
}

interface ActionLogDeps {
  readonly tables: Tables;
  readonly clock: Pick<Clock, 'now'>;
  readonly lane: ActionLane;
  replayers(): Replayers;
}

/** The value of `changes`: the changes under the name of their area. */
const storedPart = z.strictObject({ area: z.enum(actionAreas), changes: z.custom<JsonValue>((value) => value !== undefined) });

const nameOf = ({ id, kind, itemCount, subject }: ActionRow): ActionName => ({ id, kind, count: itemCount, subject });

function nextPart({ tables }: ActionLogDeps, direction: ReplayDirection): ActionPartRow | undefined {
  return direction === 'undo' ? tables.actions.nextToUndo() : tables.actions.nextToRedo();
}

function prune({ tables, clock }: ActionLogDeps, newestId: number): void {
  tables.actions.prune(newestId - maxActions, clock.now() - maxAgeMs);
}

const rowOf = (actionId: number, position: number, { area, changes }: ActionPart): ActionPartRow => ({
  actionId,
  position,
  changes: JSON.stringify({ area, changes }),
  undone: 0,
});

/** Replays one part and marks it. A part that does not parse is only marked: it must not block the parts after it. */
async function replayPart(deps: ActionLogDeps, part: ActionPartRow, direction: ReplayDirection): Promise<Result<Missing, AppError>> {
  const { tables } = deps;
  const markPart = () => tables.actions.setUndone(part, direction === 'undo' ? 1 : 0);
  const commit = (write: () => void) =>
    tables.transaction(() => {
      write();
      markPart();
    });
  const stored = storedPart.safeParse(parseJson(part.changes));
  if (stored.success) return deps.replayers()[stored.data.area].replay(stored.data.changes, direction, commit);
  markPart();
  return ok({ ...nothingMissing, unreadable: 1 });
}

async function replayAction(
  deps: ActionLogDeps,
  runningAction: RunningAction,
  direction: ReplayDirection,
  first: ActionPartRow,
): Promise<Result<ReplayOutcome, AppError>> {
  const { tables } = deps;
  const row = tables.actions.get(first.actionId);
  if (row === undefined) return ok({ outcome: 'nothing' });
  const parts = tables.actions.partCounts(row.id);
  const total = direction === 'undo' ? parts.all - parts.undone : parts.undone;
  runningAction.begin(row.kind, row.itemCount);
  let missing = nothingMissing;
  let isCancelled = false;
  let done = 0;
  for (let part: ActionPartRow | undefined = first; part !== undefined && part.actionId === row.id; part = nextPart(deps, direction)) {
    const replayed = await replayPart(deps, part, direction);
    if (!replayed.ok) return replayed;
    missing = addMissing(missing, replayed.value);
    done += 1;
    if (done < total && !(await runningAction.canContinue(Math.round((row.itemCount * done) / total)))) {
      isCancelled = true;
      break;
    }
  }
  return ok({ outcome: 'done', action: nameOf(row), missing, isCancelled });
}

/** Runs a replay. An action of which a row does not parse ends it with that error, and is left out from then on: it must not block the others. */
async function pastDamage<T>({ tables }: ActionLogDeps, direction: ReplayDirection, replay: () => Promise<T>): Promise<T> {
  try {
    return await replay();
  } catch (error) {
    const isOfLog = error instanceof InvalidRowError && ['action_log', 'action_part'].includes(error.row.table);
    const damagedId = isOfLog ? tables.actions.nextId(direction) : undefined;
    if (damagedId !== undefined) tables.actions.setAllUndone(damagedId, direction === 'undo' ? 1 : 0);
    throw error;
  }
}

/** Built once by the composition. `replayers` is asked when the first action is replayed, because the areas are built from the log. */
export function createActionLog(deps: ActionLogDeps): ActionLog {
  const { tables, clock, lane } = deps;
  return {
    record({ kind, subject }, part) {
      tables.actions.dropUndone();
      const id = tables.actions.insert({ doneAtMs: clock.now(), kind, itemCount: part.count, subject });
      tables.actions.addPart(rowOf(id, 0, part));
      prune(deps, id);
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
      lane.run((runningAction) =>
        pastDamage<Result<ReplayOutcome, AppError>>(deps, direction, async () => {
          const part = nextPart(deps, direction);
          if (part === undefined) return ok({ outcome: 'nothing' });
          if (actionId !== null && actionId !== part.actionId) return ok({ outcome: 'not-next' });
          return await replayAction(deps, runningAction, direction, part);
        }),
      ),
    prune() {
      const newest = tables.actions.nextToUndo();
      prune(deps, newest?.actionId ?? 0);
    },
  };
}
