// The MP4 parser: metadata, completeness and codecs of whole and fragmented movies, and damaged files.
import { describe, expect, it } from 'vitest';
import { bytesReader } from '../../../../electron/adapters/files/file-io.ts';
import { parseMp4 } from '../../../../electron/adapters/mp4/mp4-parser.ts';
import { box, ftyp, longBox, moov, mp4, track, uint32s } from './mp4-fixture.ts';

const parse = (...parts: readonly Uint8Array[]) => parseMp4(bytesReader(Buffer.concat(parts)));
const media = box('mdat', Buffer.alloc(100, 1));
const picture = { handler: 'vide', width: 1_280, height: 720 } as const;

describe('the MP4 parser', () => {
  it('reads size, duration, frame rate and sound', async () => {
    expect(await parse(ftyp, moov([picture, { handler: 'soun' }]), media)).toEqual({
      kind: 'complete',
      brand: 'isom',
      hasVideo: true,
      metadata: { width: 1_280, height: 720, durationSeconds: 2, framesPerSecond: 24, hasAudio: true, codec: null },
    });
  });

  it.each<[string, Buffer, string | null]>([
    ['avc1', Buffer.alloc(0), 'h264'],
    ['hvc1', Buffer.alloc(0), 'hevc'],
    ['hev1', Buffer.alloc(0), 'hevc'],
    ['dvh1', Buffer.alloc(0), 'hevc'],
    ['av01', Buffer.alloc(0), 'av1'],
    ['vp09', Buffer.alloc(0), 'vp9'],
    ['apch', Buffer.alloc(0), 'prores'],
    ['mp4v', box('esds', uint32s(0), Buffer.from([3, 0x80, 0x80, 0x80, 32, 0, 1, 0, 4, 0x80, 0x80, 0x80, 17, 0x20])), 'mpeg4'],
    ['mp4v', box('esds', uint32s(0), Buffer.from([3, 25, 0, 1, 0xc0, 0, 0, 1, 97, 4, 17, 0x61])), 'mpeg2'],
    ['mp4v', box('esds', uint32s(0), Buffer.from([3, 0x80])), 'mpeg4'],
    ['mp4v', Buffer.alloc(0), 'mpeg4'],
    ['XY99', Buffer.alloc(0), 'xy99'],
    ['a\0b\n', Buffer.alloc(0), null],
  ])('reads the codec of the picture: %s', async (sampleEntry, sampleEntryBoxes, codec) => {
    const parsed = await parse(ftyp, moov([{ ...picture, sampleEntry, sampleEntryBoxes }]), media);
    expect(parsed).toMatchObject({ kind: 'complete', metadata: { codec } });
  });

  it('accepts the movie box after the media, 64-bit sizes and a last box that reaches to the end', async () => {
    const toTheEnd = Buffer.concat([uint32s(0), Buffer.from('mdat'), Buffer.alloc(50, 1)]);
    for (const parts of [
      [ftyp, media, moov([picture])],
      [ftyp, moov([picture]), longBox('mdat', Buffer.alloc(60))],
      [ftyp, moov([picture]), toTheEnd],
      [ftyp, moov([picture]), media, Buffer.alloc(5)],
    ]) {
      expect((await parse(...parts)).kind).toBe('complete');
    }
  });

  it('accepts an old QuickTime file without a file type box', async () => {
    expect(await parse(moov([picture]), media)).toMatchObject({ kind: 'complete', brand: 'qt  ', hasVideo: true });
    expect(await parse(box('wide'), media, moov([picture]))).toMatchObject({ kind: 'complete', brand: 'qt  ' });
  });

  describe('for a fragmented movie whose header contains no duration', () => {
    const longMoov = (sampleDuration: number) => {
      const tkhd = box('tkhd', uint32s(7, 0, 0, 5, 0, 0), Buffer.alloc(52), uint32s(1_280 * 65_536, 720 * 65_536));
      const mdhd = box('mdhd', uint32s(0, 0, 0, 12_288, 0, 0));
      const hdlr = box('hdlr', uint32s(0, 0), Buffer.from('vide'), Buffer.alloc(13));
      const stbl = box('stbl', box('stsd', uint32s(0, 0)), box('stts', uint32s(0, 0)), box('stco', uint32s(0, 0)));
      const trak = box('trak', tkhd, box('mdia', mdhd, hdlr, box('minf', stbl)));
      const mvex = box('mvex', box('trex', uint32s(0, 5, 1, sampleDuration, 0, 0)));
      return box('moov', box('mvhd', uint32s(0, 0, 0, 1_000, 0), Buffer.alloc(80)), trak, mvex);
    };
    const moof = (tfhd: Buffer, ...truns: readonly Buffer[]) =>
      box('moof', box('mfhd', uint32s(0, 1)), box('traf', tfhd, box('tfdt', uint32s(0, 0)), ...truns));
    const timingOf = async (...parts: readonly Buffer[]) => {
      const parsed = await parse(ftyp, ...parts);
      return parsed.kind === 'complete' ? [parsed.metadata.durationSeconds, parsed.metadata.framesPerSecond] : parsed;
    };

    it('sums sample durations from the track, the fragment, or each sample', async () => {
      const withTrackDuration = moof(box('tfhd', uint32s(0, 5)), box('trun', uint32s(0x1, 24, 0)));
      const withFragmentDuration = moof(box('tfhd', uint32s(0x2000b, 5, 0, 0, 1, 1_024)), box('trun', uint32s(0, 12)));
      const withSampleDurations = moof(box('tfhd', uint32s(0, 5)), box('trun', uint32s(0x301, 2, 0, 6_000, 10, 6_288, 10)));
      expect(await timingOf(longMoov(512), withTrackDuration, media, withTrackDuration, media)).toEqual([2, 24]);
      expect(await timingOf(longMoov(512), withFragmentDuration, media)).toEqual([1, 12]);
      expect(await timingOf(longMoov(512), withSampleDurations, media)).toEqual([1, 2]);
    });

    it('uses the duration in the segment index if there are too many fragments to sum', async () => {
      const empty = moof(box('tfhd', uint32s(0, 5)), box('trun', uint32s(0, 1)));
      const sidx = box('sidx', uint32s(0, 5, 1_000, 0, 0, 2, 1_000, 3_600_000, 0, 1_000, 500, 0));
      const many = Array.from({ length: 1_001 }, () => empty);
      expect(await timingOf(longMoov(512), sidx, ...many, media)).toEqual([3_600.5, null]);
    });

    it('reports no duration for invalid fragments, and does not reject the file', async () => {
      const invalidFragment = moof(box('tfhd', uint32s(0, 5)), box('trun', uint32s(0x100, 1_000, 0)));
      const otherTrackFragment = moof(box('tfhd', uint32s(0, 9)), box('trun', uint32s(0, 10)));
      expect(await timingOf(longMoov(512), invalidFragment, media)).toEqual([null, null]);
      expect(await timingOf(longMoov(512), otherTrackFragment, media)).toEqual([null, null]);
    });
  });

  it('swaps width and height of a rotated picture', async () => {
    const parsed = await parse(ftyp, moov([{ ...picture, rotated: true }]), media);
    expect(parsed).toMatchObject({ metadata: { width: 720, height: 1_280 } });
  });

  it('recognises a file without a picture', async () => {
    expect(await parse(ftyp, moov([{ handler: 'soun' }]), media)).toMatchObject({ kind: 'complete', hasVideo: false });
  });

  it('reports every truncation of a complete file as incomplete', async () => {
    const completeFile = mp4(300);
    const kinds = new Set<string>();
    for (let bytes = 8; bytes < completeFile.byteLength; bytes += 1) kinds.add((await parse(completeFile.subarray(0, bytes))).kind);
    expect([...kinds]).toEqual(['incomplete']);
    expect(await parse(completeFile.subarray(0, completeFile.byteLength - 10))).toEqual({
      kind: 'incomplete',
      expectedBytes: completeFile.byteLength,
      detail: 'box mdat is cut off',
    });
  });

  it('detects a truncation hidden by an open-ended media box', async () => {
    const far = moov([{ ...picture, chunkOffset: 5_000 }]);
    expect(await parse(ftyp, far, Buffer.concat([uint32s(0), Buffer.from('mdat'), Buffer.alloc(50)]))).toMatchObject({
      kind: 'incomplete',
      expectedBytes: 5_001,
    });
  });

  it('rejects files that are not MP4 or lack a required box', async () => {
    expect(await parse(Buffer.alloc(0))).toEqual({ kind: 'not-mp4', detail: 'empty' });
    expect((await parse(Buffer.from('<!doctype html><html>'))).kind).toBe('not-mp4');
    expect((await parse(Buffer.from('abc'))).kind).toBe('not-mp4');
    expect((await parse(media)).kind).toBe('not-mp4');
    expect((await parse(ftyp, media)).kind).toBe('incomplete');
    expect((await parse(ftyp, moov([picture]))).kind).toBe('incomplete');
    expect((await parse(ftyp, moov([picture]), box('mdat'))).kind).toBe('incomplete');
  });

  it('is not misled by sizes in a hostile file', async () => {
    const impossible = Buffer.concat([uint32s(1), Buffer.from('mdat'), uint32s(0xffffffff, 0xffffffff)]);
    const tiny = Buffer.concat([uint32s(4), Buffer.from('free')]);
    const inner = box('moov', Buffer.concat([uint32s(5_000), Buffer.from('trak'), Buffer.alloc(20)]));
    const manyBoxes = Buffer.concat(Array.from({ length: 21_000 }, () => box('free')));
    const hugeTable = box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stco', uint32s(0, 0xffffffff)))))));
    for (const bytes of [impossible, tiny, inner, manyBoxes, hugeTable]) {
      expect((await parse(ftyp, media, bytes)).kind).toBe('not-mp4');
    }
    const selfNested = Array.from({ length: 50 }).reduce<Buffer>((nested) => box('trak', nested), track(picture));
    expect((await parse(ftyp, box('moov', selfNested), media)).kind).toBe('complete');
    const manyTracks = box('moov', ...Array.from({ length: 500 }, () => track(picture)));
    expect((await parse(ftyp, manyTracks, media)).kind).toBe('complete');
  });

  it('returns a result for every randomly damaged file', async () => {
    const completeFile = mp4(200, [picture, { handler: 'soun' }]);
    let seed = 7;
    const next = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = Buffer.from(completeFile);
      for (let hit = 0; hit < 4; hit += 1) bytes[next(bytes.byteLength)] = next(256);
      expect(['complete', 'incomplete', 'not-mp4']).toContain((await parse(bytes)).kind);
    }
  });
});
