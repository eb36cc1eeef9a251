// Names of codecs: the same in every language.

const codecs: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC (H.265)',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  vvc: 'VVC (H.266)',
  mpeg4: 'MPEG-4 Part 2',
  mpeg2: 'MPEG-2',
  mpeg1: 'MPEG-1',
  mjpeg: 'Motion JPEG',
  h263: 'H.263',
  prores: 'ProRes',
};
/** Returns the usual name of a codec for its name in `electron/adapters/media/video-codec.ts`. */
export const codecName = (codec: string): string => codecs[codec] ?? codec.toUpperCase();
