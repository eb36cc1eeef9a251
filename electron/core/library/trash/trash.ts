// The trash of the library: moves videos into it, restores them, and deletes them for good. Actions run in slices, one action at a time,
// so that a restore and a deletion never work on the same file.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { createFailureReporter } from '../../failure-reporter.ts';
import { rowsPerSlice } from '../../scheduling/slice-size.ts';
import type { Replayer } from '../../undo/replay.ts';
import { recoverInterrupted } from './recover-interrupted.ts';
import type { TrashAction, TrashDeps, TrashLimits, TrashOutcome } from './trash-deps.ts';
import {
  applicableRow,
  type PreparedSlice,
  prepareSlice,
  type RecordedPlaces,
  type RowWithPath,
  refusalOf,
  type SliceOutcome,
} from './trash-slice.ts';
import { createTrashRecorder, createTrashReplayer, type TrashRecorder } from './trash-undo.ts';

/** How many times a file gets a new planned name because the previous one was taken meanwhile. */
const maxRounds = 3;

/** The trash. Members take any number of result ids. A video that the action does not apply to stays unchanged. */
export interface Trash {
  /** Moves videos to the trash of their folder. If a video has no file, only its record moves. */
  moveToTrash(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Restores videos from the trash. A video whose name is taken gets a free name. */
  restore(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Deletes the files of videos in the trash. Their records stay. */
  deleteForGood(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Deletes videos for good that are in the trash and were moved there at this time (Unix milliseconds) or earlier. */
  purge(ids: readonly number[], trashedBeforeMs: number): Promise<TrashOutcome>;
  /** Undoes and redoes deletions and restores. */
  readonly replayer: Replayer;
  /** True while an action runs or waits to run. */
  isBusy(): boolean;
  /** The number of videos in the trash, and the total size of their files. */
  total(): { readonly count: number; readonly bytes: number };
  /** Completes or takes back what a kill interrupted. Called at start-up; never rejects. */
  recoverInterrupted(): void;
  /** Resolves when `recoverInterrupted` has ended. */
  recovered(): Promise<void>;
  /** Waits for the end of the current slice. Called before the database closes; no action starts afterwards. */
  stop(): Promise<void>;
}

interface OutcomeTotals {
  readonly changedIds: number[];
  bytes: number;
  readonly refused: { readonly resultId: number; readonly error: AppError }[];
}

const emptyTotals = (): OutcomeTotals => ({ changedIds: [], bytes: 0, refused: [] });

/** Groups the rows to which the action applies by folder, and collects the refused rows. */
async function groupByFolder(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  limits: TrashLimits,
  totals: OutcomeTotals,
): Promise<ReadonlyMap<string, readonly RowWithPath[]>> {
  const groups = new Map<string, RowWithPath[]>();
  for (const id of new Set(ids)) {
    const row = applicableRow(deps, id, action, limits);
    const folder = row === null ? null : deps.tables.results.folderPath(row.folderId);
    if (row === null || folder === null) continue;
    const error = await refusalOf(deps, row, folder);
    if (error !== null) totals.refused.push({ resultId: id, error });
    else groups.set(folder, [...(groups.get(folder) ?? []), row]);
  }
  return groups;
}

/** Adds the outcomes of a slice to the totals. Returns the ids to try again because another file took the planned name. */
function addOutcomes(outcomes: readonly SliceOutcome[], totals: OutcomeTotals): readonly number[] {
  const retryIds: number[] = [];
  for (const { row, error } of outcomes) {
    if (error === 'retry') retryIds.push(row.id);
    else if (error !== null) totals.refused.push({ resultId: row.id, error });
    else {
      totals.changedIds.push(row.id);
      if (row.state === 'stored') totals.bytes += row.bytes ?? 0;
    }
  }
  return retryIds;
}

async function runSlice(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  limits: TrashLimits,
  recorder: TrashRecorder,
  totals: OutcomeTotals,
): Promise<void> {
  let remainingIds = ids;
  for (let round = 1; remainingIds.length > 0 && round <= maxRounds; round += 1) {
    const retryIds: number[] = [];
    for (const [folder, rows] of await groupByFolder(deps, remainingIds, action, limits, totals)) {
      if (deps.signal.aborted) return;
      const slice = await prepareSlice(deps, folder, rows, action);
      const outcomes = deps.tables.transaction(() => {
        const written = slice.commit();
        recorder.record(written);
        return written;
      });
      retryIds.push(...addOutcomes([...slice.refused, ...outcomes], totals));
      await slice.deletePictures();
    }
    remainingIds = retryIds;
  }
}

/** Applies an action to all ids, slice by slice. `canContinue` is called between two slices. The action ends if it resolves to false. */
async function runAction(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  limits: TrashLimits,
  canContinue: (promise: number) => Promise<boolean>,
): Promise<TrashOutcome> {
  const totals = emptyTotals();
  const recorder = createTrashRecorder(deps.undo().log, action);
  await recoverInterrupted(deps);
  let offset = 0;
  for (let isContinuing = true; isContinuing && offset < ids.length && !deps.signal.aborted; offset += rowsPerSlice) {
    await runSlice(deps, ids.slice(offset, offset + rowsPerSlice), action, limits, recorder, totals);
    if (offset + rowsPerSlice < ids.length) isContinuing = await canContinue(offset + rowsPerSlice);
  }
  return { ...totals, actionId: recorder.actionId(), isCancelled: offset < ids.length };
}

/** Called once by `core/compose/`. */
export function createTrash(deps: TrashDeps): Trash {
  const failures = createFailureReporter(deps);
  let lastAction: Promise<unknown> = Promise.resolve();
  let unfinishedCount = 0;
  let recovery: Promise<void> = Promise.resolve();

  /** Runs `work` after all earlier actions have ended. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    unfinishedCount += 1;
    const promise = lastAction.then(work).finally(() => {
      unfinishedCount -= 1;
    });
    lastAction = promise.catch(() => undefined);
    return promise;
  }

  /** Runs an action of the user. It can be cancelled, and shows its progress if it has many videos. */
  const runUserAction = (action: TrashAction) => (ids: readonly number[]) =>
    deps.undo().actionQueue.run(async (runningAction) => {
      runningAction.begin(action === 'delete' ? 'delete-for-good' : action, ids.length);
      return ok(await enqueue(() => runAction(deps, ids, action, {}, runningAction.canContinue)));
    });

  const prepare = (ids: readonly number[], action: TrashAction, places: RecordedPlaces): Promise<readonly PreparedSlice[]> =>
    enqueue(async () => {
      await recoverInterrupted(deps);
      const slices: PreparedSlice[] = [];
      const totals = emptyTotals();
      for (const [folder, rows] of await groupByFolder(deps, ids, action, {}, totals))
        slices.push(await prepareSlice(deps, folder, rows, action, places));
      return slices;
    });

  return {
    moveToTrash: runUserAction('trash'),
    restore: runUserAction('restore'),
    deleteForGood: runUserAction('delete'),
    purge: (ids, trashedBeforeMs) => enqueue(() => runAction(deps, ids, 'delete', { trashedBeforeMs }, () => yieldToEventLoop(true))),
    replayer: createTrashReplayer(deps, prepare),
    isBusy: () => unfinishedCount > 0,
    total() {
      const { trashCount, trashBytes } = deps.tables.trash.trashTotal();
      return { count: trashCount, bytes: trashBytes };
    },
    recoverInterrupted() {
      recovery = enqueue(async () => {
        await deps.renamesRecovered();
        await recoverInterrupted(deps);
      }).catch((error: unknown) => void failures.report(error, 'the trash'));
    },
    recovered: () => recovery,
    async stop() {
      await lastAction;
    },
  };
}
