// The requirements of a model for a picture in a slot, as far as a change of the picture can meet them.
import type { GenerationRequest, ReferenceRole } from '../generation.ts';
import {
  bytesPerMegabyte,
  type FileLimits,
  fileKindOf,
  formFor,
  hostedImageFormats,
  imageMaxMegabytes,
  type TargetShape,
  targetShape,
} from '../models/index.ts';

/** The formats that a result is encoded in: Chromium encodes both, and every model that takes pictures takes both. */
export type PictureFormat = 'png' | 'jpeg';

/** Sides in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Requirements that a fixed picture must meet. */
export interface PictureRequirements {
  /** null where no shape is required. */
  readonly shape: TargetShape | null;
  readonly limits: FileLimits;
  /** The accepted formats that Chromium can encode. */
  readonly formats: readonly PictureFormat[];
  readonly maxBytes: number;
}

const encodableFormats: readonly PictureFormat[] = ['png', 'jpeg'];

/** Returns the requirements of a slot; null where it takes no picture, or only formats that cannot be encoded here. */
export function requirementsOf(request: GenerationRequest, role: ReferenceRole): PictureRequirements | null {
  const model = formFor(request.model);
  const limits = model.image;
  if (limits === null || fileKindOf(role) !== 'image') return null;
  const formats = encodableFormats.filter(
    (format) => hostedImageFormats.includes(format) && (limits.formats.length === 0 || limits.formats.includes(format)),
  );
  if (formats.length === 0) return null;
  const maxBytes = Math.floor(Math.min(limits.maxMegabytes, imageMaxMegabytes) * bytesPerMegabyte);
  return { shape: targetShape(request, role, limits, model), limits, formats, maxBytes };
}

/** Requirements for uploading any picture: a format that the file host accepts, and the contract's size limit. */
export const fileHostRequirements: PictureRequirements = {
  shape: null,
  limits: { maxMegabytes: imageMaxMegabytes, formats: hostedImageFormats, source: 'contract' },
  formats: encodableFormats,
  maxBytes: imageMaxMegabytes * bytesPerMegabyte,
};
