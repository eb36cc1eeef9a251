// Converts the service's timestamps to this computer's clock. Pure: both clocks are parameters.
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceTask } from '../ports.ts';
import { toLocalTime } from '../service/service-deps.ts';

/** Result links work for 24 h after the end of the task (contract). */
export const linkLifeMs = 24 * 3_600_000;

/** The times of both clocks, read once per response. Neither clock can be trusted alone; see `isLinkExpired`. */
export interface ServiceClocks {
  /** This computer's clock, Unix milliseconds. */
  readonly nowMs: number;
  /** The service's clock minus ours in milliseconds; 0 when unknown. */
  readonly clockSkewMs: number;
}

/**
 * The time until which the links of a finished task certainly work, in Unix milliseconds: `linkLifeMs` after the
 * earliest possible end of the task. The end is computed from the duration that the service reports. It is not
 * before the last poll that found the task unfinished, and not after now.
 */
export function linkExpiryMs(row: TaskRow, response: ServiceTask, { nowMs, clockSkewMs }: ServiceClocks): number {
  const lastUnfinishedMs = row.lastUnfinishedPollAtMs ?? row.acceptedAtMs ?? nowMs;
  // The service's timestamps are by the service's clock.
  const createdAtMs = toLocalTime(response.createdAtMs, clockSkewMs);
  const endedAtMs = createdAtMs !== null && response.tookSeconds !== null ? createdAtMs + response.tookSeconds * 1_000 : lastUnfinishedMs;
  return Math.round(Math.max(lastUnfinishedMs, Math.min(endedAtMs, nowMs)) + linkLifeMs);
}

/** Whether the service created the task at least `ageMs` ago, by its own clock. Also true if the creation time is unknown. */
export function isOlderAtService(response: ServiceTask, ageMs: number, { nowMs, clockSkewMs }: ServiceClocks): boolean {
  const createdAtMs = toLocalTime(response.createdAtMs, clockSkewMs);
  return createdAtMs === null || nowMs - createdAtMs >= ageMs;
}

/**
 * Whether a link has expired. Our clock may be wrong now, or may have been wrong when the link arrived. So the
 * link must also have expired by the service's clock, and the task must be at least a day old. `response` is
 * null if the service no longer knows the task.
 */
export function isLinkExpired(result: Pick<ResultRow, 'linkExpiresAtMs'>, response: ServiceTask | null, clocks: ServiceClocks): boolean {
  const earlierClockMs = clocks.nowMs + Math.min(0, clocks.clockSkewMs);
  const isPast = result.linkExpiresAtMs !== null && earlierClockMs > result.linkExpiresAtMs;
  return isPast && (response === null || isOlderAtService(response, linkLifeMs, clocks));
}
