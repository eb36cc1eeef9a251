// Verifies every byte of every stored file at the user's request.

import type { AuditReport, StudioStatus } from '../../../../shared/ipc.ts';
import { createFailureReporter } from '../../failure-reporter.ts';
import type { FileStatus } from '../inspect-stored-file.ts';
import type { FileAuditDeps } from './audit-deps.ts';

/** Number of ids read from the table at a time. */
const filesPerBatch = 32;
/** Interval between two notifications of the window. */
const notifyEveryMs = 250;

type VerificationDeps = Pick<FileAuditDeps, 'tables' | 'files' | 'settings' | 'clock' | 'log' | 'statusChanged'>;

interface Verification {
  /** Starts a verification, unless one is already running. */
  start(): void;
  cancel(): void;
  /** The number of verified files, and of all files; null if no verification is running. */
  progress(): StudioStatus['library']['verifying'];
  /** Cancels the verification and waits for its end. */
  stop(): Promise<void>;
}

/** One verification of all files. `total`: the number of files at the start. */
interface Run {
  readonly controller: AbortController;
  done: number;
  readonly total: number;
}

/** Verifies the files one after another. A file that cannot be read now counts as done. Returns the report, also after an abort. */
async function readAll({ tables, files, clock, statusChanged }: VerificationDeps, run: Run): Promise<AuditReport> {
  const { signal } = run.controller;
  const counts: Record<FileStatus, number> = { intact: 0, unverified: 0, changed: 0, missing: 0 };
  let notifiedAtMs = clock.now();
  for (let afterId = 0; !signal.aborted; ) {
    const ids = tables.results.filesAfter(afterId, filesPerBatch);
    afterId = ids.at(-1) ?? 0;
    if (ids.length === 0) break;
    for (const id of ids) {
      const isReadable = tables.ifReadable(() => tables.results.get(id)) !== null;
      const verdict = isReadable ? await files.verify(id, signal) : null;
      if (signal.aborted) break;
      if (verdict !== null) counts[verdict] += 1;
      run.done += 1;
      if (clock.now() - notifiedAtMs >= notifyEveryMs) {
        notifiedAtMs = clock.now();
        statusChanged();
      }
    }
  }
  return { ...counts, atMs: clock.now(), isComplete: !signal.aborted };
}

/** Called once by the file audit. `signal` aborts when the studio stops; nothing is written after that. */
export function createVerification(deps: VerificationDeps, signal: AbortSignal): Verification {
  const { tables, settings, statusChanged } = deps;
  const failures = createFailureReporter(deps);
  let current: Run | null = null;
  let runCompletion: Promise<void> = Promise.resolve();

  async function run(newRun: Run): Promise<void> {
    const report = await readAll(deps, newRun);
    if (!signal.aborted) settings.saveAuditReport(report);
  }

  return {
    start() {
      if (current !== null || signal.aborted) return;
      const newRun: Run = { controller: new AbortController(), done: 0, total: tables.results.total().videoCount };
      current = newRun;
      statusChanged();
      runCompletion = run(newRun)
        .catch((error: unknown) => failures.report(error, 'checking all files'))
        .then(() => {
          current = null;
          if (!signal.aborted) statusChanged();
        });
    },
    cancel: () => current?.controller.abort(),
    progress: () => (current === null ? null : { done: current.done, total: Math.max(current.total, current.done) }),
    async stop() {
      current?.controller.abort();
      await runCompletion;
    },
  };
}
