// Downloads results as soon as they exist, the nearest expiry first, two at a time. Retries while the link is valid.
import type { JobSource } from '../scheduling/job-runner.ts';
import { downloadFields, downloadOutcome } from './download-outcome.ts';
import { type DownloaderDeps, downloadResult, interruptDownload } from './download-result.ts';

/**
 * Repairs rows that are still `downloading` without a running job, because the end of the download could not be written, for example to
 * a full disk. The next attempt resumes the partial file.
 */
function recoverInterrupted(deps: DownloaderDeps, busy: ReadonlySet<number>): void {
  const { tables } = deps;
  for (const id of tables.results.downloadingIds()) if (!busy.has(id)) tables.ifReadable(() => interruptDownload(deps, id));
}

/** Creates the source of jobs. Called once by `core/compose/`. */
export function createDownloader(deps: DownloaderDeps): JobSource {
  const { tables, tasks, accounts, folderHealth, clock } = deps;
  return {
    beforeDue: (busy) => recoverInterrupted(deps, busy),
    due(nowMs, freeSlots, busy) {
      if (folderHealth.blocksDownloads()) return [];
      // Each profile is read only once, even if many of its results are due.
      const canDownloadByProfile = new Map<number, boolean>();
      const canDownload = (profileId: number): boolean => {
        const isAllowed = canDownloadByProfile.get(profileId) ?? accounts.canDownload(profileId);
        canDownloadByProfile.set(profileId, isAllowed);
        return isAllowed;
      };
      return tables.results
        .downloadDue(nowMs, 1_000)
        .filter(({ id, profileId }) => !busy.has(id) && !deps.isKeeping(id) && canDownload(profileId))
        .slice(0, freeSlots)
        .map(({ id }) => id);
    },
    nextDueMs: tables.results.nextDownload,
    async run(id, signal) {
      const before = tasks.result(id);
      if (before === undefined) return { outcome: 'skipped' };
      await downloadResult(deps, id, signal);
      // A stop may have abandoned this job during a file system call, and the database may be closed by now.
      return signal.aborted ? { outcome: 'stopped' } : downloadOutcome(before, tasks.result(id), clock.now());
    },
    describe(id) {
      const row = tasks.result(id);
      return row === undefined ? { result: id } : downloadFields(row);
    },
  };
}
