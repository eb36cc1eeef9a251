// Converts between reference files, their rows, and their views for the window. Pure.
import type { Reference, ReferenceSource } from '../../../shared/generation.ts';
import type { NormalizeReason } from '../../../shared/pictures/normalize.ts';
import { storedNormalizeReasons } from '../../db/rows/stored-json.ts';
import type { ReferenceRow } from '../../db/tables/reference-table.ts';
import type { ReferenceFile } from '../ports.ts';

/** The origin of a reference, as far as it is known. */
export interface ReferenceLineage {
  /** The URL from which the reference was downloaded. */
  readonly address?: string;
  /** The stored video from which the reference was taken. */
  readonly source?: ReferenceSource | null;
  /** The reference from which this one was derived. */
  readonly derivedFrom?: Reference['derivedFrom'];
}

const toFlag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);
const fromFlag = (value: number | null): boolean | null => (value === null ? null : value === 1);

/** The reasons to normalize the picture; empty if there are none, or if they are not known yet. */
export const normalizeReasonsOf = ({ normalizeReasons }: ReferenceRow): NormalizeReason[] => storedNormalizeReasons(normalizeReasons);

/**
 * Whether the reference is a picture that has not been decoded completely. A picture that an earlier version added may also be rotated
 * or in CMYK.
 */
export const isUndecoded = ({ kind, decoded }: ReferenceRow): boolean => kind === 'image' && decoded !== 1;

/** Whether the picture has transparency; null when unknown. */
export const hasAlphaOf = ({ hasAlpha }: ReferenceRow): boolean | null => fromFlag(hasAlpha);

/** The metadata that file, row and view share. */
type FileMetadata = Pick<
  ReferenceFile,
  'sha256' | 'kind' | 'mimeType' | 'name' | 'bytes' | 'width' | 'height' | 'durationSeconds' | 'framesPerSecond'
>;
function fileMetadata({
  sha256,
  kind,
  mimeType,
  name,
  bytes,
  width,
  height,
  durationSeconds,
  framesPerSecond,
}: FileMetadata): FileMetadata {
  return { sha256, kind, mimeType, name, bytes, width, height, durationSeconds, framesPerSecond };
}

/** The view of a reference for the window. */
export function referenceView(row: ReferenceRow): Reference {
  const { id, addedAtMs, derivedFromId, derivation } = row;
  return {
    ...fileMetadata(row),
    id,
    hasAlpha: hasAlphaOf(row),
    decoded: fromFlag(row.decoded),
    normalizeReasons: normalizeReasonsOf(row),
    source: row.sourceResultId === null ? null : { resultId: row.sourceResultId, atSeconds: row.sourceSeconds },
    derivedFrom: derivedFromId === null || derivation === null ? null : { referenceId: derivedFromId, how: derivation },
    addedAtMs,
  };
}

/** The row of a file that was added at `nowMs`. It has no id yet. */
export function newReferenceRow(file: ReferenceFile, origin: ReferenceRow['origin'], lineage: ReferenceLineage, nowMs: number) {
  return {
    ...fileMetadata(file),
    hasAlpha: toFlag(file.hasAlpha),
    origin,
    address: lineage.address ?? null,
    addedAtMs: nowMs,
    sourceResultId: lineage.source?.resultId ?? null,
    sourceSeconds: lineage.source?.atSeconds ?? null,
    lastUsedAtMs: nowMs,
    derivedFromId: lineage.derivedFrom?.referenceId ?? null,
    derivation: lineage.derivedFrom?.how ?? null,
    // The store accepts no picture that cannot be decoded.
    normalizeReasons: file.kind === 'image' ? JSON.stringify(file.normalize) : null,
    decoded: file.kind === 'image' ? (1 as const) : null,
  };
}
