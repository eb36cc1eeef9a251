// The number of takes that the lines of a batch already have. Unknown numbers are never treated as zero.
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { takeRequestsMax } from '../../../../shared/takes/take-limits.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';

/** The number of takes of each line. Lines without a take have no entry. */
export type TakeCounts = ReadonlyMap<EvaluatedLine, number>;

/** Everything that the counts depend on. After any change, earlier counts are out of date. */
export interface TakeQuery {
  /** The lines that can be sent. */
  readonly lines: readonly EvaluatedLine[];
  /** Takes of a simulated profile do not count for another one. */
  readonly profileId: number | null;
  /** The ids of the tasks in progress that may be takes, from `likelyTakes`. */
  readonly likelyTakeIds: string;
  /** The number of videos in the library. */
  readonly resultCount: number;
}

/** The counts of a query, or why they could not be loaded. */
export interface TakeResponse {
  readonly query: TakeQuery;
  readonly result: Result<TakeCounts, AppError>;
}

/** The counts to show, and whether they are up to date. */
export interface LineTakes {
  /**
   * While a response is pending, the last counts of the same lines and profile, so that the view does not flicker. Empty if there are none.
   */
  readonly counts: TakeCounts;
  /** Only `known` means that `counts` is up to date. */
  readonly status: { readonly kind: 'pending' } | { readonly kind: 'known' } | { readonly kind: 'failed'; readonly error: AppError };
}

const noTakes: TakeCounts = new Map();

/** The state of a query. `lastResponse` is null before the first one. */
export function lineTakesOf(query: TakeQuery, lastResponse: TakeResponse | null): LineTakes {
  const { lines, profileId, likelyTakeIds, resultCount } = query;
  if (lines.length === 0) return { counts: noTakes, status: { kind: 'known' } };
  if (lastResponse === null || lastResponse.query.lines !== lines || lastResponse.query.profileId !== profileId)
    return { counts: noTakes, status: { kind: 'pending' } };
  const { query: answeredQuery, result } = lastResponse;
  const counts = result.ok ? result.value : noTakes;
  if (answeredQuery.likelyTakeIds !== likelyTakeIds || answeredQuery.resultCount !== resultCount)
    return { counts, status: { kind: 'pending' } };
  return { counts, status: result.ok ? { kind: 'known' } : { kind: 'failed', error: result.error } };
}

/**
 * Returns why nothing can be sent: lines with takes are to be left out, and their counts are unknown. Null if the counts are known, or if
 * all lines are sent.
 */
export function unknownTakesReason(leavesOutLinesWithTakes: boolean, { status }: LineTakes): string | null {
  if (!leavesOutLinesWithTakes || status.kind === 'known') return null;
  return status.kind === 'pending' ? messages.takes.checking : messages.takes.notChecked;
}

/** Loads the counts in batches. Ends at the first batch that fails; resolves to null when `isCancelled` returns true. */
export async function loadTakeCounts(
  lines: readonly EvaluatedLine[],
  isCancelled: () => boolean,
): Promise<Result<TakeCounts, AppError> | null> {
  const counts = new Map<EvaluatedLine, number>();
  for (let from = 0; from < lines.length; from += takeRequestsMax) {
    const batch = lines.slice(from, from + takeRequestsMax);
    const response = await call('takes.existing', { requests: batch.map(({ request }) => request) });
    if (isCancelled()) return null;
    if (!response.ok) return response;
    for (const [index, { videoCount, inProgressCount }] of response.value.takes.entries()) {
      const line = batch[index];
      if (line !== undefined && videoCount + inProgressCount > 0) counts.set(line, videoCount + inProgressCount);
    }
  }
  return ok(counts);
}
