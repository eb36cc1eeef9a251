import { describe, expect, it } from 'vitest';
import { bytesReader } from '../../../../electron/adapters/files/file-io.ts';
import { fileTypeOf } from '../../../../electron/adapters/media/file-type.ts';
import { readImageMetadata } from '../../../../electron/adapters/media/image-metadata.ts';
import { readReferenceMetadata } from '../../../../electron/adapters/references/reference-metadata.ts';
import { ftyp, moov, mp4 } from '../mp4/mp4-fixture.ts';
import { exif, extendedWebp, gif, jpeg, jpegFrame, png, pngChunk, webp } from './image-fixture.ts';

/** A PNG with 2,000 pixel chunks, as some programs write for a few megabytes, followed by this EXIF. */
const manyChunks = (content: Buffer): Buffer =>
  png(640, 480, 2, [...Array.from({ length: 2_000 }, () => pngChunk('IDAT', 1)), pngChunk('eXIf', content)]);

const metadataOf = async (bytes: Buffer) => {
  const type = fileTypeOf(bytes);
  const image = await readImageMetadata(bytesReader(bytes), type?.mimeType ?? '');
  return image === null ? [type?.mimeType ?? null, null] : [type?.mimeType, image.width, image.height, image.hasAlpha];
};

describe('a picture', () => {
  it.each<[string, Buffer, readonly unknown[]]>([
    ['PNG, grey', png(3, 2, 0), ['image/png', 3, 2, false]],
    ['PNG with alpha', png(640, 480, 6), ['image/png', 640, 480, true]],
    ['PNG, grey with alpha', png(640, 480, 4), ['image/png', 640, 480, true]],
    ['PNG, palette', png(640, 480, 3, [pngChunk('PLTE', 12)]), ['image/png', 640, 480, false]],
    ['PNG, palette with transparency', png(640, 480, 3, [pngChunk('PLTE', 12), pngChunk('tRNS', 4)]), ['image/png', 640, 480, true]],
    ['JPEG', jpeg(4_000, 3_000), ['image/jpeg', 4_000, 3_000, false]],
    ['JPEG upright', jpeg(4_000, 3_000, 1), ['image/jpeg', 4_000, 3_000, false]],
    ['JPEG upside down', jpeg(4_000, 3_000, 3), ['image/jpeg', 4_000, 3_000, false]],
    ['JPEG on its side', jpeg(4_000, 3_000, 6), ['image/jpeg', 3_000, 4_000, false]],
    ['JPEG on its side, little-endian', jpeg(4_000, 3_000, 8, true), ['image/jpeg', 3_000, 4_000, false]],
    ['WebP, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]), ['image/webp', 640, 480, false]],
    ['WebP, lossless', webp('VP8L', [0x2f, 0x7f, 0xc2, 0x77, 0x10]), ['image/webp', 640, 480, true]],
    ['WebP, extended', webp('VP8X', [0x10, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), ['image/webp', 640, 480, true]],
    ['GIF', Buffer.from('GIF89a\x80\x02\xe0\x01\0\0\0', 'latin1'), ['image/gif', 640, 480, null]],
    ['BMP from the top', bmp(640, -480, 24), ['image/bmp', 640, 480, false]],
    ['TIFF', tiff(640, 480), ['image/tiff', 640, 480, false]],
    ['PNG of size zero', png(0, 480), ['image/png', null]],
    ['PNG, truncated', png(640, 480).subarray(0, 20), ['image/png', null]],
    ['JPEG, truncated', jpeg(640, 480).subarray(0, 24), ['image/jpeg', null]],
    ['JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0]), ['image/jpeg', null]],
    ['WebP, truncated', webp('VP8X', []).subarray(0, 20), ['image/webp', null]],
  ])('%s is read from its header', async (_name, bytes, expected) => {
    expect(await metadataOf(bytes)).toEqual(expected);
  });

  it.each<[string, Buffer, readonly string[], readonly [number, number]]>([
    ['JPEG', jpeg(640, 480), [], [640, 480]],
    ['JPEG with EXIF without rotation', jpeg(640, 480, 1), [], [640, 480]],
    ['JPEG upside down', jpeg(640, 480, 3), ['turned'], [640, 480]],
    ['JPEG on its side', jpeg(640, 480, 6), ['turned'], [480, 640]],
    ['progressive JPEG', jpegFrame(0xc2, 8, 3), [], [640, 480]],
    ['grey JPEG', jpegFrame(0xc0, 8, 1), [], [640, 480]],
    ['JPEG for print', jpegFrame(0xc0, 8, 4), ['cmyk'], [640, 480]],
    ['JPEG in arithmetic coding', jpegFrame(0xc9, 8, 3), ['rare-coding'], [640, 480]],
    ['lossless JPEG', jpegFrame(0xc3, 8, 3), ['rare-coding'], [640, 480]],
    ['JPEG with 12 bits', jpegFrame(0xc1, 12, 3), ['rare-coding'], [640, 480]],
    ['PNG that is rotated by EXIF after many chunks of pixels', manyChunks(exif(8)), ['turned'], [480, 640]],
    ['PNG that is rotated', png(640, 480, 2, [pngChunk('eXIf', exif(8))]), ['turned'], [480, 640]],
    ['animated PNG', png(640, 480, 6, [pngChunk('acTL', 8)]), ['animated'], [640, 480]],
    ['WebP that is rotated', extendedWebp(0x08, 6), ['turned'], [480, 640]],
    ['WebP whose header names no EXIF', extendedWebp(0, 6), [], [640, 480]],
    ['animated WebP', extendedWebp(0x02, 1), ['animated'], [640, 480]],
    ['GIF', gif(1), [], [640, 480]],
    ['animated GIF', gif(2), ['animated'], [640, 480]],
    ['TIFF that is rotated', tiff(640, 480, 6), ['turned'], [480, 640]],
  ])(
    '%s: properties that a service may read differently are found, and the size is as displayed',
    async (_name, bytes, normalize, size) => {
      const metadata = await readImageMetadata(bytesReader(bytes), fileTypeOf(bytes)?.mimeType ?? '');
      expect([metadata?.normalize, [metadata?.width, metadata?.height]]).toEqual([normalize, size]);
    },
  );

  it('in GIF format is searched for a second frame only up to a limit', async () => {
    const empty = Buffer.alloc(3 * 600_000);
    for (let at = 0; at < empty.byteLength; at += 3) empty.set([0x21, 0xf9, 0], at);
    const [one, two] = [gif(1), gif(2)];
    const bytes = (count: number) => Buffer.concat([one.subarray(0, -1), empty.subarray(0, 3 * count), two.subarray(one.byteLength - 1)]);
    const normalize = async (count: number) => (await readImageMetadata(bytesReader(bytes(count)), 'image/gif'))?.normalize;
    expect([await normalize(100), await normalize(600_000)]).toEqual([['animated'], []]);
  });

  it('in JPEG format may have stray bytes and fill bytes between its segments', async () => {
    const completeFile = jpeg(4_000, 3_000, 6);
    const secondSegmentAt = 2 + 2 + completeFile.readUInt16BE(4);
    for (const stray of [[0, 0, 0], [0xff, 0xff], [0, 0xff, 0, 1, 0xff], Array.from({ length: 4_000 }, () => 7)]) {
      const bytes = Buffer.concat([completeFile.subarray(0, secondSegmentAt), Buffer.from(stray), completeFile.subarray(secondSegmentAt)]);
      expect(await metadataOf(bytes), stray.slice(0, 9).join()).toEqual(['image/jpeg', 3_000, 4_000, false]);
    }
    const tooMany = Buffer.concat([
      completeFile.subarray(0, secondSegmentAt),
      Buffer.alloc(5_000, 7),
      completeFile.subarray(secondSegmentAt),
    ]);
    expect(await metadataOf(tooMany)).toEqual(['image/jpeg', null]);
  });

  it('that is damaged has a plausible size or none', async () => {
    let seed = 3;
    const random = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    for (const completeFile of [
      png(640, 480, 3, [pngChunk('tRNS', 4)]),
      jpeg(640, 480, 6),
      webp('VP8X', [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]),
      tiff(9, 9),
      gif(2),
      extendedWebp(0x0a, 6),
    ]) {
      for (let round = 0; round < 500; round += 1) {
        const bytes = Buffer.from(completeFile);
        for (let hit = 0; hit < 3; hit += 1) bytes[4 + random(bytes.byteLength - 4)] = random(256);
        const [, width, height] = await metadataOf(bytes);
        if (width === null) continue;
        for (const side of [width, height]) expect(Number.isSafeInteger(side) && Number(side) > 0, bytes.toString('hex')).toBe(true);
      }
    }
  });
});

describe('the file type', () => {
  const beginning = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(400)]);
  const brand = (name: string) => beginning(`\0\0\0\x18ftyp${name}\0\0\0\0`);
  it.each<[string | null, Buffer]>([
    ['video/mp4', mp4()],
    ['video/mp4', brand('mp42')],
    ['video/quicktime', brand('qt  ')],
    ['video/3gpp', brand('3gp5')],
    ['audio/mp4', brand('M4A ')],
    ['image/heic', brand('heic')],
    ['image/avif', brand('avif')],
    ['video/webm', beginning('\x1a\x45\xdf\xa3\x9fB\x82\x84webm')],
    ['video/x-matroska', beginning('\x1a\x45\xdf\xa3\x9fB\x82\x88matroska')],
    ['video/x-msvideo', beginning('RIFF\0\0\0\0AVI LIST')],
    ['audio/wav', beginning('RIFF\0\0\0\0WAVEfmt ')],
    ['audio/mpeg', beginning('ID3\x04')],
    ['audio/mpeg', beginning('\xff\xfb\x90\x64')],
    ['audio/aac', beginning('\xff\xf1\x50\x80')],
    ['audio/ogg', beginning('OggS\0\x02')],
    ['video/mpeg', beginning('\0\0\x01\xba')],
    ['application/pdf', beginning('%PDF-1.7')],
    ['application/zip', beginning('PK\x03\x04')],
    ['text/html', Buffer.from('\n  <!DOCTYPE HTML><html>')],
    ['image/svg+xml', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x"/>')],
    ['text/plain', Buffer.from('BMW is not a bitmap')],
    ['text/plain', Buffer.from('hello, fox')],
    [null, Buffer.from([1, 2, 3, 4, 5])],
    [null, Buffer.alloc(0)],
  ])('%s is recognised by its content', (mimeType, bytes) => {
    expect(fileTypeOf(bytes)?.mimeType ?? null).toBe(mimeType);
  });
});

describe('an audio file', () => {
  it('has a duration if its header contains it', async () => {
    const wav = Buffer.concat([
      Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'),
      Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]),
      Buffer.from('data'),
      Buffer.from([0x00, 0x7d, 0, 0]),
      Buffer.alloc(32_000),
    ]);
    expect(await readReferenceMetadata(bytesReader(wav), 'a.wav')).toMatchObject({
      ok: true,
      value: { metadata: { kind: 'audio', durationSeconds: 2 } },
    });
    const sound = Buffer.concat([
      ftyp,
      moov([{ handler: 'soun', chunkOffset: 1 }]),
      Buffer.from([0, 0, 0, 9]),
      Buffer.from('mdat'),
      Buffer.alloc(1),
    ]);
    expect(await readReferenceMetadata(bytesReader(sound), 'a.mp4')).toMatchObject({
      ok: true,
      value: { type: { mimeType: 'audio/mp4' }, metadata: { kind: 'audio', durationSeconds: 2 } },
    });
  });
});

function bmp(width: number, height: number, bits: number): Buffer {
  const bytes = Buffer.alloc(60);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(bits, 28);
  return bytes;
}

function tiff(width: number, height: number, orientation = 1): Buffer {
  const bytes = Buffer.alloc(60);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(3, 8);
  for (const [index, [tag, value]] of [
    [256, width],
    [257, height],
    [274, orientation],
  ].entries()) {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag as number, at);
    bytes.writeUInt16LE(3, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt16LE(value as number, at + 8);
  }
  return bytes;
}
