// What a poll means for a result whose link was refused, or that was asked for again. Pure.
import type { ResultRow } from '../../db/tables/result-table.ts';

/** A link that has expired and was refused this often, with a poll in between each time, is dead. One refusal may be an accident. */
const maxLinkRefusals = 3;

/**
 * Judges the link of a result by the one that a poll named; `url` is null where it named none. `fresh`: another link. `same`: the known link, worth
 * another attempt. `dead`: no link works any more.
 *
 * No link is dead before it expires, whatever is said of it: the file host may be down for an hour, or the service may lose the task for a while, and
 * a result that is given up is lost for good.
 */
export function judgeLink(
  row: Pick<ResultRow, 'state' | 'url' | 'linkRefusals'>,
  url: string | null,
  isExpired: boolean,
): 'fresh' | 'same' | 'dead' {
  if (url !== null && url !== row.url) return isExpired && row.linkRefusals >= maxLinkRefusals ? 'dead' : 'fresh';
  if (row.url === null) return 'dead';
  if (!isExpired) return 'same';
  // The record of a vanished file is worth more than another try of a link that is over: it is needed when the file comes back.
  return url === null || row.state === 'missing' || row.linkRefusals >= maxLinkRefusals ? 'dead' : 'same';
}
