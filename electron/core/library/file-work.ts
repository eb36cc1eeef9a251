// Work on many files that the user has started and can cancel: a rename, an export, or a search for missing files. One at a time; its progress is in memory.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput, StudioStatus } from '../../../shared/ipc.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';

type Status = NonNullable<StudioStatus['library']['fileWork']>;
type Failure = CallOutput<'library.fileWorkFailures'>['files'][number];

const notifyEveryMs = 250;
const maxListed = 100;

/** What the work reports about itself. */
export interface WorkProgress {
  /** Corrects the totals, which may become known late. */
  setTotals(total: number, totalBytes: number): void;
  done(count: number): void;
  skipped(count: number): void;
  failed(failure: Failure): void;
  /** Adds bytes that were copied. */
  copied(bytes: number): void;
  /** Adds files that a search has looked at. */
  looked(count: number): void;
}

/** How a run ended: null when all was done, otherwise the error that ended it. */
export type Work = (progress: WorkProgress, signal: AbortSignal) => Promise<AppError | null>;

/** Runs the work, and keeps what the window shows of it. */
export interface FileWork {
  busyBy(): Status['kind'] | null;
  /** Runs in the background. The caller has made sure that nothing runs. */
  begin(kind: Status['kind'], total: number, folder: string | null, work: Work): void;
  /** Shows work of the last run that has not come to its end, as cancelled. */
  restore(kind: Status['kind'], total: number, totalBytes: number, folder: string | null): void;
  cancel(): void;
  /** Removes the report that the user has read. */
  dismiss(): void;
  failures(): readonly Failure[];
  status(): Status | null;
  /** Aborts the run and waits for its end. */
  stop(): Promise<void>;
}

/** What runs, for the log. */
const workNames: Readonly<Record<Status['kind'], string>> = {
  rename: 'renaming files',
  export: 'exporting videos',
  locate: 'searching for missing files',
};

const nothingDone = { done: 0, skipped: 0, failed: 0, totalBytes: 0, doneBytes: 0, looked: 0, error: null } as const;

/** Built once by the composition. */
export function createFileWork(deps: { readonly clock: Clock; readonly log: Log; statusChanged(): void }): FileWork {
  const { clock, statusChanged } = deps;
  const report = createFailureReporter(deps);
  let status: Status | null = null;
  let failures: Failure[] = [];
  let running: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  let notifiedAtMs = 0;

  function change(next: Partial<Status>): void {
    if (status === null) return;
    status = { ...status, ...next };
    if (next.state === undefined && clock.now() - notifiedAtMs < notifyEveryMs) return;
    notifiedAtMs = clock.now();
    statusChanged();
  }
  const progress: WorkProgress = {
    setTotals: (total, totalBytes) => change({ total, totalBytes }),
    done: (count) => change({ done: (status?.done ?? 0) + count }),
    skipped: (count) => change({ skipped: (status?.skipped ?? 0) + count }),
    copied: (bytes) => change({ doneBytes: (status?.doneBytes ?? 0) + bytes }),
    looked: (count) => change({ looked: (status?.looked ?? 0) + count }),
    failed(failure) {
      if (failures.length < maxListed) failures.push(failure);
      change({ failed: (status?.failed ?? 0) + 1 });
    },
  };

  return {
    busyBy: () => (running === null ? null : (status?.kind ?? null)),
    begin(kind, total, folder, work) {
      const controller = new AbortController();
      failures = [];
      status = { ...nothingDone, kind, state: 'running', total, folder };
      const ended = Promise.resolve()
        .then(() => work(progress, controller.signal))
        .catch((error: unknown) => report.report(error, workNames[kind]))
        .then((error) => {
          running = null;
          if (error !== null && error.kind !== 'cancelled-by-user') change({ state: 'failed', error });
          else change({ state: controller.signal.aborted ? 'cancelled' : 'done' });
        });
      running = { controller, ended };
      statusChanged();
    },
    restore(kind, total, totalBytes, folder) {
      status = { ...nothingDone, kind, state: 'cancelled', total, totalBytes, folder };
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
      await running?.ended;
    },
  };
}
