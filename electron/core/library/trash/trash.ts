// The trash of the library: moves videos into it, takes them back, and deletes them for good. Actions on any number of videos run in slices, one action
// at a time, so that a restore never meets a deletion of the same file.
import { setImmediate as nextEventLoopTurn } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { isTrashPath } from '../../../../shared/trash.ts';
import type { TrashIntentRow } from '../../../db/tables/trash-table.ts';
import { createFailureReporter } from '../../failure-reporter.ts';
import { chunkSize } from '../../scheduling/chunk-size.ts';
import type { TrashAction, TrashDeps, TrashOutcome, TrashRun } from './trash-deps.ts';
import { applicableRow, applyWithoutFile, carryOut, type PlacedRow, planSlice, refusalOf } from './trash-slice.ts';

/** How often a file whose planned name was taken meanwhile gets another one. */
const maxRounds = 3;

/** The trash. Members take result ids, any number of them; one that does not fit the action is left as it is. */
export interface Trash {
  /** Moves videos of the library to the trash of their folder. A video without a file is moved as a record. */
  moveToTrash(ids: readonly number[], run?: TrashRun): Promise<TrashOutcome>;
  /** Moves videos of the trash back; one whose name is taken gets a free one. */
  restore(ids: readonly number[], run?: TrashRun): Promise<TrashOutcome>;
  /** Deletes the files of videos of the trash. Their records stay. */
  deleteForGood(ids: readonly number[], run?: TrashRun): Promise<TrashOutcome>;
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

/** Groups the rows of a slice by folder, and collects the refused ones. */
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

/** Works on the videos of one folder; returns the ids whose name was taken meanwhile. */
async function runInFolder(
  deps: TrashDeps,
  folder: string,
  rows: readonly PlacedRow[],
  action: TrashAction,
  into: Collected,
): Promise<readonly number[]> {
  const withoutFile = rows.filter((row) => action !== 'trash' && !isTrashPath(row.path));
  applyWithoutFile(deps, withoutFile, action);
  into.changedIds.push(...withoutFile.map(({ id }) => id));
  const plans = await planSlice(
    deps,
    folder,
    rows.filter((row) => !withoutFile.includes(row)),
    action,
  );
  const work: { row: PlacedRow; intent: TrashIntentRow }[] = [];
  for (const { row, planned } of plans) {
    if (planned.ok) work.push({ row, intent: planned.value });
    else into.refused.push({ resultId: row.id, error: planned.error });
  }
  deps.tables.transaction(() => {
    for (const { intent } of work) deps.tables.trash.setIntent(intent);
  });
  const again: number[] = [];
  for (const { row, error } of await carryOut(deps, folder, work, false)) {
    if (error === 'again') again.push(row.id);
    else if (error !== null) into.refused.push({ resultId: row.id, error });
    else {
      into.changedIds.push(row.id);
      if (row.state === 'stored') into.bytes += row.bytes ?? 0;
    }
  }
  return again;
}

/** Applies an action to all ids, slice by slice. */
async function runAction(deps: TrashDeps, ids: readonly number[], action: TrashAction, run: TrashRun): Promise<TrashOutcome> {
  const into: Collected = { changedIds: [], bytes: 0, refused: [] };
  await finishInterrupted(deps);
  for (let from = 0; from < ids.length && !deps.signal.aborted && run.signal?.aborted !== true; from += chunkSize) {
    let slice = ids.slice(from, from + chunkSize);
    for (let round = 1; slice.length > 0 && round <= maxRounds; round += 1) {
      const again: number[] = [];
      for (const [folder, rows] of await groupByFolder(deps, slice, action, run, into)) {
        if (deps.signal.aborted) break;
        again.push(...(await runInFolder(deps, folder, rows, action, into)));
      }
      slice = again;
    }
    await nextEventLoopTurn();
  }
  return into;
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
    const [outcome] = await carryOut(deps, folder, [{ row, intent }], true);
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

  const inTurnOf =
    (action: TrashAction) =>
    (ids: readonly number[], run: TrashRun = {}): Promise<TrashOutcome> =>
      inTurn(() => runAction(deps, ids, action, run));

  return {
    moveToTrash: inTurnOf('trash'),
    restore: inTurnOf('restore'),
    deleteForGood: inTurnOf('delete'),
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
