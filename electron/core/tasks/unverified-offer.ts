// When a result that never verified is offered to be kept as it is.
import type { ResultRow } from '../../db/tables/result-table.ts';

/** Complete transfers that do not verify; more would only cost the service. */
export const maxUnverifiedTransfers = 5;

/**
 * How many bytes may be kept as they are, null while nothing is offered. A complete transfer is put aside whenever it does not verify, but the
 * next one may be right: it is offered when five were not, or when the link is over and none will come.
 */
export function offeredQuarantinedBytes(row: Pick<ResultRow, 'state' | 'quarantinedBytes' | 'unverifiedTransfers'>): number | null {
  switch (row.state) {
    case 'available':
      return row.unverifiedTransfers >= maxUnverifiedTransfers ? row.quarantinedBytes : null;
    case 'expired':
      return row.quarantinedBytes;
    default:
      return null;
  }
}
