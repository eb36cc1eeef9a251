// Decides what a poll means for a result with a refused link, or with a requested fresh one. Pure.
import type { ResultRow } from '../../db/tables/result-table.ts';

/** A link that has expired and was refused this often, with a poll in between each time, is dead. A single refusal may be a coincidence. */
const maxLinkRefusals = 3;

/**
 * Judges the link of a result by the one in a poll; `url` is null when the poll has none. `fresh`: another link. `same`: the known link, worth
 * another attempt. `dead`: no link works any more. No link is dead before it expires: the file host may be down for an hour, or the service may lose
 * the task for a while, and a result that is given up is lost permanently.
 */
export function judgeLink(
  row: Pick<ResultRow, 'state' | 'url' | 'linkRefusals'>,
  url: string | null,
  isExpired: boolean,
): 'fresh' | 'same' | 'dead' {
  if (url !== null && url !== row.url) return isExpired && row.linkRefusals >= maxLinkRefusals ? 'dead' : 'fresh';
  if (row.url === null) return 'dead';
  if (!isExpired) return 'same';
  // The record of a missing file is worth more than another attempt with an expired link: it is needed when the file comes back.
  return url === null || row.state === 'missing' || row.linkRefusals >= maxLinkRefusals ? 'dead' : 'same';
}
