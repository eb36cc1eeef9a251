// Between files given to models, their rows, and what the window sees of them. Pure.
import type { Reference, ReferenceSource } from '../../../shared/generation.ts';
import type { NormalizeReason } from '../../../shared/pictures/normalize.ts';
import { storedNormalizeReasons } from '../../db/rows/stored-json.ts';
import type { ReferenceRow } from '../../db/tables/reference-table.ts';
import type { ReferenceFile } from '../ports.ts';

/** Where a reference comes from, as far as it is known. */
export interface ReferenceLineage {
  /** The URL it was downloaded from. */
  readonly address?: string;
  /** The stored video it was taken from. */
  readonly source?: ReferenceSource | null;
  /** The reference it was derived from. */
  readonly madeFrom?: Reference['derivedFrom'];
}

const toFlag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);
const fromFlag = (value: number | null): boolean | null => (value === null ? null : value === 1);

/** Why the picture has to be normalized; empty where it need not be, or where that is not known yet. */
export const normalizeReasonsOf = ({ normalizeReasons }: ReferenceRow): NormalizeReason[] => storedNormalizeReasons(normalizeReasons);

/** A picture that nobody has decoded to its end. One that an earlier version took in may be turned as well, or in CMYK. */
export const isUndecoded = ({ kind, decoded }: ReferenceRow): boolean => kind === 'image' && decoded !== 1;

/** Whether the picture has transparency; null where it is not known. */
export const hasAlphaOf = ({ hasAlpha }: ReferenceRow): boolean | null => fromFlag(hasAlpha);

/** What a file says of itself, and its row and the window repeat. */
type FileFacts = Pick<
  ReferenceFile,
  'sha256' | 'kind' | 'mimeType' | 'name' | 'bytes' | 'width' | 'height' | 'durationSeconds' | 'framesPerSecond'
>;
function fileFacts({ sha256, kind, mimeType, name, bytes, width, height, durationSeconds, framesPerSecond }: FileFacts): FileFacts {
  return { sha256, kind, mimeType, name, bytes, width, height, durationSeconds, framesPerSecond };
}

/** What the window sees of a reference. */
export function referenceView(row: ReferenceRow): Reference {
  const { id, addedAtMs, derivedFromId, derivation } = row;
  return {
    ...fileFacts(row),
    id,
    hasAlpha: hasAlphaOf(row),
    decoded: fromFlag(row.decoded),
    normalizeReasons: normalizeReasonsOf(row),
    source: row.sourceResultId === null ? null : { resultId: row.sourceResultId, atSeconds: row.sourceSeconds },
    derivedFrom: derivedFromId === null || derivation === null ? null : { referenceId: derivedFromId, how: derivation },
    addedAtMs,
  };
}

/** The row of a file that the store took in at `nowMs`, without its id. */
export function newReferenceRow(file: ReferenceFile, origin: ReferenceRow['origin'], from: ReferenceLineage, nowMs: number) {
  return {
    ...fileFacts(file),
    hasAlpha: toFlag(file.hasAlpha),
    origin,
    address: from.address ?? null,
    addedAtMs: nowMs,
    sourceResultId: from.source?.resultId ?? null,
    sourceSeconds: from.source?.atSeconds ?? null,
    lastUsedAtMs: nowMs,
    derivedFromId: from.madeFrom?.referenceId ?? null,
    derivation: from.madeFrom?.how ?? null,
    // The store takes no picture in that cannot be decoded.
    normalizeReasons: file.kind === 'image' ? JSON.stringify(file.normalize) : null,
    decoded: file.kind === 'image' ? (1 as const) : null,
  };
}
