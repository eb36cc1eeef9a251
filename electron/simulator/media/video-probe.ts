// Reads duration and picture size of an MP4 or QuickTime file from its `moov` box (ISO/IEC 14496-12), for models whose result depends on a given
// video.
import type { Size } from '../models/result-size.ts';

interface VideoProbe {
  readonly durationSeconds: number;
  readonly size: Size | null;
}

type ReadAt = (start: number, end: number) => Promise<Buffer>;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > to) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), start: at + 8, end: at + size };
    at += size;
  }
}

const maxMoovBytes = 16 * 1_024 * 1_024;

/** Reads size and duration of a file of `bytes` bytes; null when it has no readable `moov`. */
export async function probeVideo(readAt: ReadAt, bytes: number): Promise<VideoProbe | null> {
  let at = 0;
  while (at + 8 <= bytes) {
    const head = await readAt(at, Math.min(bytes, at + 16));
    const size32 = head.readUInt32BE(0);
    const size = size32 === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : size32 === 0 ? bytes - at : size32;
    if (size < 8) return null;
    if (head.toString('latin1', 4, 8) === 'moov')
      return size > maxMoovBytes || at + size > bytes ? null : readMoov(await readAt(at + 8, at + size));
    at += size;
  }
  return null;
}

function readMoov(moov: Buffer): VideoProbe | null {
  let durationSeconds: number | null = null;
  let size: Size | null = null;
  for (const box of boxesIn(moov, 0, moov.length)) {
    if (box.type === 'mvhd' && box.end - box.start >= 32) {
      const isVersion1 = moov[box.start] === 1;
      const timescale = moov.readUInt32BE(box.start + (isVersion1 ? 20 : 12));
      const duration = isVersion1 ? Number(moov.readBigUInt64BE(box.start + 24)) : moov.readUInt32BE(box.start + 16);
      durationSeconds = timescale > 0 ? duration / timescale : null;
    }
    if (box.type === 'trak') {
      for (const inner of boxesIn(moov, box.start, box.end)) {
        // The last eight bytes of a track header are its size as 16.16 numbers; sound tracks have 0 × 0.
        if (inner.type !== 'tkhd' || inner.end - inner.start < 84) continue;
        const width = moov.readUInt32BE(inner.end - 8) >>> 16;
        const height = moov.readUInt32BE(inner.end - 4) >>> 16;
        if (width > 0 && height > 0) size ??= { width, height };
      }
    }
  }
  return durationSeconds === null ? null : { durationSeconds, size };
}
