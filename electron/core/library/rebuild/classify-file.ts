// Decides which result a video file in the folder belongs to. Pure.
import type { ResultRow } from '../../../db/tables/library/result-table.ts';

/** The result of the classification. The hash of the file decides, because a tag record can be copied into a file with other content. */
type FileClassification<Row = ResultRow> =
  | { readonly kind: 'new' }
  /** The file has the exact bytes of this result, or is the first file of a result that was never stored. */
  | { readonly kind: 'result'; readonly row: Row }
  /** The file is a changed copy. `original`: the result that the tag record names; null if it is unknown. */
  | { readonly kind: 'modified-copy'; readonly original: Row | null };

/**
 * `rows`: every result with the task and position of the tag record, including copies. Only a file that `isAsReceived` can be the
 * original video, because files are listed in any order and an edited copy may come first.
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
