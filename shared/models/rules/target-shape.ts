// The shape that a picture should have for a request: the ratio of the video, and for some models exactly its size.
import type { GenerationRequest, ReferenceRole } from '../../generation.ts';
import type { FileLimits, Model } from '../model.ts';

/** A picture has the request's ratio when they differ by less than this share: encoders round to even pixels. */
export const ratioTolerance = 0.02;

const frameRoles: readonly ReferenceRole[] = ['first-frame', 'last-frame', 'start-frame', 'end-frame'];

/** The shape that a picture should have. */
export interface TargetShape {
  /** The requested ratio, e.g. "16:9". */
  readonly requestedRatio: string;
  /** Width and height: pixels where `of` is `pixels`, otherwise the two terms of the ratio. */
  readonly width: number;
  readonly height: number;
  /** `pixels`: the picture must have exactly this width and height. `ratio`: only their ratio counts. */
  readonly of: 'pixels' | 'ratio';
  /** True when a single picture decides the ratio, whatever was requested. */
  readonly pictureDecides: boolean;
}

const sizeAt720: Readonly<Record<string, readonly [number, number]>> = { '16:9': [1280, 720], '9:16': [720, 1280] };

/** Parses the two numbers of "16:9" or "1280x720"; null for names such as "auto". */
export const ratioParts = (ratio: string): readonly [number, number] | null => {
  const match = /^(\d+)[:x](\d+)$/.exec(ratio);
  return match ? [Number(match[1]), Number(match[2])] : null;
};

/** Returns the shape; null where none is required: the ratio is left to the service, the model has none, or the picture is not a frame of the video. */
export const targetShape = (request: GenerationRequest, role: ReferenceRole, limits: FileLimits, model: Model): TargetShape | null => {
  const requestedRatio = request.aspectRatio;
  const parts = requestedRatio === null ? null : ratioParts(requestedRatio);
  if (!requestedRatio || !parts || model.aspectRatio.kind === 'none') return null;
  const pictureDecides = limits.ratio === 'follows' && request.references.length === 1;
  if (!(frameRoles.includes(role) || pictureDecides)) return null;
  if (limits.ratio !== 'exact') return { requestedRatio, width: parts[0], height: parts[1], of: 'ratio', pictureDecides };
  const [width, height] = requestedRatio.includes('x') ? parts : (sizeAt720[requestedRatio] ?? parts);
  return { requestedRatio, width, height, of: 'pixels', pictureDecides };
};
