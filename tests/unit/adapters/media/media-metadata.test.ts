// The metadata that is read before an upload from videos and sounds in other formats than MP4.
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, MkvOutputFormat, Output, WebMOutputFormat } from 'mediabunny';
import { expect, test } from 'vitest';
import { bytesReader } from '../../../../electron/adapters/files/file-io.ts';
import { readMediaMetadata } from '../../../../electron/adapters/media/media-metadata.ts';
import { checkVideo } from '../../../../electron/adapters/media/video-container.ts';
import type { ByteReader } from '../../../../electron/adapters/mp4/mp4-boxes.ts';
import { readReferenceMetadata } from '../../../../electron/adapters/references/reference-metadata.ts';

/** A file with undecodable packets and a header that describes them correctly. */
async function clip(format: WebMOutputFormat, frames: number, framesPerSecond: number): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  for (let frame = 0; frame < frames; frame += 1) {
    const packet = new EncodedPacket(new Uint8Array(400), 'key', frame / framesPerSecond, 1 / framesPerSecond);
    await source.add(packet, { decoderConfig: { codec: 'vp8', codedWidth: 640, codedHeight: 360 } });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** One second of silence has 38.28 frames of MPEG-1 layer III at 128 kbit/s and 44.1 kHz. */
function mp3(frames: number): Uint8Array {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return Uint8Array.from(Buffer.concat(Array.from({ length: frames }, () => frame)));
}

const unknown = { width: null, height: null, durationSeconds: null, framesPerSecond: null };

test('size, duration and frame rate of WebM and Matroska are read', async () => {
  const webm = await readReferenceMetadata(bytesReader(await clip(new WebMOutputFormat(), 60, 30)), 'clip.webm');
  expect(webm).toMatchObject({
    ok: true,
    value: { metadata: { kind: 'video', mimeType: 'video/webm', width: 640, height: 360, durationSeconds: 2, framesPerSecond: 30 } },
  });
  const mkv = await readReferenceMetadata(bytesReader(await clip(new MkvOutputFormat(), 50, 25)), 'clip.mkv');
  expect(mkv).toMatchObject({ ok: true, value: { metadata: { mimeType: 'video/x-matroska', durationSeconds: 2, framesPerSecond: 25 } } });
});

test('the duration of an MP3 is read', async () => {
  const metadata = await readReferenceMetadata(bytesReader(mp3(383)), 'song.mp3');
  expect(metadata.ok && metadata.value.metadata.kind).toBe('audio');
  expect(metadata.ok ? metadata.value.metadata.durationSeconds : null).toBeCloseTo(10, 1);
});

test('a damaged or unknown file gives no metadata and no error', async () => {
  const completeFile = await clip(new WebMOutputFormat(), 60, 30);
  expect(await readMediaMetadata(bytesReader(completeFile.slice(0, 60)), 'video/webm')).toEqual(unknown);
  expect(await readMediaMetadata(bytesReader(new Uint8Array(5_000)), 'video/x-msvideo')).toEqual(unknown);
  expect(await readMediaMetadata(bytesReader(Uint8Array.from({ length: 9_000 }, (_, at) => (at * 37) & 0xff)), 'audio/mpeg')).toMatchObject(
    {
      width: null,
    },
  );
});

test('reading stops for a file that would have to be read almost completely', async () => {
  let read = 0;
  const head = await clip(new WebMOutputFormat(), 2, 30);
  const endless = {
    size: 100 * 1024 * 1024,
    async read(position: number, length: number) {
      read += length;
      const bytes = new Uint8Array(length);
      bytes.set(head.subarray(position, position + length).slice(0, length));
      return bytes;
    },
  };
  await readMediaMetadata(endless, 'audio/mpeg');
  expect(read).toBeLessThanOrEqual(33 * 1024 * 1024);
});

const kinds = [
  ['video/webm', new WebMOutputFormat(), 'webm'],
  ['video/x-matroska', new MkvOutputFormat(), 'mkv'],
] as const;

test.each(kinds)(
  'a read error while checking %s is reported as that error, never as a file that is not a video',
  async (_, format, extension) => {
    const bytes = await clip(format, 60, 30);
    let reads = 0;
    const readerFailingAt = (failsAt: number): ByteReader => ({
      size: bytes.byteLength,
      async read(position, length) {
        reads += 1;
        if (reads === failsAt) throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
        return bytes.subarray(position, position + length);
      },
    });
    expect(await checkVideo(readerFailingAt(0))).toMatchObject({ kind: 'video', extension });
    const totalReads = reads;
    expect(totalReads).toBeGreaterThan(3);
    for (let failsAt = 1; failsAt <= totalReads; failsAt += 1) {
      reads = 0;
      await expect(checkVideo(readerFailingAt(failsAt)), `read ${failsAt}`).rejects.toMatchObject({ code: 'EIO' });
    }
  },
);

test.each(kinds)('a check of %s that exceeds its budget is reported as unchecked, not as a failure', async (_, format, extension) => {
  const reader = bytesReader(await clip(format, 60, 30));
  for (const budget of [
    { reads: 0, bytes: 1e9, ms: 1e6 },
    { reads: 100, bytes: 0, ms: 1e6 },
    { reads: 100, bytes: 1e9, ms: -1 },
  ])
    expect(await checkVideo(reader, budget)).toMatchObject({ kind: 'unchecked', extension });
});
