// Decides whether a result can still be downloaded after its link was refused, or after a fresh link was requested. Pure.
import type { ResultRow } from '../../db/tables/library/result-table.ts';

/**
 * The number of refusals after which an expired link is dead. The task is polled between two refusals. A single refusal may be a
 * temporary fault of the file host.
 */
const maxLinkRefusals = 3;

/**
 * Compares the stored link of a result with the link in a poll response; `url` is null if the response contains
 * none. `isExpired`: whether the stored link has expired. `fresh`: the response contains another link. `same`:
 * the stored link is tried again. `dead`: there is no link, or the stored link has expired and another attempt
 * is pointless. A stored link is never dead before it expires. The file host may be down for an hour, or the
 * service may not find the task for a while, and a result that is given up is lost permanently.
 */
export function classifyLink(
  row: Pick<ResultRow, 'state' | 'url' | 'linkRefusals'>,
  url: string | null,
  isExpired: boolean,
): 'fresh' | 'same' | 'dead' {
  if (url !== null && url !== row.url) return isExpired && row.linkRefusals >= maxLinkRefusals ? 'dead' : 'fresh';
  if (row.url === null) return 'dead';
  if (!isExpired) return 'same';
  // A missing file was stored before. Its record is needed if the file reappears, and another attempt with an expired link would replace
  // the record.
  return url === null || row.state === 'missing' || row.linkRefusals >= maxLinkRefusals ? 'dead' : 'same';
}
