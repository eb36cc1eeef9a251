// Plans the studio's tags in an MP4 and reads the record back. A new index (`moov`) with the tags is appended, and the old index becomes
// `free`. The media data does not move, so every offset in the file stays valid.
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { FileTags } from '../../core/ports.ts';
import { type Box, BoxReader, type ByteReader, MalformedBoxError, viewOf } from './mp4-boxes.ts';
import { createBox, isTagRecord, itemText, parseFlatBoxes, readKeys, readMeta, recordOwner, userDataWithTags } from './mp4-tag-boxes.ts';

/** The index of an hour of video has some megabytes. */
const maxMoovBytes = 64 * 1024 * 1024;
const maxUserDataBytes = 8 * 1024 * 1024;
/** Content credentials (C2PA, "BMFF embedding") are stored in a `uuid` box with this id. */
const c2paUuid = 'd8fec3d61b0e483c92975828877ec481';

/** New bytes, or a range of the file that is copied. */
export type Piece = Uint8Array | { readonly from: number; readonly to: number };

/** The plan for writing tags: the bytes to append, and the index that becomes `free` afterwards. */
export interface TagPlan {
  /** The byte at which the old index begins. Its type, four letters, is at `moovAt + 4`. */
  readonly moovAt: number;
  /** Pieces to append, in order. */
  readonly pieces: readonly Piece[];
  /** The number of bytes that are appended. */
  readonly bytes: number;
}

/** A plan, or the reason why the file gets no tags. */
export type TagPlanResult =
  | { readonly kind: 'planned'; readonly plan: TagPlan }
  | { readonly kind: 'untagged'; readonly reason: UntaggedReason };

const untaggedResult = (reason: UntaggedReason): TagPlanResult => ({ kind: 'untagged', reason });

/** Plans the tags for this file, or returns why it gets none. Reads headers and user data only. */
export async function planTags(reader: ByteReader, tags: FileTags): Promise<TagPlanResult> {
  try {
    return await planFile(new BoxReader(reader), tags);
  } catch (error) {
    if (error instanceof MalformedBoxError) return untaggedResult('unusual');
    throw error;
  }
}

async function planFile(boxReader: BoxReader, tags: FileTags): Promise<TagPlanResult> {
  const { size } = boxReader.reader;
  let moov: { readonly at: number; readonly box: Box } | null = null;
  for (let position = 0; position < size; ) {
    const box = await boxReader.boxAt(position, size);
    if (box === null || box.end > size) return untaggedResult('unusual');
    if (await isOpenEnded(boxReader, position)) return untaggedResult('open-ended');
    if (box.type === 'moof') return untaggedResult('fragmented');
    if (box.type === 'uuid' && (await isSigned(boxReader, box))) return untaggedResult('signed');
    if (box.type === 'moov') {
      if (moov !== null) return untaggedResult('unusual');
      moov = { at: position, box };
    }
    position = box.end;
  }
  if (moov === null) return untaggedResult('unusual');
  return await planIndex(boxReader, moov.at, moov.box, tags);
}

async function planIndex(boxReader: BoxReader, at: number, moov: Box, tags: FileTags): Promise<TagPlanResult> {
  if (moov.end - moov.start > maxMoovBytes) return untaggedResult('too-large');
  const children = await boxReader.children(moov);
  const userData = children.filter(({ type }) => type === 'udta');
  if (userData.length > 1 || !children.some(({ type }) => type === 'mvhd')) return untaggedResult('unusual');
  if (children.some(({ type }) => type === 'mvex')) return untaggedResult('fragmented');
  let end = moov.start;
  for (const child of children) {
    if (await isOpenEnded(boxReader, end)) return untaggedResult('open-ended');
    end = child.end;
  }
  const [oldUserData] = userData;
  if (oldUserData !== undefined && oldUserData.end - oldUserData.start > maxUserDataBytes) return untaggedResult('too-large');
  const oldPayload =
    oldUserData === undefined ? new Uint8Array() : await boxReader.bytes(oldUserData.start, oldUserData.end - oldUserData.start);
  const payload = userDataWithTags(oldPayload, tags);
  if (payload === null) return untaggedResult('foreign-metadata');
  if (payload.byteLength > maxUserDataBytes) return untaggedResult('too-large');
  // The new user data replaces the old user data, or follows the last box. A few bytes of padding stay at the end.
  const userDataAt = oldUserData === undefined ? end : startOf(children, oldUserData, moov);
  const pieces: Piece[] = [
    { from: moov.start, to: userDataAt },
    createBox('udta', payload),
    { from: oldUserData === undefined ? end : oldUserData.end, to: moov.end },
  ];
  const payloadBytes = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + payloadBytes, 0);
  head.write('moov', 4, 'latin1');
  return { kind: 'planned', plan: { moovAt: at, pieces: [head, ...pieces], bytes: 8 + payloadBytes } };
}

/** Returns the start of a box, which is the end of the previous box. */
function startOf(children: readonly Box[], box: Box, parent: Box): number {
  return children[children.indexOf(box) - 1]?.end ?? parent.start;
}

const lengthOf = (piece: Piece): number => ('from' in piece ? piece.to - piece.from : piece.byteLength);

/** True if the size is zero, which means "to the end of the file": the box would include the appended bytes. */
async function isOpenEnded(boxReader: BoxReader, at: number): Promise<boolean> {
  return viewOf(await boxReader.bytes(at, 4)).getUint32(0) === 0;
}

async function isSigned(boxReader: BoxReader, box: Box): Promise<boolean> {
  if (box.end - box.start < 16) return false;
  return Buffer.from(await boxReader.bytes(box.start, 16)).toString('hex') === c2paUuid;
}

/**
 * Finds the studio's tags without other data than the file. The last index contains the tags. The last `free` box before it that contains
 * an index is the received index. null if the file has another structure.
 */
export async function findTagging(reader: ByteReader): Promise<{ readonly receivedBytes: number; readonly moovAt: number } | null> {
  const boxReader = new BoxReader(reader);
  let moovAt: number | null = null;
  try {
    for (let position = 0; position < reader.size; ) {
      const box = await boxReader.boxAt(position, reader.size);
      if (box === null || box.end > reader.size) return null;
      if (box.type === 'moov') return moovAt === null || box.end !== reader.size ? null : { receivedBytes: position, moovAt };
      if (box.type === 'free' && (await isIndex(boxReader, box))) moovAt = position;
      position = box.end;
    }
    return null;
  } catch (error) {
    if (error instanceof MalformedBoxError) return null;
    throw error;
  }
}

/** True for a `free` box that contains an index. Padding may contain any bytes, so damage means false. */
async function isIndex(boxReader: BoxReader, box: Box): Promise<boolean> {
  try {
    return (await boxReader.children(box)).some(({ type }) => type === 'mvhd');
  } catch (error) {
    if (error instanceof MalformedBoxError) return false;
    throw error;
  }
}

/** Reads the studio's tag record as it was written; null if the file has none that can be read. */
export async function readRecord(reader: ByteReader): Promise<string | null> {
  const boxReader = new BoxReader(reader);
  try {
    const moov = await topBox(boxReader, 'moov');
    const udta = moov === null ? undefined : (await boxReader.children(moov)).find(({ type }) => type === 'udta');
    if (udta === undefined || udta.end - udta.start > maxUserDataBytes) return null;
    return recordIn(await boxReader.bytes(udta.start, udta.end - udta.start));
  } catch (error) {
    if (error instanceof MalformedBoxError) return null;
    throw error;
  }
}

async function topBox(boxReader: BoxReader, type: string): Promise<Box | null> {
  for (let position = 0; position < boxReader.reader.size; ) {
    const box = await boxReader.boxAt(position, boxReader.reader.size);
    if (box === null || box.end > boxReader.reader.size) return null;
    if (box.type === type) return box;
    position = box.end;
  }
  return null;
}

function recordIn(userData: Uint8Array): string | null {
  const metaBox = parseFlatBoxes(userData)?.boxes.find(({ type }) => type === 'meta');
  const meta = metaBox === undefined ? null : readMeta(metaBox.payload);
  const ilst = meta?.boxes.find(({ type }) => type === 'ilst');
  const items = ilst === undefined ? null : parseFlatBoxes(ilst.payload);
  if (meta === null || items === null) return null;
  if (meta.handler === 'mdir') {
    const item = items.boxes.find(isTagRecord);
    return item === undefined ? null : itemText(item);
  }
  const keys = meta.boxes.find(({ type }) => type === 'keys');
  const itemNumber = (keys === undefined ? [] : (readKeys(keys.payload) ?? [])).indexOf(recordOwner) + 1;
  const item = itemNumber === 0 ? undefined : items.boxes.find(({ whole }) => viewOf(whole).getUint32(4) === itemNumber);
  return item === undefined ? null : itemText(item);
}
