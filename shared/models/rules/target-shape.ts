// Which shape a picture should have for a request: the ratio of the video, and for some models its very pixels.
import type { GenerationRequest, ReferenceRole } from '../../generation.ts';
import type { FileLimits, Model } from '../model.ts';

/** A picture's ratio is taken as the request's when they differ by less than this share: encoders round to even pixels. */
export const ratioTolerance = 0.02;

const frames: readonly ReferenceRole[] = ['first-frame', 'last-frame', 'start-frame', 'end-frame'];

export interface TargetShape {
  /** As it is asked for, e.g. "16:9". */
  readonly asked: string;
  readonly width: number;
  readonly height: number;
  /** `pixels`: width and height are the pixels the picture must have, else only their ratio counts. */
  readonly of: 'pixels' | 'ratio';
  /** A single picture decides the ratio, whatever was asked for. */
  readonly pictureDecides: boolean;
}

const sizeAt720: Readonly<Record<string, readonly [number, number]>> = { '16:9': [1280, 720], '9:16': [720, 1280] };

/** The two numbers of "16:9" or "1280x720"; null for "auto" and the like. */
export const ratioParts = (ratio: string): readonly [number, number] | null => {
  const found = /^(\d+)[:x](\d+)$/.exec(ratio);
  return found ? [Number(found[1]), Number(found[2])] : null;
};

/** null where nobody wants a shape: the ratio is left to the service, the model has none, or the picture is no frame of the video. */
export const targetShape = (request: GenerationRequest, role: ReferenceRole, limits: FileLimits, model: Model): TargetShape | null => {
  const asked = request.aspectRatio;
  const parts = asked === null ? null : ratioParts(asked);
  if (!asked || !parts || model.aspectRatio.kind === 'none') return null;
  const pictureDecides = limits.ratio === 'follows' && request.references.length === 1;
  if (!(frames.includes(role) || pictureDecides)) return null;
  if (limits.ratio !== 'exact') return { asked, width: parts[0], height: parts[1], of: 'ratio', pictureDecides };
  const [width, height] = asked.includes('x') ? parts : (sizeAt720[asked] ?? parts);
  return { asked, width, height, of: 'pixels', pictureDecides };
};
