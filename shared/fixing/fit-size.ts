// Finds the size in pixels of a fixed picture: as near to the requested one as the model's limits and even numbers of pixels allow.
import type { FileLimits } from '../models/index.ts';
import type { Size } from './picture-requirements.ts';

/** How far the ratio of a size may be off. A quarter of the tolerance of the checks, so that rounding never decides. */
export const ratioSlack = 0.005;
/** The tolerance where no size within the usual one exists (a very long and narrow picture). */
const looseSlack = 0.015;
/** The longest edge of a canvas in Chromium. */
const longestEdge = 16_384;

const isOutside = (value: number, min: number | undefined, max: number | undefined): boolean =>
  value < (min ?? -Infinity) || value > (max ?? Infinity);

/** True when the model takes a picture of this size. */
export function isSizeAllowed({ width, height }: Size, limits: FileLimits): boolean {
  return !(
    Math.min(width, height) < (limits.minEdgePixels ?? 1) ||
    Math.max(width, height) > Math.min(limits.maxEdgePixels ?? longestEdge, longestEdge) ||
    isOutside(width, limits.minWidthPixels, limits.maxWidthPixels) ||
    isOutside(width * height, limits.minPixels, limits.maxPixels) ||
    isOutside(width / height, limits.minAspect, limits.maxAspect)
  );
}

/** Returns the range of ratios that have an allowed size: limits of the edges limit the ratio too. */
export function allowedRatioRange(limits: FileLimits): readonly [min: number, max: number] {
  const longest = Math.min(limits.maxEdgePixels ?? longestEdge, longestEdge);
  const shortest = Math.max(limits.minEdgePixels ?? 0, 2);
  return [Math.max(limits.minAspect ?? 0, shortest / longest), Math.min(limits.maxAspect ?? Infinity, longest / shortest)];
}

const floorEven = (value: number): number => Math.floor(value / 2) * 2;

/** Returns the even width for a height; null where none is allowed. */
function widthFor(height: number, ratio: number, slack: number, limits: FileLimits): number | null {
  const below = floorEven(height * ratio);
  const byNearness = [below, below + 2].toSorted((one, other) => Math.abs(one - height * ratio) - Math.abs(other - height * ratio));
  const match = byNearness.find(
    (width) => width > 0 && Math.abs(width / height / ratio - 1) <= slack && isSizeAllowed({ width, height }, limits),
  );
  return match ?? null;
}

/** Returns the largest allowed size of this ratio up to the target height; where there is none, the smallest larger one. */
export function sizeNear(targetHeight: number, ratio: number, limits: FileLimits): Size | null {
  const start = Math.min(longestEdge, Math.max(2, floorEven(targetHeight + 1e-6)));
  for (const slack of [ratioSlack, looseSlack]) {
    for (let height = start; height >= 2; height -= 2) {
      const width = widthFor(height, ratio, slack, limits);
      if (width !== null) return { width, height };
    }
    for (let height = start + 2; height <= longestEdge; height += 2) {
      const width = widthFor(height, ratio, slack, limits);
      if (width !== null) return { width, height };
    }
  }
  return null;
}
