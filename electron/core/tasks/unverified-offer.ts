// Decides when the user may keep a result that failed verification.
import type { ResultRow } from '../../db/tables/library/result-table.ts';

/** The maximum number of complete transfers that fail verification. More attempts would only burden the service. */
export const maxUnverifiedTransfers = 5;

/**
 * The number of bytes that can be kept unverified; null if nothing is offered. The file of a transfer that fails verification goes to
 * quarantine, but the next transfer may succeed. So the studio offers to keep the file only after five failures, or when the link has
 * expired and there is no fresh one.
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
