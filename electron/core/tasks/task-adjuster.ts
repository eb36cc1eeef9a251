// Changes of tasks and results that are no events and get no journal entry: when something is due next, how far a download is.

import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import { type TaskStoreContext, writeTask } from './task-transitions.ts';

/** Moments are Unix milliseconds; an unknown id is ignored. */
export interface TaskAdjuster {
  /** At a start, before anybody listens: spreads polls that are due together, announces none of them. */
  readonly spreadPolls: Tables['tasks']['spreadLooks'];
  /** The task is polled next at `atMs`. */
  schedulePoll(id: number, atMs: number): void;
  /** An unconfirmed task is searched for next at `atMs`; null: not by itself any more. */
  scheduleReconcile(id: number, atMs: number | null): void;
  /** The task is not submitted before `atMs`. */
  delaySubmit(id: number, atMs: number): void;
  /** How much of a download has arrived; the total is null where the server does not say. */
  setReceivedBytes(resultId: number, receivedBytes: number, totalBytes: number | null): void;
  /** The next attempt to download the result is at `atMs`. */
  scheduleDownload(resultId: number, atMs: number): void;
  /** A check found the file as it was stored. */
  markFileVerified(resultId: number, modifiedAtMs: number): void;
  /** The codec of a video that was stored before codecs were kept. */
  setCodec(resultId: number, codec: string): void;
  /** The result is downloaded only after a poll has brought another link. */
  requestFreshLink(resultId: number): void;
  /** Both pictures are made; `facts` are what they showed of the video. */
  setPosterReady(resultId: number, facts: Partial<Pick<ResultRow, 'width' | 'height' | 'durationSeconds' | 'framesPerSecond'>>): void;
  /** No picture can be made of this video; it is not tried again. */
  setPosterFailed(resultId: number): void;
  /** The poster's files are gone: it is made again. */
  posterLost(resultId: number): void;
  /** Bytes of a running download changed in memory: only the window needs to know. */
  notifyTransferProgress(resultId: number): void;
  /** Keeps a response of the service with the task. */
  storeResponse(id: number, body: string): void;
  /** Shows a response until the next one; it is not stored. */
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

/** Built once by the task store. */
export function createTaskAdjuster(context: TaskStoreContext): TaskAdjuster {
  const { tables, clock, listener, latestResponses } = context;
  return {
    spreadPolls: tables.tasks.spreadLooks,
    schedulePoll: (id, atMs) => adjustTask(context, id, { nextPollAtMs: atMs }),
    scheduleReconcile: (id, atMs) => adjustTask(context, id, { reconcileAtMs: atMs }),
    delaySubmit: (id, atMs) => adjustTask(context, id, { notBeforeMs: atMs }),
    setReceivedBytes: (resultId, receivedBytes, totalBytes) => adjustResult(context, resultId, { receivedBytes, totalBytes }),
    scheduleDownload: (resultId, atMs) => adjustResult(context, resultId, { nextAttemptAtMs: atMs }),
    markFileVerified: (resultId, modifiedAtMs) =>
      adjustResult(context, resultId, { modifiedAtMs: Math.round(modifiedAtMs), checkedAtMs: clock.now() }),
    setCodec: (resultId, codec) => adjustResult(context, resultId, { codec }),
    requestFreshLink: (resultId) => adjustResult(context, resultId, { needsFreshLink: 1 }),
    setPosterReady: (resultId, facts) => adjustResult(context, resultId, { ...facts, poster: 'made' }),
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
