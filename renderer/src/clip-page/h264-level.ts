// Chooses the H.264 level of a stream, from table A-1 of ITU-T H.264. Encoders refuse a size, frame rate or bit rate above their configured
// level, and players read the level to know whether they can keep up, so the smallest level that fits is chosen.

interface Level {
  readonly code: number;
  readonly macroblocksPerSecond: number;
  readonly macroblocksPerFrame: number;
  readonly kilobitsPerSecond: number;
}

const levels: readonly Level[] = [
  { code: 30, macroblocksPerSecond: 40_500, macroblocksPerFrame: 1_620, kilobitsPerSecond: 10_000 },
  { code: 31, macroblocksPerSecond: 108_000, macroblocksPerFrame: 3_600, kilobitsPerSecond: 14_000 },
  { code: 32, macroblocksPerSecond: 216_000, macroblocksPerFrame: 5_120, kilobitsPerSecond: 20_000 },
  { code: 40, macroblocksPerSecond: 245_760, macroblocksPerFrame: 8_192, kilobitsPerSecond: 20_000 },
  { code: 42, macroblocksPerSecond: 522_240, macroblocksPerFrame: 8_704, kilobitsPerSecond: 50_000 },
  { code: 50, macroblocksPerSecond: 589_824, macroblocksPerFrame: 22_080, kilobitsPerSecond: 135_000 },
  { code: 51, macroblocksPerSecond: 983_040, macroblocksPerFrame: 36_864, kilobitsPerSecond: 240_000 },
  { code: 52, macroblocksPerSecond: 2_073_600, macroblocksPerFrame: 36_864, kilobitsPerSecond: 240_000 },
];

/** The properties of a stream that decide its level. `width` and `height` are in pixels. */
interface Stream {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
}

/**
 * First four hex digits of the codec string: profile and constraints. Chromium's own encoder writes Baseline; High is tried only if
 * Baseline is not supported.
 */
export const profiles = { baseline: '42E0', high: '6400' } as const;

/** Codec string such as `avc1.42E01F`, or null when no level of the table allows the stream. */
export function avcCodec(profile: (typeof profiles)[keyof typeof profiles], stream: Stream): string | null {
  const perFrame = Math.ceil(stream.width / 16) * Math.ceil(stream.height / 16);
  const level = levels.find(
    (one) =>
      perFrame <= one.macroblocksPerFrame &&
      perFrame * stream.framesPerSecond <= one.macroblocksPerSecond &&
      stream.bitsPerSecond <= one.kilobitsPerSecond * 1000,
  );
  return level ? `avc1.${profile}${level.code.toString(16).toUpperCase().padStart(2, '0')}` : null;
}
