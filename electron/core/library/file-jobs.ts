// Runs a job of the user on many files, which can be cancelled: a rename, an export, or a search for missing files. One runs at a time.
// Its progress is kept in memory.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput, StudioStatus } from '../../../shared/ipc.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';

type Status = NonNullable<StudioStatus['library']['fileJob']>;
type Reasons = CallOutput<'library.fileJobFailures'>['reasons'];

const notifyEveryMs = 250;
const maxReasons = 100;
const maxFileNames = 100;

/** A file that was refused or not found. An unknown name is empty. */
interface Failure {
  readonly fileName: string;
  readonly error: AppError;
}

/** Receives the progress of the running job. */
export interface FileJobProgress {
  /** Corrects the totals, which may not be known at the start. */
  setTotals(total: number, totalBytes: number): void;
  countDone(count: number): void;
  countSkipped(count: number): void;
  addFailure(failure: Failure): void;
  /** Adds copied bytes. */
  addCopiedBytes(bytes: number): void;
  /** Adds examined files of a search. */
  countExamined(count: number): void;
}

/** A job that runs in the background. Resolves to null if it is complete, otherwise to the error that ended it. */
export type FileJob = (progress: FileJobProgress, signal: AbortSignal) => Promise<AppError | null>;

/** Runs one job at a time, and keeps its progress and its report for the window. */
export interface FileJobs {
  busyBy(): Status['kind'] | null;
  /** Starts the job in the background. The caller ensures that no other one is running. */
  begin(kind: Status['kind'], total: number, folder: string | null, job: FileJob): void;
  /** Shows an unfinished job of the last run of the studio as cancelled. */
  restore(kind: Status['kind'], total: number, totalBytes: number, folder: string | null): void;
  cancel(): void;
  /** Removes the report that the user has read. */
  dismiss(): void;
  /** Why files were refused, in the order of their first files. */
  failures(): Reasons;
  status(): Status | null;
  /** Aborts the run and waits for its end. */
  stop(): Promise<void>;
}

/** The name of each kind of job in the log. */
const jobNames: Readonly<Record<Status['kind'], string>> = {
  rename: 'renaming files',
  export: 'exporting videos',
  locate: 'searching for missing files',
};

const initialCounts = { done: 0, skipped: 0, failed: 0, totalBytes: 0, doneBytes: 0, examined: 0, error: null } as const;

/** Groups failures by their error. */
function createReasons(): { add(failure: Failure): void; list(): Reasons } {
  const reasons = new Map<string, { readonly error: AppError; count: number; readonly fileNames: string[] }>();
  let named = 0;
  return {
    add({ error, fileName }) {
      const key = JSON.stringify(error);
      const reason = reasons.get(key) ?? { error, count: 0, fileNames: [] };
      if (reason.count === 0 && reasons.size === maxReasons) return;
      reasons.set(key, reason);
      reason.count += 1;
      if (fileName === '' || named === maxFileNames) return;
      reason.fileNames.push(fileName);
      named += 1;
    },
    list: () => [...reasons.values()],
  };
}

/** Called once by `core/compose/`. */
export function createFileJobs(deps: { readonly clock: Clock; readonly log: Log; statusChanged(): void }): FileJobs {
  const { clock, statusChanged } = deps;
  const report = createFailureReporter(deps);
  let status: Status | null = null;
  let failures = createReasons();
  let running: { readonly controller: AbortController; readonly completion: Promise<void> } | null = null;
  let notifiedAtMs = 0;

  function updateStatus(next: Partial<Status>): void {
    if (status === null) return;
    status = { ...status, ...next };
    if (next.state === undefined && clock.now() - notifiedAtMs < notifyEveryMs) return;
    notifiedAtMs = clock.now();
    statusChanged();
  }
  const progress: FileJobProgress = {
    setTotals: (total, totalBytes) => updateStatus({ total, totalBytes }),
    countDone: (count) => updateStatus({ done: (status?.done ?? 0) + count }),
    countSkipped: (count) => updateStatus({ skipped: (status?.skipped ?? 0) + count }),
    addCopiedBytes: (bytes) => updateStatus({ doneBytes: (status?.doneBytes ?? 0) + bytes }),
    countExamined: (count) => updateStatus({ examined: (status?.examined ?? 0) + count }),
    addFailure(failure) {
      failures.add(failure);
      updateStatus({ failed: (status?.failed ?? 0) + 1 });
    },
  };

  return {
    busyBy: () => (running === null ? null : (status?.kind ?? null)),
    begin(kind, total, folder, job) {
      const controller = new AbortController();
      failures = createReasons();
      status = { ...initialCounts, kind, state: 'running', total, folder };
      const completion = Promise.resolve()
        .then(() => job(progress, controller.signal))
        .catch((error: unknown) => report.report(error, jobNames[kind]))
        .then((error) => {
          running = null;
          if (error !== null && error.kind !== 'cancelled-by-user') updateStatus({ state: 'failed', error });
          else updateStatus({ state: controller.signal.aborted ? 'cancelled' : 'done' });
        });
      running = { controller, completion };
      statusChanged();
    },
    restore(kind, total, totalBytes, folder) {
      status = { ...initialCounts, kind, state: 'cancelled', total, totalBytes, folder };
    },
    cancel: () => running?.controller.abort(),
    dismiss() {
      if (running !== null) return;
      status = null;
      statusChanged();
    },
    failures: () => failures.list(),
    status: () => status,
    async stop() {
      running?.controller.abort();
      await running?.completion;
    },
  };
}
