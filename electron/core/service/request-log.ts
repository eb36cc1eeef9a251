// Records the requests of each task: one entry for each request with news, and a count of the polls without news. Recording must be cheap
// and never affect the request, so a failure to write an entry is logged and ignored.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { type RequestLogEntry, requestLogEntry } from '../../../shared/task.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { RequestLogRow } from '../../db/tables/request-log-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';
import { createPollCounts, type UnchangedPolls } from './poll-counts.ts';

type Detail = Readonly<Record<string, number | string | boolean>>;
type RequestKind = 'submit' | 'upload' | 'list' | 'download';

/** What an entry says about a request beyond its outcome. */
interface RequestDetails {
  readonly resultId?: number;
  /** Set if the status differs from that of the outcome. null: there was no response, or no request. */
  readonly httpStatus?: number | null;
  readonly detail?: Detail;
}

/** The request log. Times are Unix milliseconds. No member throws if an entry cannot be written. */
export interface RequestLog {
  /** Records a request that began at `startedAtMs` and has just ended. */
  record(taskId: number, kind: RequestKind, startedAtMs: number, response: Result<unknown, AppError>, details?: RequestDetails): void;
  /** Records one request that was made for several tasks, in one transaction. */
  recordForAll(
    taskIds: readonly number[],
    kind: RequestKind,
    startedAtMs: number,
    response: Result<unknown, AppError>,
    details?: Pick<RequestDetails, 'detail'>,
  ): void;
  /** Records a poll of a task, inside the caller's transaction if there is one. A poll without news is only counted. */
  recordPoll(taskId: number, startedAtMs: number, response: Result<unknown, AppError>, hadNews: boolean): void;
  /** Writes the count of a task that is no longer polled. */
  flushTask(taskId: number): void;
  /** The number of tasks with counts that have not been written yet. */
  pendingCount(): number;
  /** All entries of a task, oldest first. The current count of polls comes last. */
  ofTask(taskId: number): RequestLogEntry[];
  /** Writes all counts. Called when the core stops. */
  stop(): void;
}

/** The HTTP status of a response, if the outcome still contains it; null if there was no response. */
export function httpStatusOf(response: Result<unknown, AppError>): number | null {
  if (response.ok) return 200;
  if ('service' in response.error) return response.error.service.httpStatus;
  return response.error.kind === 'link-refused' ? response.error.httpStatus : null;
}

/** The outcome as one word for the entry. */
const outcomeOf = (response: Result<unknown, AppError>): string => (response.ok ? 'ok' : response.error.kind);

/** The entry for polls without news. */
const countRow = (taskId: number, { firstAtMs, lastAtMs, count, totalMs, longestMs }: UnchangedPolls): RequestLogRow => ({
  taskId,
  resultId: null,
  atMs: firstAtMs,
  kind: 'polls',
  durationMs: Math.round(totalMs / count),
  httpStatus: 200,
  detail: JSON.stringify({ count, lastAtMs, longestMs: Math.round(longestMs) }),
});

const countRows = (taskId: number, polls: UnchangedPolls | null): readonly RequestLogRow[] =>
  polls === null ? [] : [countRow(taskId, polls)];

/** The entry for a request that ended at `nowMs`, for each task that the request was made for. */
function requestRow(
  kind: RequestKind,
  { startedAtMs, nowMs }: { startedAtMs: number; nowMs: number },
  response: Result<unknown, AppError>,
  details: RequestDetails,
): (taskId: number) => RequestLogRow {
  const durationMs = Math.max(0, Math.round(nowMs - startedAtMs));
  const httpStatus = details.httpStatus === undefined ? httpStatusOf(response) : details.httpStatus;
  const detail = JSON.stringify({ end: outcomeOf(response), ...details.detail });
  const common = { resultId: details.resultId ?? null, atMs: Math.round(startedAtMs), kind, durationMs, httpStatus, detail };
  return (taskId) => ({ taskId, ...common });
}

const pollRow = (taskId: number, startedAtMs: number, tookMs: number, response: Result<unknown, AppError>): RequestLogRow => ({
  taskId,
  resultId: null,
  atMs: Math.round(startedAtMs),
  kind: 'poll',
  durationMs: Math.round(tookMs),
  httpStatus: httpStatusOf(response),
  detail: JSON.stringify({ end: outcomeOf(response) }),
});

const entryOf = ({ atMs, kind, durationMs, httpStatus, resultId, detail }: RequestLogRow): RequestLogEntry => ({
  atMs,
  kind,
  durationMs,
  httpStatus,
  resultId,
  detail: storedValue(requestLogEntry.shape.detail, detail, {}),
});

/** Called once by `core/compose/`. */
export function createRequestLog({ tables, clock, log }: { tables: Tables; clock: Clock; log: Log }): RequestLog {
  const counts = createPollCounts();
  function write(rows: readonly RequestLogRow[]): void {
    try {
      tables.transaction(() => {
        for (const row of rows) tables.requestLog.add(row);
      });
    } catch (error) {
      log.warn('request-log-failed', { detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    record(taskId, kind, startedAtMs, response, details = {}) {
      write([requestRow(kind, { startedAtMs, nowMs: clock.now() }, response, details)(taskId)]);
    },
    recordForAll(taskIds, kind, startedAtMs, response, details = {}) {
      write(taskIds.map(requestRow(kind, { startedAtMs, nowMs: clock.now() }, response, details)));
    },
    recordPoll(taskId, startedAtMs, response, hadNews) {
      const tookMs = Math.max(0, clock.now() - startedAtMs);
      if (!hadNews && response.ok) counts.add(taskId, startedAtMs, tookMs);
      else write([...countRows(taskId, counts.take(taskId)), pollRow(taskId, startedAtMs, tookMs, response)]);
    },
    flushTask: (taskId) => write(countRows(taskId, counts.take(taskId))),
    pendingCount: () => counts.taskIds().length,
    ofTask: (taskId) => [...tables.requestLog.ofTask(taskId), ...countRows(taskId, counts.peek(taskId))].map(entryOf),
    stop: () => write(counts.taskIds().flatMap((taskId) => countRows(taskId, counts.take(taskId)))),
  };
}
