// Which result a video in the folder is the file of, as a pure decision.
import type { ResultRow } from '../../../db/tables/result-table.ts';

/** What the results that a file may be of make of it. Its hash decides: a record can be copied along with other bytes. */
type FileClassification<Row = ResultRow> =
  | { readonly kind: 'new' }
  /** The very bytes of this result, or the first file of one that was never stored. */
  | { readonly kind: 'result'; readonly row: Row }
  /** `of`: null where the video itself is not known. */
  | { readonly kind: 'modified-copy'; readonly of: Row | null };

/**
 * `rows`: every result of the task and position that the file's record names, copies included. Only what `isAsReceived` can be the video: a folder
 * names its files in any order, and a copy that was edited may come first.
 */
export function classifyFile<Row extends Pick<ResultRow, 'sha256' | 'modifiedCopyOf'>>(
  rows: readonly Row[],
  sha256: string,
  isAsReceived: boolean,
): FileClassification<Row> {
  const same = rows.find((row) => row.sha256 === sha256);
  if (same !== undefined) return { kind: 'result', row: same };
  const original = rows.find((row) => row.modifiedCopyOf === null);
  if (original === undefined) return isAsReceived ? { kind: 'new' } : { kind: 'modified-copy', of: null };
  return original.sha256 === null && isAsReceived ? { kind: 'result', row: original } : { kind: 'modified-copy', of: original };
}
