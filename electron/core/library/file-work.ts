// Work of the user on many files, which can be cancelled: a rename, an export, or a search for missing files. Only one runs at a time.
// Its progress is kept in memory.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput, StudioStatus } from '../../../shared/ipc.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';

type Status = NonNullable<StudioStatus['library']['fileWork']>;
type Failure = CallOutput<'library.fileWorkFailures'>['files'][number];

const notifyEveryMs = 250;
const maxListedFailures = 100;

/** Receives the progress of the running work. */
export interface WorkProgress {
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

/** Work that runs in the background. Resolves to null if it is complete, otherwise to the error that ended it. */
export type Work = (progress: WorkProgress, signal: AbortSignal) => Promise<AppError | null>;

/** Runs the work, and keeps the progress and the report for the window. */
export interface FileWork {
  busyBy(): Status['kind'] | null;
  /** Starts the work in the background. The caller ensures that no other work is running. */
  begin(kind: Status['kind'], total: number, folder: string | null, work: Work): void;
  /** Shows unfinished work of the last run of the studio as cancelled. */
  restore(kind: Status['kind'], total: number, totalBytes: number, folder: string | null): void;
  cancel(): void;
  /** Removes the report that the user has read. */
  dismiss(): void;
  failures(): readonly Failure[];
  status(): Status | null;
  /** Aborts the run and waits for its end. */
  stop(): Promise<void>;
}

/** The name of each kind of work in the log. */
const workNames: Readonly<Record<Status['kind'], string>> = {
  rename: 'renaming files',
  export: 'exporting videos',
  locate: 'searching for missing files',
};

const initialCounts = { done: 0, skipped: 0, failed: 0, totalBytes: 0, doneBytes: 0, examined: 0, error: null } as const;

/** Called once by `core/compose/`. */
export function createFileWork(deps: { readonly clock: Clock; readonly log: Log; statusChanged(): void }): FileWork {
  const { clock, statusChanged } = deps;
  const report = createFailureReporter(deps);
  let status: Status | null = null;
  let failures: Failure[] = [];
  let running: { readonly controller: AbortController; readonly completion: Promise<void> } | null = null;
  let notifiedAtMs = 0;

  function updateStatus(next: Partial<Status>): void {
    if (status === null) return;
    status = { ...status, ...next };
    if (next.state === undefined && clock.now() - notifiedAtMs < notifyEveryMs) return;
    notifiedAtMs = clock.now();
    statusChanged();
  }
  const progress: WorkProgress = {
    setTotals: (total, totalBytes) => updateStatus({ total, totalBytes }),
    countDone: (count) => updateStatus({ done: (status?.done ?? 0) + count }),
    countSkipped: (count) => updateStatus({ skipped: (status?.skipped ?? 0) + count }),
    addCopiedBytes: (bytes) => updateStatus({ doneBytes: (status?.doneBytes ?? 0) + bytes }),
    countExamined: (count) => updateStatus({ examined: (status?.examined ?? 0) + count }),
    addFailure(failure) {
      if (failures.length < maxListedFailures) failures.push(failure);
      updateStatus({ failed: (status?.failed ?? 0) + 1 });
    },
  };

  return {
    busyBy: () => (running === null ? null : (status?.kind ?? null)),
    begin(kind, total, folder, work) {
      const controller = new AbortController();
      failures = [];
      status = { ...initialCounts, kind, state: 'running', total, folder };
      const completion = Promise.resolve()
        .then(() => work(progress, controller.signal))
        .catch((error: unknown) => report.report(error, workNames[kind]))
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
    failures: () => failures,
    status: () => status,
    async stop() {
      running?.controller.abort();
      await running?.completion;
    },
  };
}
