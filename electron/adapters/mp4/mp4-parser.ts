// Reads the structure of an MP4 or QuickTime file (ISO/IEC 14496-12) from its box headers, without loading it. Determines whether the file
// is complete, and reads its metadata. The input is untrusted: every read, count and depth is bounded.
import type { VideoMetadata } from '../../core/ports.ts';
import { codecOfSampleTable } from '../media/video-codec.ts';
import {
  type Box,
  BoxReader,
  type ByteReader,
  fourCharacters,
  fourCharactersOfView,
  MalformedBoxError,
  toPrintableAscii,
  viewOf,
} from './mp4-boxes.ts';
import { type Fragments, type FragmentTotals, readFragments } from './mp4-fragments.ts';

type Mp4ParseResult =
  | { readonly kind: 'complete'; readonly metadata: VideoMetadata; readonly hasVideo: boolean; readonly brand: string }
  /** The file ends before its boxes do; `expectedBytes` is the minimum size of the complete file, null if that is unknown. */
  | { readonly kind: 'incomplete'; readonly expectedBytes: number | null; readonly detail: string }
  | { readonly kind: 'not-mp4'; readonly detail: string };

const maxTracks = 32;
const maxTableEntries = 100_000;
const firstBoxTypePattern = /^(ftyp|styp|moov|mdat|free|skip|wide|pnot|uuid|sidx|moof|pdin|meta|junk)$/;

/** True if the first 8 bytes may begin an MP4, so that a web page or an error text is noticed before the rest is downloaded. */
export function looksLikeBoxes(first: Uint8Array): boolean {
  return first.byteLength >= 8 && firstBoxTypePattern.test(fourCharacters(first, 4));
}

/** Reads the box structure. Returns damage as a result; throws errors of the reader. */
export async function parseMp4(reader: ByteReader): Promise<Mp4ParseResult> {
  const boxReader = new BoxReader(reader);
  try {
    return await parseTopLevel(boxReader);
  } catch (error) {
    if (error instanceof MalformedBoxError) return { kind: 'not-mp4', detail: error.message };
    throw error;
  }
}

async function parseTopLevel(boxReader: BoxReader): Promise<Mp4ParseResult> {
  const { size } = boxReader.reader;
  if (size === 0) return { kind: 'not-mp4', detail: 'empty' };
  if (size < 8 || !looksLikeBoxes(await boxReader.bytes(0, 8))) return { kind: 'not-mp4', detail: 'does not begin like an MP4' };
  let brand: string | null = null;
  let moov: Box | null = null;
  let hasMedia = false;
  const fragments: { moofs: Box[]; sidxs: Box[] } = { moofs: [], sidxs: [] };
  let position = 0;
  while (position < size) {
    const box = await boxReader.boxAt(position, size);
    if (box === null) {
      // Some programs pad a file with a few zeros.
      if (size - position < 8 && (await boxReader.bytes(position, size - position)).every((byte) => byte === 0)) break;
      return { kind: 'incomplete', expectedBytes: null, detail: 'ends inside a box header' };
    }
    if (box.end > size) return { kind: 'incomplete', expectedBytes: box.end, detail: `box ${toPrintableAscii(box.type)} is cut off` };
    if (box.type === 'ftyp') brand ??= await majorBrand(boxReader, box);
    if (box.type === 'moov') moov ??= box;
    if (box.type === 'moof') fragments.moofs.push(box);
    if (box.type === 'sidx') fragments.sidxs.push(box);
    if (box.type === 'mdat' && box.end > box.start) hasMedia = true;
    position = box.end;
  }
  // Old QuickTime files have no `ftyp`.
  brand ??= moov === null ? null : 'qt  ';
  if (brand === null) return { kind: 'not-mp4', detail: 'no ftyp box' };
  if (moov === null) return { kind: 'incomplete', expectedBytes: null, detail: 'no moov box' };
  if (!hasMedia) return { kind: 'incomplete', expectedBytes: null, detail: 'no media data' };
  return await parseMovie(boxReader, moov, brand, fragments);
}

async function majorBrand(boxReader: BoxReader, box: Box): Promise<string> {
  const head = await boxReader.payload(box, 4);
  return head === null ? '' : fourCharacters(new Uint8Array(head.buffer, head.byteOffset, 4), 0);
}

interface Track {
  readonly id: number;
  readonly timescale: number;
  readonly handler: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly codec: string | null;
  /** The last position in the file where a chunk of samples begins. */
  readonly lastChunkAt: number;
}

async function parseMovie(boxReader: BoxReader, moov: Box, brand: string, fragments: Fragments): Promise<Mp4ParseResult> {
  const boxes = await boxReader.children(moov);
  const tracks: Track[] = [];
  for (const box of boxes.filter(({ type }) => type === 'trak').slice(0, maxTracks)) tracks.push(await parseTrack(boxReader, box));
  const video =
    tracks.find(({ handler, width }) => handler === 'vide' && width !== null) ?? tracks.find(({ handler }) => handler === 'vide');
  const lastChunkAt = Math.max(0, ...tracks.map((track) => track.lastChunkAt));
  // A media box without a size ends with the file, so only the sample tables show that bytes are missing.
  if (fragments.moofs.length === 0 && lastChunkAt >= boxReader.reader.size) {
    return { kind: 'incomplete', expectedBytes: lastChunkAt + 1, detail: 'samples lie beyond the end of the file' };
  }
  const movie = await durationOf(boxReader, findBox(boxes, 'mvhd'));
  const mvex = findBox(boxes, 'mvex');
  const headerSeconds =
    movie?.seconds ?? (mvex === undefined || movie === null ? null : await movieExtendsSeconds(boxReader, mvex, movie.timescale)) ?? null;
  const isComplete = headerSeconds !== null && (video === undefined || video.framesPerSecond !== null);
  const totals = mvex === undefined || isComplete ? null : await readFragments(boxReader.reader, mvex, fragments, tracks);
  const seconds = headerSeconds ?? longestTrackSeconds(tracks, totals) ?? video?.durationSeconds ?? tracks[0]?.durationSeconds ?? null;
  const rate = video?.framesPerSecond ?? (video === undefined ? null : rateOf(video, totals));
  return {
    kind: 'complete',
    brand,
    hasVideo: video !== undefined,
    metadata: {
      width: video?.width ?? null,
      height: video?.height ?? null,
      durationSeconds: seconds === null ? null : roundToThousandths(seconds),
      framesPerSecond: rate,
      hasAudio: tracks.some(({ handler }) => handler === 'soun'),
      codec: video?.codec ?? null,
    },
  };
}

/** Returns the duration of the longest track, from its fragments. */
function longestTrackSeconds(tracks: readonly Track[], totals: FragmentTotals | null): number | null {
  const seconds = tracks.map(({ id, timescale }) => (totals?.get(id)?.units ?? 0) / timescale).filter((length) => length > 0);
  return seconds.length === 0 ? null : Math.max(...seconds);
}

function rateOf({ id, timescale }: Track, totals: FragmentTotals | null): number | null {
  const total = totals?.get(id);
  return total === undefined || total.samples < 2 || total.units === 0
    ? null
    : roundToThousandths((total.samples * timescale) / total.units);
}

async function parseTrack(boxReader: BoxReader, trak: Box): Promise<Track> {
  const boxes = await boxReader.children(trak);
  const media = await childrenOf(boxReader, boxes, 'mdia');
  const table = await childrenOf(boxReader, await childrenOf(boxReader, media, 'minf'), 'stbl');
  const handlerBox = await boxReader.payload(findBox(media, 'hdlr'), 12);
  const handler = handlerBox === null ? '' : fourCharactersOfView(handlerBox, 8);
  const duration = await durationOf(boxReader, findBox(media, 'mdhd'));
  const size =
    (await trackSize(boxReader, findBox(boxes, 'tkhd'))) ??
    (handler === 'vide' ? await codedSize(boxReader, findBox(table, 'stsd')) : null);
  return {
    id: await trackId(boxReader, findBox(boxes, 'tkhd')),
    timescale: duration?.timescale ?? 1,
    handler,
    width: size?.width ?? null,
    height: size?.height ?? null,
    durationSeconds: duration?.seconds ?? null,
    framesPerSecond:
      handler === 'vide' && duration !== null ? await frameRate(boxReader, findBox(table, 'stts'), duration.timescale) : null,
    codec: handler === 'vide' ? await codecOfSampleTable(boxReader, findBox(table, 'stsd')) : null,
    lastChunkAt: await lastChunk(boxReader, findBox(table, 'stco'), findBox(table, 'co64')),
  };
}

/** Reads `mvhd` or `mdhd`, which begin with the same fields: version, times, timescale, duration. */
async function durationOf(boxReader: BoxReader, box: Box | undefined): Promise<{ timescale: number; seconds: number | null } | null> {
  const view = await boxReader.payload(box, 20, 32);
  if (view === null) return null;
  const isLong = view.getUint8(0) === 1;
  if (isLong && view.byteLength < 32) return null;
  const timescale = view.getUint32(isLong ? 20 : 12);
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16);
  const isUnknown = duration === 0 || duration >= (isLong ? 2 ** 63 : 0xffff_ffff);
  return timescale === 0 ? null : { timescale, seconds: isUnknown ? null : duration / timescale };
}

async function movieExtendsSeconds(boxReader: BoxReader, mvex: Box, timescale: number): Promise<number | null> {
  const view = await boxReader.payload(findBox(await boxReader.children(mvex), 'mehd'), 8, 12);
  if (view === null) return null;
  const isLong = view.getUint8(0) === 1 && view.byteLength >= 12;
  const duration = isLong ? Number(view.getBigUint64(4)) : view.getUint32(4);
  return duration === 0 ? null : duration / timescale;
}

/** Returns the size as shown: 16.16 numbers at the end of `tkhd`, swapped if its matrix makes a quarter turn. */
async function trackSize(boxReader: BoxReader, box: Box | undefined): Promise<{ width: number; height: number } | null> {
  const view = await boxReader.payload(box, 84, 96);
  if (view === null) return null;
  const matrixAt = view.getUint8(0) === 1 ? 52 : 40;
  if (view.byteLength < matrixAt + 44) return null;
  const width = Math.round(view.getUint32(matrixAt + 36) / 65_536);
  const height = Math.round(view.getUint32(matrixAt + 40) / 65_536);
  if (width === 0 || height === 0) return null;
  const isTurned = view.getInt32(matrixAt) === 0 && view.getInt32(matrixAt + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

async function trackId(boxReader: BoxReader, box: Box | undefined): Promise<number> {
  const view = await boxReader.payload(box, 16, 24);
  if (view === null) return 0;
  return view.getUint8(0) === 1 ? (view.byteLength < 24 ? 0 : view.getUint32(20)) : view.getUint32(12);
}

/** Returns the coded size from the first sample description; used if the track header has no size. */
async function codedSize(boxReader: BoxReader, box: Box | undefined): Promise<{ width: number; height: number } | null> {
  const view = await boxReader.payload(box, 8 + 36);
  if (view === null) return null;
  const width = view.getUint16(8 + 32);
  const height = view.getUint16(8 + 34);
  return width === 0 || height === 0 ? null : { width, height };
}

async function frameRate(boxReader: BoxReader, box: Box | undefined, timescale: number): Promise<number | null> {
  const count = (await boxReader.payload(box, 8))?.getUint32(4) ?? 0;
  if (box === undefined || count === 0 || count > maxTableEntries || box.start + 8 + count * 8 > box.end) return null;
  const view = viewOf(await boxReader.bytes(box.start + 8, count * 8));
  let samples = 0;
  let units = 0;
  for (let index = 0; index < count; index += 1) {
    const run = view.getUint32(index * 8);
    samples += run;
    units += run * view.getUint32(index * 8 + 4);
  }
  return units === 0 || samples < 2 ? null : roundToThousandths((samples * timescale) / units);
}

/** Returns the offset of the last chunk. Muxers write chunk offsets in ascending order, so only the last entry is read. */
async function lastChunk(boxReader: BoxReader, stco: Box | undefined, co64: Box | undefined): Promise<number> {
  const box = stco ?? co64;
  const width = stco === undefined ? 8 : 4;
  const count = (await boxReader.payload(box, 8))?.getUint32(4) ?? 0;
  if (box === undefined || count === 0) return 0;
  if (box.start + 8 + count * width > box.end) throw new MalformedBoxError('a chunk table larger than its box');
  const last = viewOf(await boxReader.bytes(box.start + 8 + (count - 1) * width, width));
  return width === 4 ? last.getUint32(0) : Number(last.getBigUint64(0));
}

async function childrenOf(boxReader: BoxReader, boxes: readonly Box[], type: string): Promise<readonly Box[]> {
  const box = findBox(boxes, type);
  return box === undefined ? [] : await boxReader.children(box);
}

function findBox(boxes: readonly Box[], type: string): Box | undefined {
  return boxes.find((box) => box.type === type);
}

function roundToThousandths(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
