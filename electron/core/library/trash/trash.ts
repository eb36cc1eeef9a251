// The trash of the library: moves videos into it, takes them back, and deletes them for good. Actions on any number of videos run in slices, one action
// at a time, so that a restore never meets a deletion of the same file.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { createFailureReporter } from '../../failure-reporter.ts';
import { chunkSize } from '../../scheduling/chunk-size.ts';
import type { Replayer } from '../../undo/replay.ts';
import type { TrashAction, TrashDeps, TrashOutcome, TrashRun } from './trash-deps.ts';
import { applicableRow, carryOut, type PlacedRow, type PreparedSlice, prepareSlice, refusalOf, type SliceOutcome } from './trash-slice.ts';
import { createTrashRecorder, createTrashReplayer, type TrashRecorder } from './trash-undo.ts';

/** How often a file whose planned name was taken meanwhile gets another one. */
const maxRounds = 3;

/** The trash. Members take result ids, any number of them; one that does not fit the action is left as it is. */
export interface Trash {
  /** Moves videos of the library to the trash of their folder. A video without a file is moved as a record. */
  moveToTrash(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Moves videos of the trash back; one whose name is taken gets a free one. */
  restore(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Deletes the files of videos of the trash. Their records stay. */
  deleteForGood(ids: readonly number[]): Promise<Result<TrashOutcome, AppError>>;
  /** Deletes those that were moved to the trash at this time (Unix milliseconds) or earlier, and are still there. */
  purge(ids: readonly number[], trashedBeforeMs: number): Promise<TrashOutcome>;
  /** Takes deletions and restores back. */
  readonly replayer: Replayer;
  /** True while an action runs or waits. */
  isBusy(): boolean;
  /** The number of videos in the trash, and the bytes of their files. */
  total(): { readonly count: number; readonly bytes: number };
  /** Completes what a kill interrupted. Called at start-up; never rejects. */
  begin(): void;
  /** Waits for the end of the slice at hand. Called before the database closes; nothing starts afterwards. */
  stop(): Promise<void>;
}

interface Collected {
  readonly changedIds: number[];
  bytes: number;
  readonly refused: { readonly resultId: number; readonly error: AppError }[];
}

const nothingCollected = (): Collected => ({ changedIds: [], bytes: 0, refused: [] });

/** Groups the rows to which the action applies by folder, and collects the refused ones. */
async function groupByFolder(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  run: TrashRun,
  into: Collected,
): Promise<ReadonlyMap<string, readonly PlacedRow[]>> {
  const groups = new Map<string, PlacedRow[]>();
  for (const id of new Set(ids)) {
    const row = applicableRow(deps, id, action, run);
    const folder = row === null ? null : deps.tables.results.folderPath(row.folderId);
    if (row === null || folder === null) continue;
    const error = await refusalOf(deps, row, folder);
    if (error !== null) into.refused.push({ resultId: id, error });
    else groups.set(folder, [...(groups.get(folder) ?? []), row]);
  }
  return groups;
}

/** Collects the outcomes of a slice; returns the ids whose name was taken meanwhile. */
function collect(outcomes: readonly SliceOutcome[], into: Collected): readonly number[] {
  const again: number[] = [];
  for (const { row, error } of outcomes) {
    if (error === 'again') again.push(row.id);
    else if (error !== null) into.refused.push({ resultId: row.id, error });
    else {
      into.changedIds.push(row.id);
      if (row.state === 'stored') into.bytes += row.bytes ?? 0;
    }
  }
  return again;
}

async function runSlice(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  run: TrashRun,
  recorder: TrashRecorder,
  into: Collected,
): Promise<void> {
  let left = ids;
  for (let round = 1; left.length > 0 && round <= maxRounds; round += 1) {
    const again: number[] = [];
    for (const [folder, rows] of await groupByFolder(deps, left, action, run, into)) {
      if (deps.signal.aborted) return;
      const slice = await prepareSlice(deps, folder, rows, action);
      const outcomes = deps.tables.transaction(() => {
        const written = slice.commit();
        recorder.record(written.filter(({ error }) => error === null).map(({ row }) => row.id));
        return written;
      });
      again.push(...collect([...slice.refused, ...outcomes], into));
      await slice.finish();
    }
    left = again;
  }
}

/** Applies an action to all ids, slice by slice. `next` is called between two slices, and ends the action where it resolves to false. */
async function runAction(
  deps: TrashDeps,
  ids: readonly number[],
  action: TrashAction,
  run: TrashRun,
  next: (done: number) => Promise<boolean>,
): Promise<TrashOutcome> {
  const into = nothingCollected();
  const recorder = createTrashRecorder(deps.undo().log, action);
  await finishInterrupted(deps);
  let from = 0;
  for (let goesOn = true; goesOn && from < ids.length && !deps.signal.aborted; from += chunkSize) {
    await runSlice(deps, ids.slice(from, from + chunkSize), action, run, recorder, into);
    if (from + chunkSize < ids.length) goesOn = await next(from + chunkSize);
  }
  return { ...into, actionId: recorder.actionId(), isCancelled: from < ids.length };
}

/** Carries out the intents that a kill left, in the folders that are available. */
async function finishInterrupted(deps: TrashDeps): Promise<void> {
  const { tables, folderIdentity, log, signal } = deps;
  for (const intent of tables.trash.intents()) {
    if (signal.aborted) return;
    const row = applicableRow(deps, intent.resultId, intent.action, {});
    const folder = row === null ? null : tables.results.folderPath(row.folderId);
    if (row === null || folder === null) {
      tables.trash.removeIntent(intent.resultId);
      continue;
    }
    if ((await folderIdentity.unavailableErrorOf(folder)) !== null || signal.aborted) continue;
    const { commit, finish } = await carryOut(deps, folder, [{ row, intent }], true);
    const [outcome] = tables.transaction(commit);
    await finish();
    log.info('trash-resumed', { result: row.id, action: intent.action, outcome: outcomeWord(outcome?.error ?? null) });
  }
}

const outcomeWord = (error: AppError | 'again' | null): string => (error === null ? 'done' : error === 'again' ? 'name-taken' : error.kind);

/** Built once by the composition. */
export function createTrash(deps: TrashDeps): Trash {
  const failures = createFailureReporter(deps);
  let last: Promise<unknown> = Promise.resolve();
  let unfinished = 0;

  /** Starts after the actions before it have ended. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    unfinished += 1;
    const done = last.then(work).finally(() => {
      unfinished -= 1;
    });
    last = done.catch(() => undefined);
    return done;
  }

  /** An action of the user: it can be cancelled, and shows its progress where it has many videos. */
  const byUser = (action: TrashAction) => (ids: readonly number[]) =>
    deps.undo().lane.run(async (running) => {
      running.begin(action === 'delete' ? 'delete-for-good' : action, ids.length);
      return ok(await inTurn(() => runAction(deps, ids, action, {}, running.next)));
    });

  const prepare = (ids: readonly number[], action: TrashAction): Promise<readonly PreparedSlice[]> =>
    inTurn(async () => {
      await finishInterrupted(deps);
      const slices: PreparedSlice[] = [];
      const into = nothingCollected();
      for (const [folder, rows] of await groupByFolder(deps, ids, action, {}, into))
        slices.push(await prepareSlice(deps, folder, rows, action));
      return slices;
    });

  return {
    moveToTrash: byUser('trash'),
    restore: byUser('restore'),
    deleteForGood: byUser('delete'),
    purge: (ids, trashedBeforeMs) => inTurn(() => runAction(deps, ids, 'delete', { trashedBeforeMs }, () => yieldToEventLoop(true))),
    replayer: createTrashReplayer(deps.tables, prepare),
    isBusy: () => unfinished > 0,
    total() {
      const { trashCount, trashBytes } = deps.tables.trash.trashTotal();
      return { count: trashCount, bytes: trashBytes };
    },
    begin() {
      void inTurn(() => finishInterrupted(deps)).catch((error: unknown) => failures.report(error, 'the trash'));
    },
    async stop() {
      await last;
    },
  };
}
