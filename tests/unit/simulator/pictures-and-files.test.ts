import { expect, test } from 'vitest';
import { sniffFileType } from '../../../electron/simulator/media/sniff-upload.ts';
import { probeVideo } from '../../../electron/simulator/media/video-probe.ts';
import { pictureSize } from '../../../electron/simulator/models/result-size.ts';
import { tinyClip } from '../../contract/simulator/tiny-clip.ts';

test('a result has the requested ratio and an even width and height', () => {
  const sizes = [
    pictureSize('720p', '16:9', null),
    pictureSize('480p', '16:9', null),
    pictureSize('1080p', '9:16', null),
    pictureSize('4k', '16:9', null),
    pictureSize('512p', '4:3', null),
    pictureSize('768p', null, null),
    pictureSize('720p', '21:9', null),
    pictureSize('standard', '1280x720', null),
    pictureSize(null, 'auto', { width: 3, height: 4 }),
    pictureSize('720p', 'adaptive', { width: 10, height: 1 }),
  ];
  expect(sizes.map(({ width, height }) => `${width}x${height}`)).toEqual([
    '1280x720',
    '854x480',
    '1080x1920',
    '3840x2160',
    '682x512',
    '1366x768',
    '1680x720',
    '1280x720',
    '720x960',
    '1800x720',
  ]);
});

test('the type of a file is recognised by its bytes', () => {
  const type = (bytes: Buffer | string) =>
    sniffFileType(Buffer.concat([Buffer.from(bytes as string, 'latin1'), Buffer.alloc(64)]))?.mimeType ?? null;
  expect([
    type('GIF89a'),
    type('\xff\xd8\xff\xe0'),
    type('\x89PNG\r\n\x1a\n'),
    type('RIFF\0\0\0\0WEBPVP8 '),
    type('RIFF\0\0\0\0WAVE'),
    type('\0\0\0\x18ftypisom'),
    type('\0\0\0\x18ftypqt  '),
    type('\x1aE\xdf\xa3'),
    type('ID3'),
    type('OggS'),
    type('%PDF-1.7'),
    type('<!doctype html>'),
    type('\0\0\0\x18ftypheic'),
    type('BM'),
  ]).toEqual([
    'image/gif',
    'image/jpeg',
    'image/png',
    'image/webp',
    'audio/wav',
    'video/mp4',
    'video/quicktime',
    'video/webm',
    'audio/mpeg',
    'audio/ogg',
    null,
    null,
    null,
    null,
  ]);
});

test('the size of a JPEG is found after its metadata', () => {
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0x10, 0x00]), Buffer.alloc(0x0ffe)]);
  const frame = Buffer.from([0xff, 0xc2, 0x00, 0x11, 8, 0x04, 0x38, 0x07, 0x80, 3]);
  const head = Buffer.concat([Buffer.from([0xff, 0xd8]), exif, frame, Buffer.alloc(16)]);
  expect(sniffFileType(head)?.size).toEqual({ width: 1_920, height: 1_080 });
});

test('duration and size of an MP4 are read wherever its header is, and not from a damaged file', async () => {
  const clip = tinyClip({ width: 1_280, height: 720, durationSeconds: 5, framesPerSecond: 24, audio: true, seed: 1 });
  const probe = (bytes: Buffer) => probeVideo(async (start, end) => bytes.subarray(start, end), bytes.length);
  const free = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from('free'), Buffer.alloc(8)]);
  expect([
    await probe(clip),
    await probe(Buffer.concat([free, clip])),
    await probe(clip.subarray(0, 100)),
    await probe(Buffer.alloc(40)),
  ]).toEqual([
    { durationSeconds: 5, size: { width: 1_280, height: 720 } },
    { durationSeconds: 5, size: { width: 1_280, height: 720 } },
    null,
    null,
  ]);
});
