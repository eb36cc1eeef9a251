// A clip renderer for tests. It writes structurally valid MP4s of the right size and length box by box (ISO/IEC 14496-12 and -15), without
// an encoder. The picture data is filler, which no player can decode.
import type { ClipRenderer, ClipSpec } from '../../../electron/simulator/media/clip-renderer.ts';

const u16 = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const zeros = (count: number): Buffer => Buffer.alloc(count);

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

const fullBox = (type: string, flags: number, ...parts: readonly Buffer[]): Buffer => box(type, u32(flags), ...parts);
const matrix = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));
const timescale = 1_000;
const bytesPerFrame = 64;

interface Track {
  readonly id: number;
  readonly handler: 'vide' | 'soun';
  readonly entry: Buffer;
  readonly samples: number;
  readonly width: number;
  readonly height: number;
}

function avc1(width: number, height: number): Buffer {
  const sps = Buffer.from([0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00]);
  const pps = Buffer.from([0x68, 0xce, 0x3c, 0x80]);
  const avcC = box('avcC', Buffer.from([1, 0x42, 0xc0, 0x1e, 0xff, 0xe1]), u16(sps.length), sps, Buffer.from([1]), u16(pps.length), pps);
  return box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(width),
    u16(height),
    u32(0x480000),
    u32(0x480000),
    zeros(4),
    u16(1),
    zeros(32),
    u16(24),
    u16(0xffff),
    avcC,
  );
}

function opus(): Buffer {
  const dOps = box('dOps', Buffer.from([0, 1]), u16(312), u32(48_000), u16(0), Buffer.from([0]));
  return box('Opus', zeros(6), u16(1), zeros(8), u16(1), u16(16), zeros(4), u32(48_000 * 65_536), dOps);
}

function trak(track: Track, durationMs: number, firstByte: number): Buffer {
  const sampleDuration = Math.floor(durationMs / track.samples);
  const lastSampleDuration = durationMs - sampleDuration * (track.samples - 1);
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, u32(1), track.entry),
    fullBox('stts', 0, u32(2), u32(track.samples - 1), u32(sampleDuration), u32(1), u32(lastSampleDuration)),
    ...(track.handler === 'vide' ? [fullBox('stss', 0, u32(1), u32(1))] : []),
    fullBox('stsc', 0, u32(1), u32(1), u32(track.samples), u32(1)),
    fullBox('stsz', 0, u32(bytesPerFrame), u32(track.samples)),
    fullBox('stco', 0, u32(1), u32(firstByte)),
  );
  const mediaHeader = track.handler === 'vide' ? fullBox('vmhd', 1, zeros(8)) : fullBox('smhd', 0, zeros(4));
  const dinf = box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1)));
  const mdia = box(
    'mdia',
    fullBox('mdhd', 0, u32(0), u32(0), u32(timescale), u32(durationMs), u16(0x55c4), u16(0)),
    fullBox('hdlr', 0, u32(0), Buffer.from(track.handler, 'latin1'), zeros(12), Buffer.from('\0')),
    box('minf', mediaHeader, dinf, sampleTable),
  );
  const volume = track.handler === 'soun' ? 0x0100 : 0;
  const tkhd = fullBox(
    'tkhd',
    3,
    u32(0),
    u32(0),
    u32(track.id),
    u32(0),
    u32(durationMs),
    zeros(8),
    u16(0),
    u16(0),
    u16(volume),
    u16(0),
    matrix,
    u32(track.width * 65_536),
    u32(track.height * 65_536),
  );
  return box('trak', tkhd, mdia);
}

/** Returns an MP4 with an H.264 track of the requested size and length, and with an Opus track if requested, in fast-start order. */
export function tinyClip(spec: Pick<ClipSpec, 'width' | 'height' | 'durationSeconds' | 'framesPerSecond' | 'audio' | 'seed'>): Buffer {
  const durationMs = Math.round(spec.durationSeconds * timescale);
  const frames = Math.max(2, Math.round(spec.durationSeconds * spec.framesPerSecond));
  const video: Track = {
    id: 1,
    handler: 'vide',
    entry: avc1(spec.width, spec.height),
    samples: frames,
    width: spec.width,
    height: spec.height,
  };
  const sound: Track = { id: 2, handler: 'soun', entry: opus(), samples: frames, width: 0, height: 0 };
  const tracks = spec.audio ? [video, sound] : [video];
  const ftyp = box('ftyp', Buffer.from('isom', 'latin1'), u32(512), Buffer.from('isomiso2avc1mp41', 'latin1'));
  const moovAt = (start: number): Buffer =>
    box(
      'moov',
      fullBox(
        'mvhd',
        0,
        u32(0),
        u32(0),
        u32(timescale),
        u32(durationMs),
        u32(0x10000),
        u16(0x0100),
        zeros(10),
        matrix,
        zeros(24),
        u32(tracks.length + 1),
      ),
      ...tracks.map((track, index) => trak(track, durationMs, start + index * frames * bytesPerFrame)),
    );
  const size = moovAt(0).length;
  const data = Buffer.alloc(tracks.length * frames * bytesPerFrame, spec.seed & 0xff);
  return Buffer.concat([ftyp, moovAt(ftyp.length + size + 8), box('mdat', data)]);
}

export interface TinyClips extends ClipRenderer {
  /** The requested clips, in order. */
  readonly requestedClips: readonly ClipSpec[];
}

/** Creates the renderer. `delayMs` is the time to render one clip. Rendering fails if the prompt contains "unrenderable". */
export function createTinyClips(delayMs = 0): TinyClips {
  const requestedClips: ClipSpec[] = [];
  return {
    requestedClips,
    async render(spec, signal) {
      requestedClips.push(spec);
      if (spec.prompt.includes('unrenderable')) throw new Error('cannot draw this');
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      signal.throwIfAborted();
      return tinyClip(spec);
    },
  };
}
