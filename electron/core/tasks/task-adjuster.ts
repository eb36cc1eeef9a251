// Changes tasks and results without an event or a journal entry: due times, download progress, poster states and stored responses.

import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { type TaskStoreContext, writeTask } from './task-transitions.ts';

/** Adjusts tasks and results. Times are Unix milliseconds. Unknown ids are ignored. */
export interface TaskAdjuster {
  /** Spreads polls that are due at the same time. Publishes nothing, because it is called at start-up, before the window subscribes. */
  readonly spreadPolls: Tables['tasks']['spreadPolls'];
  /** Schedules the next poll of a task. */
  schedulePoll(id: number, atMs: number): void;
  /** Schedules the next reconciliation of an unconfirmed task; null if it is not reconciled automatically. */
  scheduleReconcile(id: number, atMs: number | null): void;
  /** Submits the task no earlier than `atMs`. */
  delaySubmit(id: number, atMs: number): void;
  /** Stores the number of received bytes of a download. The total is null if the server does not announce it. */
  setReceivedBytes(resultId: number, receivedBytes: number, totalBytes: number | null): void;
  /** Schedules the next attempt to download the result. */
  scheduleDownload(resultId: number, atMs: number): void;
  /** Records that the file is unchanged. */
  markFileVerified(resultId: number, modifiedAtMs: number): void;
  /** Stores the codec of a video that was stored by a version without codecs. */
  setCodec(resultId: number, codec: string): void;
  /** Delays the download of the result until a poll brings another link. */
  requestFreshLink(resultId: number): void;
  /** Records that the poster and the filmstrip exist. `metadata`: the video metadata that was read while they were made. */
  setPosterReady(resultId: number, metadata: Partial<Pick<ResultRow, 'width' | 'height' | 'durationSeconds' | 'framesPerSecond'>>): void;
  /** Records that no pictures can be made of this video. They are not retried. */
  setPosterFailed(resultId: number): void;
  /** Records that the poster's files no longer exist, so that they are made again. */
  posterLost(resultId: number): void;
  /** Publishes the progress of a running download, which is kept in memory only. */
  notifyTransferProgress(resultId: number): void;
  /** Stores a response of the service with the task. */
  storeResponse(id: number, body: string): void;
  /** Keeps a response in memory until the next one arrives, so that the user can see it. */
  noteResponse(id: number, body: string): void;
}

function adjustTask(
  context: TaskStoreContext,
  id: number,
  change: Partial<Pick<TaskRow, 'nextPollAtMs' | 'reconcileAtMs' | 'notBeforeMs'>>,
): void {
  const { tables } = context;
  tables.transaction(() => {
    const row = tables.tasks.get(id);
    if (row !== undefined) writeTask(context, { ...row, ...change }, row);
  });
}

function adjustResult({ tables, listener }: TaskStoreContext, id: number, change: Partial<ResultRow>): void {
  tables.transaction(() => {
    const row = tables.results.get(id);
    if (row === undefined) return;
    const after = { ...row, ...change };
    tables.results.update(after);
    listener.taskChanged(row.taskId);
    if (after.storedAtMs !== null) listener.libraryChanged(id);
  });
}

/** Called once by the task store. */
export function createTaskAdjuster(context: TaskStoreContext): TaskAdjuster {
  const { tables, clock, listener, latestResponses } = context;
  return {
    spreadPolls: tables.tasks.spreadPolls,
    schedulePoll: (id, atMs) => adjustTask(context, id, { nextPollAtMs: atMs }),
    scheduleReconcile: (id, atMs) => adjustTask(context, id, { reconcileAtMs: atMs }),
    delaySubmit: (id, atMs) => adjustTask(context, id, { notBeforeMs: atMs }),
    setReceivedBytes: (resultId, receivedBytes, totalBytes) => adjustResult(context, resultId, { receivedBytes, totalBytes }),
    scheduleDownload: (resultId, atMs) => adjustResult(context, resultId, { nextAttemptAtMs: atMs }),
    markFileVerified: (resultId, modifiedAtMs) =>
      adjustResult(context, resultId, { modifiedAtMs: Math.round(modifiedAtMs), checkedAtMs: clock.now() }),
    setCodec: (resultId, codec) => adjustResult(context, resultId, { codec }),
    requestFreshLink: (resultId) => adjustResult(context, resultId, { needsFreshLink: 1 }),
    setPosterReady: (resultId, metadata) => adjustResult(context, resultId, { ...metadata, poster: 'made' }),
    setPosterFailed: (resultId) => adjustResult(context, resultId, { poster: 'failed' }),
    posterLost: (resultId) => adjustResult(context, resultId, { poster: 'wanted' }),
    notifyTransferProgress(resultId) {
      const row = tables.results.get(resultId);
      if (row !== undefined) listener.taskChanged(row.taskId);
    },
    storeResponse(id, body) {
      latestResponses.delete(id);
      tables.serviceResponses.add(id, clock.now(), body);
    },
    noteResponse: (id, body) => void latestResponses.set(id, { atMs: clock.now(), body }),
  };
}
