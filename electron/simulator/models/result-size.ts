// The size of a result in pixels. The quality gives the shorter edge, and the ratio the longer one. Both are even, because H.264 with
// 4:2:0 requires that: 480p in 16:9 is 854 × 480.

/** A picture size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const shortEdges: Readonly<Record<string, number>> = {
  '480p': 480,
  '512p': 512,
  '720p': 720,
  '768p': 768,
  standard: 720,
  '1080p': 1_080,
  high: 1_080,
  '4k': 2_160,
};

const roundToEven = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** Returns width over height of `16:9` or `1280x720`; null for names such as `adaptive` or `auto`. */
export function aspectOf(ratio: string | null): number | null {
  const match = /^(\d+)[:x](\d+)$/.exec(ratio ?? '');
  return match ? Number(match[1]) / Number(match[2]) : null;
}

/**
 * Returns the size of a result. If the ratio is a name, the result has the ratio of `source`, the picture given to the model, or else 16:9.
 */
export function pictureSize(quality: string | null, ratio: string | null, source: Size | null): Size {
  const edge = shortEdges[quality ?? '720p'] ?? 720;
  const requestedAspect = aspectOf(ratio) ?? (source && source.width > 0 && source.height > 0 ? source.width / source.height : 16 / 9);
  const aspect = Math.min(2.5, Math.max(0.4, requestedAspect));
  return aspect >= 1 ? { width: roundToEven(edge * aspect), height: edge } : { width: edge, height: roundToEven(edge / aspect) };
}
