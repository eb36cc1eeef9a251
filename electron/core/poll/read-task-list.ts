// Reads the service's task list page by page for the unconfirmed tasks of a profile, within the request rate of the profile.
import type { AppError } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { Account } from '../ports.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { toServiceTime, windowStartMs } from './match-unconfirmed.ts';
import { coversSince, emptyTaskList, type TaskList, withPage } from './task-list.ts';

/** Maximum number of pages per search. Each page is one request. */
const maxPages = 10;

/** Dependencies of the list reader. */
export interface ListReaderDeps extends Pick<ServiceDeps, 'tasks' | 'api' | 'rateLimiter' | 'requestLog' | 'clock'> {
  /** True if the user requested a resend that has not been sent yet. */
  isResendPending(id: number): boolean;
}

/**
 * Whether the list can no longer decide the outcome of a task: the task is no longer unconfirmed, or was sent
 * again after `row` was read. Once a resend was sent, only its own response decides, because the list may show
 * either request. If that response is unclear too, the absence of the task from this list proves nothing, so
 * another search is scheduled.
 */
export function isOutOfDate({ tasks, clock, isResendPending }: ListReaderDeps, row: TaskRow): boolean {
  const current = tasks.row(row.id);
  if (current?.state !== 'unconfirmed') return !isResendPending(row.id);
  if (current.lastSentAtMs === row.lastSentAtMs) return false;
  if (current.reconcileAtMs === null || current.reconcileAtMs <= clock.now()) tasks.scheduleReconcile(row.id, clock.now());
  return true;
}

/** Whether the list contains everything that may match one of `rows`. Rows that the list can no longer decide do not count. */
const isEnoughFor = (deps: ListReaderDeps, rows: readonly TaskRow[], list: TaskList, clockSkewMs: number): boolean =>
  rows.every((row) => isOutOfDate(deps, row) || coversSince(list, windowStartMs(toServiceTime(row, clockSkewMs))));

/**
 * Reads pages until the list ends, or reaches back to the oldest of `rows`. Returns null if `signal` aborts. Fails with the first error
 * of the service. The job queue has already taken the permit for the first page. The request log of each task records each page.
 */
export async function readTaskList(
  deps: ListReaderDeps,
  profileId: number,
  rows: readonly TaskRow[],
  account: Account,
  signal: AbortSignal,
): Promise<Result<TaskList, AppError> | null> {
  const { api, rateLimiter, requestLog, clock } = deps;
  const ids = rows.map(({ id }) => id);
  let list = emptyTaskList;
  for (let page = 1; page <= maxPages; page += 1) {
    if (page > 1 && !(await rateLimiter.waitForPermit(profileId, signal))) return null;
    const startedAtMs = clock.now();
    const response = await api.listTasks(account, page, signal);
    if (signal.aborted) return null;
    requestLog.recordForAll(ids, 'list', startedAtMs, response, { detail: { page } });
    if (!response.ok) return response;
    list = withPage(list, response.value);
    if (!list.hasNews || isEnoughFor(deps, rows, list, api.clockSkewMs(account) ?? 0)) break;
  }
  return ok(list);
}
