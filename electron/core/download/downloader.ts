// Downloads results as soon as they exist, nearest expiry first, two at a time, and keeps trying while the link lives.
import type { JobSource } from '../scheduling/job-runner.ts';
import { type DownloaderDeps, downloadResult, interruptDownload } from './download-result.ts';

/** The end of a download could not be written (a full disk): the row still says `downloading`. What is in the folder is found again. */
function recoverInterrupted(deps: DownloaderDeps, busy: ReadonlySet<number>): void {
  for (const id of deps.tables.results.downloading()) if (!busy.has(id)) interruptDownload(deps, id);
}

/** Built once by the composition; its job runner asks what is due and runs it. */
export function createDownloader(deps: DownloaderDeps): JobSource {
  const { tables, accounts, folder } = deps;
  return {
    beforeDue: (busy) => recoverInterrupted(deps, busy),
    due(nowMs, room, busy) {
      if (folder.blocksDownloads()) return [];
      return tables.results
        .downloadDue(nowMs, 1_000)
        .filter(({ id, profileId }) => !busy.has(id) && !deps.isKeeping(id) && accounts.canDownload(profileId))
        .slice(0, room)
        .map(({ id }) => id);
    },
    nextDueMs: tables.results.downloadNext,
    run: (id, signal) => downloadResult(deps, id, signal),
  };
}
