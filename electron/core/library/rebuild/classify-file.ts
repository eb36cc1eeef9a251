// Decides which result a video in the folder belongs to. Pure.
import type { ResultRow } from '../../../db/tables/result-table.ts';

/** The classification of a file among the results it may belong to. Its hash decides: a record can be copied along with other content. */
type FileClassification<Row = ResultRow> =
  | { readonly kind: 'new' }
  /** The exact bytes of this result, or the first file of one that was never stored. */
  | { readonly kind: 'result'; readonly row: Row }
  /** `original`: the result that the record names; null when it is unknown. */
  | { readonly kind: 'modified-copy'; readonly original: Row | null };

/**
 * `rows`: every result of the task and position in the file's tag record, copies included. Only a file that `isAsReceived` can be the video itself:
 * files are listed in any order, and an edited copy may come first.
 */
export function classifyFile<Row extends Pick<ResultRow, 'sha256' | 'modifiedCopyOf'>>(
  rows: readonly Row[],
  sha256: string,
  isAsReceived: boolean,
): FileClassification<Row> {
  const same = rows.find((row) => row.sha256 === sha256);
  if (same !== undefined) return { kind: 'result', row: same };
  const original = rows.find((row) => row.modifiedCopyOf === null);
  if (original === undefined) return isAsReceived ? { kind: 'new' } : { kind: 'modified-copy', original: null };
  return original.sha256 === null && isAsReceived ? { kind: 'result', row: original } : { kind: 'modified-copy', original };
}
