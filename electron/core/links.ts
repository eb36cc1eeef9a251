// What a fresh read of a task means for a result whose link was refused, or that was asked for again.
import type { ResultRow } from '../db/result-table.ts';

/** The same link, refused this often with a fresh read in between each time, is dead. */
const mostRefusals = 3;

/**
 * `fresh`: there is another link. `same`: the one we have, worth another try, since a single refusal may be an accident.
 * `dead`: the service has no living link for it any more.
 */
export function linkVerdict(
  row: Pick<ResultRow, 'url' | 'linkRefusals' | 'linkExpiresAtMs'>,
  url: string | null,
  nowMs: number,
): 'fresh' | 'same' | 'dead' {
  if (url === null) return 'dead';
  if (url !== row.url) return 'fresh';
  const isPastItsTime = row.linkExpiresAtMs !== null && nowMs > row.linkExpiresAtMs;
  return row.linkRefusals >= (isPastItsTime ? 1 : mostRefusals) ? 'dead' : 'same';
}
