// What a model wants of a picture in a slot, as far as the picture itself can be changed to have it.
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

/** What a picture can be written as: Chromium encodes both, and every model that takes pictures takes both. */
export type PictureFormat = 'png' | 'jpeg';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PictureRequirements {
  /** null where nobody wants a shape. */
  readonly shape: TargetShape | null;
  readonly limits: FileLimits;
  readonly formats: readonly PictureFormat[];
  readonly maxBytes: number;
}

const writable: readonly PictureFormat[] = ['png', 'jpeg'];

/** null where the slot takes no picture, or only kinds of pictures that cannot be written here. */
export function requirementsOf(request: GenerationRequest, role: ReferenceRole): PictureRequirements | null {
  const model = formFor(request.model);
  const limits = model.image;
  if (limits === null || fileKindOf(role) !== 'image') return null;
  const formats = writable.filter(
    (format) => hostedImageFormats.includes(format) && (limits.formats.length === 0 || limits.formats.includes(format)),
  );
  if (formats.length === 0) return null;
  const maxBytes = Math.floor(Math.min(limits.maxMegabytes, imageMaxMegabytes) * bytesPerMegabyte);
  return { shape: targetShape(request, role, limits, model), limits, formats, maxBytes };
}

/** What any picture must be before it can be uploaded at all: of a kind that the file host takes, and no larger than the contract allows. */
export const fileHostRequirements: PictureRequirements = {
  shape: null,
  limits: { maxMegabytes: imageMaxMegabytes, formats: hostedImageFormats, source: 'contract' },
  formats: writable,
  maxBytes: imageMaxMegabytes * bytesPerMegabyte,
};
