// Asks Chromium whether this computer has a decoder for a codec. The answer depends on the system and its hardware, so it is never stored
// with the video.

/** MIME type of a common profile of each codec. The keys are the codec names of `electron/adapters/media/video-codec.ts`. */
const mimeTypes: Readonly<Record<string, string>> = {
  h264: 'video/mp4; codecs="avc1.64001f"',
  hevc: 'video/mp4; codecs="hvc1.1.6.L93.B0"',
  av1: 'video/mp4; codecs="av01.0.05M.08"',
  vp9: 'video/mp4; codecs="vp09.00.10.08"',
  vp8: 'video/webm; codecs="vp8"',
  vvc: 'video/mp4; codecs="vvc1.1.L51.CQA"',
  mpeg4: 'video/mp4; codecs="mp4v.20.9"',
  mpeg2: 'video/mp4; codecs="mp4v.61"',
  mpeg1: 'video/mp4; codecs="mp4v.6a"',
  mjpeg: 'video/mp4; codecs="mp4v.6c"',
  h263: 'video/3gpp; codecs="s263"',
  prores: 'video/quicktime; codecs="apch"',
};

const hasDecoderByCodec = new Map<string, boolean>();

/** True when there is a decoder; null when the codec is unknown. */
export function hasDecoder(codec: string | null): boolean | null {
  const mimeType = codec === null ? undefined : mimeTypes[codec];
  if (codec === null || mimeType === undefined) return null;
  const cached = hasDecoderByCodec.get(codec);
  if (cached !== undefined) return cached;
  const result = document.createElement('video').canPlayType(mimeType) !== '';
  hasDecoderByCodec.set(codec, result);
  return result;
}

/** True when there is certainly no decoder. Actions that need frames of the video are then not offered. */
export const isCodecUnsupported = ({ codec }: { readonly codec: string | null }): boolean => hasDecoder(codec) === false;
