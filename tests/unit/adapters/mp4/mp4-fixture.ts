// Small MP4 files built box by box: valid in structure, without a decodable picture.

export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const payload = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(payload.byteLength + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, payload]);
}

/** The same box with its size in 64 bits. */
export function longBox(type: string, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(payload.byteLength + 16), 8);
  return Buffer.concat([head, payload]);
}

/** 32-bit numbers, big-endian. */
export function uint32s(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number >>> 0, index * 4);
  return bytes;
}

export interface TrackSpec {
  readonly handler: 'vide' | 'soun';
  readonly width?: number;
  readonly height?: number;
  /** Whether the matrix rotates the picture by 90°. */
  readonly rotated?: boolean;
  readonly frames?: number;
  readonly framesPerSecond?: number;
  readonly chunkOffset?: number;
  /** The type (four characters) of the only sample entry, e.g. `avc1`; without it the track has no entry. */
  readonly sampleEntry?: string;
  /** The boxes in the sample entry; ignored if the track has no entry. */
  readonly sampleEntryBoxes?: Buffer;
}

export function track(spec: TrackSpec): Buffer {
  const {
    handler,
    width = 0,
    height = 0,
    rotated = false,
    frames = 48,
    framesPerSecond = 24,
    chunkOffset = 48,
    sampleEntry,
    sampleEntryBoxes = Buffer.alloc(0),
  } = spec;
  const matrix = rotated
    ? uint32s(0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
    : uint32s(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const tkhd = box('tkhd', uint32s(7, 0, 0, 1, 0, 2000), Buffer.alloc(16), matrix, uint32s(width * 65_536, height * 65_536));
  const mdhd = box('mdhd', uint32s(0, 0, 0, 12_288, Math.round((frames * 12_288) / framesPerSecond), 0));
  const hdlr = box('hdlr', uint32s(0, 0), Buffer.from(handler), Buffer.alloc(13));
  const stbl = box(
    'stbl',
    sampleEntry === undefined
      ? box('stsd', uint32s(0, 0))
      : box('stsd', uint32s(0, 1), box(sampleEntry, Buffer.alloc(78), sampleEntryBoxes)),
    box('stts', uint32s(0, 1, frames, Math.round(12_288 / framesPerSecond))),
    box('stco', uint32s(0, 1, chunkOffset)),
  );
  return box('trak', tkhd, box('mdia', mdhd, hdlr, box('minf', stbl)));
}

export const ftyp = box('ftyp', Buffer.from('isom'), uint32s(512), Buffer.from('isomiso2mp41'));

export function moov(tracks: readonly TrackSpec[], durationMs = 2_000): Buffer {
  return box('moov', box('mvhd', uint32s(0, 0, 0, 1_000, durationMs), Buffer.alloc(80)), ...tracks.map(track));
}

const videoTrack: TrackSpec = { handler: 'vide', width: 1_280, height: 720 };

/** A complete file with this many bytes of media data. Each byte depends on its position, so that a test can tell ranges apart. */
export function mp4(mediaBytes = 1_000, tracks: readonly TrackSpec[] = [videoTrack]): Buffer {
  const media = Buffer.alloc(mediaBytes);
  for (let at = 0; at < mediaBytes; at += 1) media[at] = (at * 31 + (at >> 8) * 17) & 0xff;
  return Buffer.concat([ftyp, moov(tracks), box('mdat', media)]);
}
