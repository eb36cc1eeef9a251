// Renames files for the user: one file to a typed name, or a selection with a template.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { nameKey } from '../../../../shared/file-names/free-name.ts';
import { isSafeStem } from '../../../../shared/file-names/safe-text.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue, RunningAction } from '../../undo/action-queue.ts';
import type { Replayer } from '../../undo/replay.ts';
import type { FileJobProgress, FileJobs } from '../file-jobs.ts';
import type { VideoNaming } from '../video-naming.ts';
import { type NamedFile, planRenames } from './plan-renames.ts';
import { createRenameRecorder, createRenameReplayer, type RenameRecorder } from './rename-actions.ts';
import { type FileRename, finishOpenRenames, type RenameFilesDeps, type RenameOutcome, renameFiles } from './rename-files.ts';

/** Files per slice. The transaction stays short, and a kill or a cancellation leaves at most this many files unfinished. */
const sliceSize = 32;
const rowsPerTurn = 100;
/** The number of missing files whose names are left free. */
const maxMissingNames = 10_000;

/** Dependencies of the renames. */
export interface FileRenamesDeps extends RenameFilesDeps {
  readonly naming: VideoNaming;
  readonly fileJobs: Pick<FileJobs, 'begin' | 'busyBy'>;
  readonly failures: FailureReporter;
  actionLog(): Pick<ActionLog, 'record' | 'append'>;
  /** The queue of all undoable actions. Renames run in it. */
  actionQueue(): Pick<ActionQueue, 'run'>;
  /** The other work on the files that prevents a rename now; null if there is none. */
  busyBy(): 'move' | 'short-operation' | 'rebuild' | null;
  /** Resolves when moves into or out of the trash that a kill interrupted have been taken back. */
  trashRecovered(): Promise<void>;
}

/** Renames of stored files. */
export interface FileRenames {
  /** Renames one file and returns its new name. Errors: see `library.renameFile`. */
  renameOne(resultId: number, stem: string): Promise<Result<string, AppError>>;
  /** Starts to rename a selection. Error: `library-busy`. */
  start(resultIds: readonly number[], template: string): Result<null, AppError>;
  /** Undoes and redoes renames. Refuses while files are exported or searched for. */
  readonly replayer: Replayer;
  /** Takes back or completes renames that a kill interrupted. Called at start-up. Renames, undo and redo wait for it. */
  recover(): void;
  /** Waits until `recover` has ended. */
  recovered(): Promise<void>;
}

/** A directory with the files in it that will be renamed. */
interface Directory {
  readonly folder: string;
  /** The path of the directory, with a trailing `/`; empty for the folder itself. */
  readonly prefix: string;
  readonly files: NamedFile[];
}

const splitPath = (path: string): readonly [prefix: string, name: string] => {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
};

/** Groups the files by directory, with their new names. Files whose rows cannot be read are skipped and reported. */
async function directoriesOf(
  { tables, naming }: FileRenamesDeps,
  resultIds: readonly number[],
  template: string,
  progress: FileJobProgress,
  signal: AbortSignal,
): Promise<readonly Directory[]> {
  const directories = new Map<string, Directory>();
  for (const [at, id] of resultIds.entries()) {
    if (at % rowsPerTurn === rowsPerTurn - 1) await yieldToEventLoop();
    if (signal.aborted) return [];
    const row = tables.ifReadable(() => tables.results.get(id));
    const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
    const stem = folder === null ? null : naming.ofStored(folder, template, id, at + 1);
    if (row?.path == null || folder === null || stem === null) {
      progress.addFailure({ fileName: row?.path ?? '', error: { kind: 'file-missing' } });
      continue;
    }
    const [prefix, name] = splitPath(row.path);
    const key = `${row.folderId} ${prefix}`;
    const directory = directories.get(key) ?? { folder, prefix, files: [] };
    directory.files.push({ id, name, stem });
    directories.set(key, directory);
  }
  return [...directories.values()];
}

function report(progress: FileJobProgress, outcomes: readonly RenameOutcome[], isLast: (outcome: RenameOutcome) => boolean): void {
  for (const outcome of outcomes) {
    if (outcome.error !== null) progress.addFailure({ fileName: splitPath(outcome.from)[1], error: outcome.error });
  }
  progress.countDone(outcomes.filter((outcome) => outcome.error === null && isLast(outcome)).length);
}

/**
 * Divides steps into slices. The two steps of one file are in different slices. Names are compared without regard to case, as some file
 * systems do.
 */
export function* slicesOf(steps: readonly FileRename[]): Generator<readonly FileRename[]> {
  let slice: FileRename[] = [];
  const ids = new Set<number>();
  const names = new Set<string>();
  for (const step of steps) {
    // The old name of an earlier file in the slice becomes free only at the end of the slice.
    if (slice.length >= sliceSize || ids.has(step.resultId) || names.has(nameKey(step.to))) {
      yield slice;
      slice = [];
      ids.clear();
      names.clear();
    }
    slice.push(step);
    ids.add(step.resultId);
    names.add(nameKey(step.from));
  }
  if (slice.length > 0) yield slice;
}

/** Names of missing files in a directory. No other file gets them, because then it would count as the missing one. */
const namesOfMissing = ({ tables }: FileRenamesDeps, prefix: string): readonly string[] =>
  tables.results.missing(0, maxMissingNames).flatMap(({ path }) => {
    const [directory, name] = splitPath(path);
    return directory === prefix ? [name] : [];
  });

async function renameDirectory(
  deps: FileRenamesDeps,
  directory: Directory,
  record: RenameRecorder,
  progress: FileJobProgress,
  shouldContinue: () => Promise<boolean>,
): Promise<void> {
  const { folder, prefix, files } = directory;
  const [first] = files;
  const namesOnDisk = first === undefined ? [] : await deps.library.namesBeside(folder, prefix + first.name);
  const otherNames = [...namesOnDisk, ...namesOfMissing(deps, prefix)];
  const steps = planRenames(files, otherNames).map(({ id, from, to }) => ({ resultId: id, from: prefix + from, to: prefix + to }));
  const lastStep = new Map(steps.map((step) => [step.resultId, step.to]));
  progress.countSkipped(files.length - lastStep.size);
  const isLast = ({ resultId, to }: FileRename): boolean => lastStep.get(resultId) === to;
  for (const slice of slicesOf(steps)) {
    if (!(await shouldContinue())) return;
    report(progress, await renameFiles(deps, slice, { onCommit: (done) => record(done, isLast) }), isLast);
  }
}

async function renameOne(deps: FileRenamesDeps, resultId: number, stem: string): Promise<Result<string, AppError>> {
  const { tables, library, naming } = deps;
  const row = tables.results.get(resultId);
  const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
  if (row?.path == null || folder === null) return fail({ kind: 'unknown-item', what: 'result' });
  const typed = stem.trim().normalize('NFC');
  if (!isSafeStem(typed, naming.limitIn(folder))) return fail({ kind: 'name-not-allowed', name: typed.slice(0, 255) });
  const [prefix, name] = splitPath(row.path);
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '.mp4';
  const newName = typed + extension;
  if (newName === name) return ok(name);
  const otherNames = (await library.namesBeside(folder, row.path)).filter((other) => other !== name);
  if (otherNames.some((other) => nameKey(other) === nameKey(newName)))
    return fail({ kind: 'file-name-taken', name: newName.slice(0, 255) });
  const record = createRenameRecorder(deps.actionLog);
  const [outcome] = await renameFiles(deps, [{ resultId, from: row.path, to: prefix + newName }], {
    onCommit: (done) => record(done, () => true),
  });
  return outcome === undefined || outcome.error !== null ? fail(outcome?.error ?? { kind: 'file-missing' }) : ok(newName);
}

/** Whether to continue with the next slice: neither the rename nor the action queue was stopped. */
const shouldContinue = async (running: RunningAction, signal: AbortSignal): Promise<boolean> =>
  (await running.canContinue(0)) && !signal.aborted;

/** Called once by `core/compose/`. */
export function createFileRenames(deps: FileRenamesDeps): FileRenames {
  const { fileJobs } = deps;
  const busyError = (): AppError | null => {
    const by = fileJobs.busyBy() ?? deps.busyBy() ?? (isReplaying ? 'rename' : null);
    return by === null ? null : { kind: 'library-busy', by };
  };
  let recovery: Promise<void> = Promise.resolve();
  let isReplaying = false;
  const replayer = createRenameReplayer(deps);
  return {
    replayer: {
      async replay(changes, direction, commit) {
        // A rename that is shown as running waits for the action queue, which this replay occupies.
        await Promise.all([recovery, deps.trashRecovered()]);
        const by = fileJobs.busyBy();
        const otherWork = by === 'rename' ? deps.busyBy() : (by ?? deps.busyBy());
        if (otherWork !== null) return fail({ kind: 'library-busy', by: otherWork });
        isReplaying = true;
        try {
          return await replayer.replay(changes, direction, commit);
        } finally {
          isReplaying = false;
        }
      },
    },
    recover() {
      recovery = finishOpenRenames(deps).catch((error: unknown) => void deps.failures.report(error, 'finishing renames'));
    },
    recovered: () => recovery,
    async renameOne(resultId, stem) {
      const error = busyError();
      return error === null ? await deps.actionQueue().run(() => recovery.then(() => renameOne(deps, resultId, stem))) : fail(error);
    },
    start(resultIds, template) {
      const error = busyError();
      if (error !== null) return fail(error);
      const unique = [...new Set(resultIds)];
      fileJobs.begin('rename', unique.length, null, async (progress, signal) => {
        const outcome = await deps.actionQueue().run(async (running) => {
          await recovery;
          const record = createRenameRecorder(deps.actionLog);
          for (const directory of await directoriesOf(deps, unique, template, progress, signal)) {
            await renameDirectory(deps, directory, record, progress, () => shouldContinue(running, signal));
          }
          return ok(null);
        });
        return outcome.ok ? null : outcome.error;
      });
      return ok(null);
    },
  };
}
