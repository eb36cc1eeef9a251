// Detects the container of a video file, checks whether the file is complete, and reads its metadata. MP4, QuickTime and 3GP are read box
// by box; WebM, Matroska and MPEG-TS with mediabunny. Other containers (AVI, WMV, …) cannot be verified here and do not count as videos.
import type { VideoMetadata } from '../../core/ports.ts';
import { type ByteReader, viewOf } from '../mp4/mp4-boxes.ts';
import { looksLikeBoxes, parseMp4 } from '../mp4/mp4-parser.ts';
import { fileTypeOf, sniffBytes } from './file-type.ts';
import { type ReadBudget, readMediaTracks } from './media-metadata.ts';

/** File name extensions of the kinds of video that are stored. */
export type VideoExtension = 'mp4' | 'mov' | '3gp' | 'webm' | 'mkv' | 'ts';

/** The metadata of a video that could not be checked. */
export const unknownVideoMetadata: VideoMetadata = {
  width: null,
  height: null,
  durationSeconds: null,
  framesPerSecond: null,
  hasAudio: false,
  codec: null,
};

/** The outcome of the check of a downloaded file. */
export type VideoCheck =
  | { readonly kind: 'video'; readonly extension: VideoExtension; readonly metadata: VideoMetadata }
  /** The file ends too early; `expectedBytes` is the minimum size of the complete file, null if that is unknown. */
  | { readonly kind: 'incomplete'; readonly expectedBytes: number | null }
  /** The budget was spent first; the file may be intact. */
  | { readonly kind: 'unchecked'; readonly extension: VideoExtension; readonly detail: string }
  /** `detail` describes for the log what the file is instead, or what is wrong with it. */
  | { readonly kind: 'not-a-video'; readonly detail: string };

/** Three packets of an MPEG transport stream in a row are proof enough: ISO/IEC 13818-1, 188 bytes each, each beginning with `G`. */
const tsPacketBytes = 188;
const tsHeadBytes = 2 * tsPacketBytes + 1;

/**
 * Decides by the first bytes whether a file may be a video, so that a web page or an error text is noticed before the rest is downloaded.
 */
export function classifyFirstBytes(first: Uint8Array): 'may-be-video' | 'not-a-video' | 'too-short' {
  if (first.byteLength < 8) return 'too-short';
  if (looksLikeBoxes(first) || isMatroska(first)) return 'may-be-video';
  if (first[0] !== 0x47 || first[tsPacketBytes] === undefined) return first[0] === 0x47 ? 'too-short' : 'not-a-video';
  if (first.byteLength < tsHeadBytes) return first[tsPacketBytes] === 0x47 ? 'too-short' : 'not-a-video';
  return first[tsPacketBytes] === 0x47 && first[tsHeadBytes - 1] === 0x47 ? 'may-be-video' : 'not-a-video';
}

/** Returns the extension for a file by its content; `mp4` for every container without an extension of its own. */
export function videoExtensionOf(first: Uint8Array): VideoExtension {
  const extension = fileTypeOf(first)?.extension;
  switch (extension) {
    case 'mov':
    case '3gp':
    case 'webm':
    case 'mkv':
    case 'ts':
      return extension;
    default:
      return 'mp4';
  }
}

/** True for containers made of boxes, which can hold the studio's tag record. */
export const hasBoxes = (extension: VideoExtension): boolean => extension === 'mp4' || extension === 'mov' || extension === '3gp';

/** A large budget, because no user waits for the check of a result, and its folder may be on a slow network drive. */
const resultBudget: ReadBudget = { bytes: 32 * 1024 * 1024, reads: 4_000, ms: 60_000 };

/** Checks whether a whole file is a complete video. Throws file errors. */
export async function checkVideo(reader: ByteReader, budget: ReadBudget = resultBudget): Promise<VideoCheck> {
  const first = await reader.read(0, Math.min(sniffBytes, reader.size));
  const extension = videoExtensionOf(first);
  switch (extension) {
    case 'webm':
      return (await checkMatroskaEnd(reader)) ?? (await checkTracks(reader, extension, 'video/webm', budget));
    case 'mkv':
      return (await checkMatroskaEnd(reader)) ?? (await checkTracks(reader, extension, 'video/x-matroska', budget));
    case 'ts':
      return checkTransportStreamEnd(reader) ?? (await checkTracks(reader, extension, 'video/mp2t', budget));
    case 'mp4':
    case 'mov':
    case '3gp':
      return await checkBoxes(reader, extension);
  }
}

async function checkBoxes(reader: ByteReader, extension: VideoExtension): Promise<VideoCheck> {
  const parsed = await parseMp4(reader);
  switch (parsed.kind) {
    case 'complete':
      if (parsed.hasVideo) return { kind: 'video', extension, metadata: parsed.metadata };
      return { kind: 'not-a-video', detail: 'an MP4 without a picture track' };
    case 'incomplete':
      return { kind: 'incomplete', expectedBytes: parsed.expectedBytes };
    case 'not-mp4':
      return { kind: 'not-a-video', detail: parsed.detail.slice(0, 500) };
  }
}

async function checkTracks(reader: ByteReader, extension: VideoExtension, mimeType: string, budget: ReadBudget): Promise<VideoCheck> {
  const reading = await readMediaTracks(reader, mimeType, budget);
  switch (reading.kind) {
    case 'read': {
      const { metadata, hasVideo, hasAudio, codec } = reading.tracks;
      if (!hasVideo) return { kind: 'not-a-video', detail: `${mimeType} without a picture track` };
      return { kind: 'video', extension, metadata: { ...metadata, hasAudio, codec } };
    }
    case 'unreadable':
      return { kind: 'not-a-video', detail: `${mimeType} that cannot be read` };
    case 'budget-spent':
      return { kind: 'unchecked', extension, detail: 'it took too long' };
  }
}

/** Returns `incomplete` for a file that ends within a packet; null for whole packets, although later ones may be missing. */
function checkTransportStreamEnd({ size }: ByteReader): VideoCheck | null {
  const partialPacketBytes = size % tsPacketBytes;
  return partialPacketBytes === 0 ? null : { kind: 'incomplete', expectedBytes: size - partialPacketBytes + tsPacketBytes };
}

const isMatroska = (first: Uint8Array): boolean => first.byteLength >= 4 && viewOf(first).getUint32(0) === 0x1a45dfa3;
const segmentElementId = 0x18538067;

/**
 * Returns null if the segment ends within the file, or if its end is unknown, as in a live recording. Matroska (RFC 9559) is EBML (RFC
 * 8794): a header, then one segment with its length.
 */
async function checkMatroskaEnd(reader: ByteReader): Promise<VideoCheck | null> {
  const header = elementSize(await reader.read(4, 8));
  if (header === null || header.bytes === null) return { kind: 'not-a-video', detail: 'an EBML file with a damaged header' };
  const segmentAt = 4 + header.width + header.bytes;
  if (segmentAt > reader.size) return { kind: 'incomplete', expectedBytes: segmentAt };
  const segment = await reader.read(segmentAt, 12);
  if (segment.byteLength < 5) return { kind: 'incomplete', expectedBytes: null };
  if (viewOf(segment).getUint32(0) !== segmentElementId) return { kind: 'not-a-video', detail: 'an EBML file without a segment' };
  const content = elementSize(segment.subarray(4));
  if (content === null || content.bytes === null) return null;
  const end = segmentAt + 4 + content.width + content.bytes;
  return end > reader.size ? { kind: 'incomplete', expectedBytes: end } : null;
}

/**
 * Reads the size of an EBML element. `bytes` is null if the size is unknown (all its bits are 1). Returns null if the bytes are not a size.
 */
function elementSize(bytes: Uint8Array): { readonly width: number; readonly bytes: number | null } | null {
  const first = bytes[0] ?? 0;
  const width = Math.clz32(first) - 23;
  if (first === 0 || bytes.byteLength < width) return null;
  let value = BigInt(first & (0xff >> width));
  for (const byte of bytes.subarray(1, width)) value = (value << 8n) | BigInt(byte);
  const isUnknown = value === (1n << BigInt(7 * width)) - 1n;
  return { width, bytes: isUnknown || value > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(value) };
}
