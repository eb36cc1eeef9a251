// Notes what was asked for a task: one event for each request that taught something, a count for the looks that did not. It must cost next to
// nothing and must never stand in the way: an event that cannot be written is logged and forgotten.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { RequestLogEntry } from '../../../shared/task.ts';
import type { RequestLogRow } from '../../db/tables/request-log-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';

type Detail = Readonly<Record<string, number | string | boolean>>;
type RequestKind = 'submit' | 'upload' | 'list' | 'download';
interface More {
  readonly resultId?: number;
  readonly httpStatus?: number | null;
  readonly detail?: Detail;
}

/** Looks that taught nothing, since the last one that did. */
interface UnchangedPolls {
  readonly firstAtMs: number;
  lastAtMs: number;
  count: number;
  totalMs: number;
  longestMs: number;
}

export type RequestLog = ReturnType<typeof createRequestLog>;

/** The status line that came, as far as the outcome still says it; null where nothing answered. */
export function httpStatusOf(answer: Result<unknown, AppError>): number | null {
  if (answer.ok) return 200;
  if ('service' in answer.error) return answer.error.service.httpStatus;
  return answer.error.kind === 'link-refused' ? answer.error.httpStatus : null;
}

/** How it ended, in one word. */
const endOf = (answer: Result<unknown, AppError>): string => (answer.ok ? 'ok' : answer.error.kind);

export function createRequestLog({ tables, clock, log }: { tables: Tables; clock: Clock; log: Log }) {
  const uneventful = new Map<number, UnchangedPolls>();

  function write(rows: readonly RequestLogRow[]): void {
    try {
      tables.transaction(() => {
        for (const row of rows) tables.requestLog.add(row);
      });
    } catch (error) {
      log.warn('an event could not be noted', { detail: error instanceof Error ? error.message : String(error) });
    }
  }

  const rowOf = (taskId: number, { firstAtMs, lastAtMs, count, totalMs, longestMs }: UnchangedPolls): RequestLogRow => ({
    taskId,
    resultId: null,
    atMs: firstAtMs,
    kind: 'polls',
    durationMs: Math.round(totalMs / count),
    httpStatus: 200,
    detail: JSON.stringify({ count, lastAtMs, longestMs: Math.round(longestMs) }),
  });

  /** The event of a request that is over now, for each task that it was made for. */
  function requested(
    kind: RequestKind,
    beganAtMs: number,
    answer: Result<unknown, AppError>,
    more: More,
  ): (taskId: number) => RequestLogRow {
    const tookMs = Math.max(0, Math.round(clock.now() - beganAtMs));
    const httpStatus = more.httpStatus === undefined ? httpStatusOf(answer) : more.httpStatus;
    const detail = JSON.stringify({ end: endOf(answer), ...more.detail });
    return (taskId) => ({
      taskId,
      resultId: more.resultId ?? null,
      atMs: Math.round(beganAtMs),
      kind,
      durationMs: tookMs,
      httpStatus,
      detail,
    });
  }

  function counted(taskId: number): readonly RequestLogRow[] {
    const looks = uneventful.get(taskId);
    uneventful.delete(taskId);
    return looks === undefined ? [] : [rowOf(taskId, looks)];
  }

  return {
    /** A request that began at `beganAtMs` and is over now. */
    record(taskId: number, kind: RequestKind, beganAtMs: number, answer: Result<unknown, AppError>, more: More = {}): void {
      write([requested(kind, beganAtMs, answer, more)(taskId)]);
    },

    /** The same of one request that was made for several tasks; one transaction. */
    recordForAll(
      taskIds: readonly number[],
      kind: RequestKind,
      beganAtMs: number,
      answer: Result<unknown, AppError>,
      more: Pick<More, 'detail'> = {},
    ): void {
      write(taskIds.map(requested(kind, beganAtMs, answer, more)));
    },

    /** A look at a task; inside the caller's transaction, where there is one. */
    recordPoll(taskId: number, beganAtMs: number, answer: Result<unknown, AppError>, taught: boolean): void {
      const nowMs = clock.now();
      const tookMs = Math.max(0, nowMs - beganAtMs);
      if (!taught && answer.ok) {
        const known = uneventful.get(taskId);
        if (known === undefined) {
          uneventful.set(taskId, {
            firstAtMs: Math.round(beganAtMs),
            lastAtMs: Math.round(beganAtMs),
            count: 1,
            totalMs: tookMs,
            longestMs: tookMs,
          });
          return;
        }
        known.lastAtMs = Math.round(beganAtMs);
        known.count += 1;
        known.totalMs += tookMs;
        known.longestMs = Math.max(known.longestMs, tookMs);
        return;
      }
      const detail = JSON.stringify({ end: endOf(answer) });
      const look = {
        taskId,
        resultId: null,
        atMs: Math.round(beganAtMs),
        kind: 'poll',
        durationMs: Math.round(tookMs),
        httpStatus: httpStatusOf(answer),
        detail,
      } as const;
      write([...counted(taskId), look]);
    },

    /** Nobody follows the task any more: what was only counted is kept. */
    flushTask(taskId: number): void {
      write(counted(taskId));
    },

    /** How many tasks have looks that are only counted. */
    pendingCount: (): number => uneventful.size,

    /** Everything noted for a task, oldest first; the looks that are still being counted last. */
    ofTask(taskId: number): RequestLogEntry[] {
      const running = uneventful.get(taskId);
      return [...tables.requestLog.ofTask(taskId), ...(running === undefined ? [] : [rowOf(taskId, running)])].map(
        ({ atMs, kind, durationMs, httpStatus, resultId, detail }) => ({
          atMs,
          kind,
          durationMs,
          httpStatus,
          resultId,
          detail: JSON.parse(detail) as RequestLogEntry['detail'],
        }),
      );
    },

    /** At the end: what was only counted is kept. */
    stop(): void {
      write([...uneventful.keys()].flatMap(counted));
    },
  };
}
