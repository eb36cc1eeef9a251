// The progress of a running download. It is kept in memory for the window, and written to the row at intervals.
import type { Clock, DownloadProgress } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Transfer } from '../tasks/task-view.ts';

const notifyEveryMs = 250;
const writeEveryMs = 3_000;

/** Running downloads by result id. */
export type ActiveTransfers = Map<number, Transfer>;

/** Bytes per second, smoothed for display. `previous`: the value of the last notification. */
function smoothedSpeed(previous: number | null, bytes: number, ms: number): number | null {
  const speed = ms <= 0 ? null : (bytes / ms) * 1_000;
  if (speed === null) return previous;
  return previous === null ? speed : previous * 0.7 + speed * 0.3;
}

/** Creates a listener for the progress of one download. It notifies at most every 250 ms and writes at most every 3 s. */
export function createTransferProgress(
  { tasks, transfers, clock }: { tasks: TaskStore; transfers: ActiveTransfers; clock: Clock },
  resultId: number,
): (progress: DownloadProgress) => void {
  let lastNotification: { readonly atMs: number; readonly bytes: number } | null = null;
  let writtenAtMs = clock.now();
  return ({ receivedBytes, totalBytes }) => {
    const nowMs = clock.now();
    if (lastNotification !== null && nowMs - lastNotification.atMs < notifyEveryMs) return;
    const previous = transfers.get(resultId)?.bytesPerSecond ?? null;
    const bytesPerSecond =
      lastNotification === null ? previous : smoothedSpeed(previous, receivedBytes - lastNotification.bytes, nowMs - lastNotification.atMs);
    transfers.set(resultId, { receivedBytes, totalBytes, bytesPerSecond });
    lastNotification = { atMs: nowMs, bytes: receivedBytes };
    if (nowMs - writtenAtMs >= writeEveryMs) {
      writtenAtMs = nowMs;
      tasks.setReceivedBytes(resultId, receivedBytes, totalBytes);
    } else tasks.notifyTransferProgress(resultId);
  };
}
