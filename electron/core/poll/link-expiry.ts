// What a fresh read of a task means for a result whose link was refused, or that was asked for again.
import type { ResultRow } from '../../db/tables/result-table.ts';

/** A link whose time is over and that was refused this often, with a fresh read in between each time, is dead. One refusal may be an accident. */
const mostRefusals = 3;

/**
 * `fresh`: there is another link. `same`: the one we have, worth another try. `dead`: there is no living link for it any more.
 *
 * While its time lasts no link is dead, whatever is said of it: the file host may be down for an hour, or the service may lose the task for a while, and what is
 * given up is lost for good.
 */
export function judgeLink(
  row: Pick<ResultRow, 'state' | 'url' | 'linkRefusals'>,
  url: string | null,
  isPastItsTime: boolean,
): 'fresh' | 'same' | 'dead' {
  if (url !== null && url !== row.url) return isPastItsTime && row.linkRefusals >= mostRefusals ? 'dead' : 'fresh';
  if (row.url === null) return 'dead';
  if (!isPastItsTime) return 'same';
  // The record of a vanished file is worth more than another try of a link that is over: it is needed when the file comes back.
  return url === null || row.state === 'missing' || row.linkRefusals >= mostRefusals ? 'dead' : 'same';
}
