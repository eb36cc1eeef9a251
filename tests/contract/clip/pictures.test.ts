// Pictures in the hidden page of a real Electron: an incomplete picture is reported, and a normalized copy is upright, in RGB and a single frame.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';
import { encodePicture, pixelAt, pixelsOf, rawPixels, withOrientation } from '../../e2e/support/encoded-pictures.ts';
import { exif, pngChunk } from '../../unit/adapters/media/image-fixture.ts';
import { buildWithClipPage } from './build-with-clip-page.ts';
import type { PictureJob } from './pictures-entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [width, height] = [96, 48];
const red = [220, 20, 30] as const;
const blue = [20, 40, 220] as const;
/** Red on the left, blue on the right. Noise keeps the file large, so that half of the file contains half of the picture. */
const twoColours = rawPixels(width, height, (x, y) => (x < width / 2 ? red : blue).map((value) => value + ((x * 7 + y * 13) % 9)));
const jpeg = encodePicture(twoColours, width, height, 'mjpeg', ['-q:v', '2']);
const png = encodePicture(twoColours, width, height, 'png');
const webp = encodePicture(twoColours, width, height, 'libwebp', ['-quality', '95']);

/** Removes the second half of a file, as an interrupted transfer does. */
const firstHalf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.byteLength / 2);
/** Replaces the second half of a file with zeros, as a power cut may do. */
const zeroFilled = (bytes: Buffer): Buffer =>
  Buffer.concat([firstHalf(bytes), Buffer.alloc(bytes.byteLength - firstHalf(bytes).byteLength)]);

/** Creates an animation of two frames, the first red and the second blue. */
function makeAnimation(format: 'apng' | 'gif' | 'libwebp_anim', file: string): Buffer {
  const path = join(folder, file);
  const colour = (name: string) => ['-f', 'lavfi', '-i', `color=${name}:s=${width}x${height}:r=2:d=0.5`];
  const concatenate = ['-filter_complex', '[0:v][1:v]concat=n=2'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...colour('0xdc141e'), ...colour('0x1428dc'), ...concatenate, '-c:v', format, path]);
  return readFileSync(path);
}

/** Returns the PNG with this EXIF orientation. */
const turnedPng = (orientation: number): Buffer =>
  Buffer.concat([png.subarray(0, 33), withCrc(pngChunk('eXIf', exif(orientation))), png.subarray(33)]);

/** Writes the checksum into a PNG chunk. */
function withCrc(chunk: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of chunk.subarray(4, -4)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const corrected = Buffer.from(chunk);
  corrected.writeUInt32BE((crc ^ 0xffffffff) >>> 0, chunk.byteLength - 4);
  return corrected;
}

/** Returns the WebP with this EXIF orientation. */
function turnedWebp(orientation: number): Buffer {
  const block = exif(orientation);
  const chunk = (name: string, content: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.byteLength);
    return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.byteLength % 2)]);
  };
  const head = chunk('VP8X', Buffer.from([8, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0]));
  const body = Buffer.concat([Buffer.from('WEBP'), head, webp.subarray(12), chunk('EXIF', block)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.byteLength);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

/** A CMYK picture of 16 × 8 pixels, as print programs write it. Its colour is green, rgb(47, 192, 63). */
const cmyk = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgACAAQBAERAAIRAQMRAQQRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAI/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAAI/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwCd1GrdVWAP/9k=',
  'base64',
);

const opaque = { isOpaque: true, targetBytes: 1_048_576 };
const asJpeg = { ...opaque, format: 'jpeg' } as const;
const asPng = { ...opaque, format: 'png' } as const;
const files: readonly (readonly [name: string, bytes: Buffer, mimeType: string, write: PictureJob['write']])[] = [
  ['whole.jpg', jpeg, 'image/jpeg', null],
  ['whole.png', png, 'image/png', null],
  ['whole.webp', webp, 'image/webp', null],
  ['whole.tiff', encodePicture(twoColours, width, height, 'tiff'), 'image/tiff', null],
  ['cut.jpg', firstHalf(jpeg), 'image/jpeg', null],
  ['cut.png', firstHalf(png), 'image/png', null],
  ['cut.webp', firstHalf(webp), 'image/webp', null],
  ['cut.tiff', firstHalf(encodePicture(twoColours, width, height, 'tiff', ['-compression_algo', 'raw'])), 'image/tiff', null],
  ['unwritten.jpg', zeroFilled(jpeg), 'image/jpeg', null],
  ['unwritten.png', zeroFilled(png), 'image/png', null],
  ['turned.jpg', withOrientation(jpeg, 6), 'image/jpeg', asJpeg],
  ['mirrored.jpg', withOrientation(jpeg, 2), 'image/jpeg', asJpeg],
  ['turned.png', turnedPng(6), 'image/png', asPng],
  ['upside-down.png', turnedPng(3), 'image/png', asPng],
  ['turned.webp', turnedWebp(6), 'image/webp', asJpeg],
  ['print.jpg', cmyk, 'image/jpeg', asJpeg],
  ['moving.png', makeAnimation('apng', 'a.apng'), 'image/png', asPng],
  ['moving.gif', makeAnimation('gif', 'a.gif'), 'image/gif', { ...asPng, isOpaque: false }],
  ['moving.webp', makeAnimation('libwebp_anim', 'a.webp'), 'image/webp', asJpeg],
];
let outcomes: Record<string, unknown> = {};

beforeAll(async () => {
  const jobs = files.map(([name, bytes, mimeType, write]): PictureJob => {
    writeFileSync(join(folder, name), bytes);
    return { name, mimeType, write };
  });
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs));
  const entry = await buildWithClipPage('test-pictures', 'tests/contract/clip/pictures-entry.ts');
  const headless = process.platform === 'linux' && !process.env.DISPLAY ? ['--ozone-platform=headless'] : [];
  await promisify(execFile)(electronPath(), [...electronArguments(), ...headless, entry], {
    env: { ...process.env, CLIP_TEST_FOLDER: folder, CLIP_TEST_PROFILE: join(folder, 'profile') },
    timeout: 250_000,
  });
  outcomes = JSON.parse(readFileSync(join(folder, 'outcomes.json'), 'utf8'));
});

it('complete pictures are decoded, and each incomplete picture is reported', () => {
  const kinds = Object.fromEntries(files.map(([name]) => [name, /^(cut|unwritten)/.test(name) ? 'undecodable' : 'decoded']));
  expect(outcomes).toEqual({ ...kinds, 'after the stop': 'stopped' });
});

/** Returns the size of the written picture and its colours at the left, right, top and bottom. */
function inspect(name: string): { size: string; at: Record<'left' | 'right' | 'top' | 'bottom', string> } {
  const file = join(folder, `${name}.out`);
  const size = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', file]).toString().trim();
  const [w = 0, h = 0] = size.split(',').map(Number);
  const pixels = pixelsOf(file);
  const colour = (x: number, y: number): string => {
    const [r, g, b] = pixelAt(pixels, w, x, y);
    return r > 150 ? 'red' : b > 150 ? 'blue' : g > 150 ? 'green' : `${r},${g},${b}`;
  };
  const [middleX, middleY] = [Math.floor(w / 2), Math.floor(h / 2)];
  return {
    size: `${w}x${h}`,
    at: { left: colour(1, middleY), right: colour(w - 2, middleY), top: colour(middleX, 1), bottom: colour(middleX, h - 2) },
  };
}

it.each(['turned.jpg', 'turned.png', 'turned.webp'])('%s is written upright', (name) => {
  expect(inspect(name)).toMatchObject({ size: `${height}x${width}`, at: { top: 'red', bottom: 'blue' } });
});

it.each(['mirrored.jpg', 'upside-down.png'])('%s is written as it is displayed', (name) => {
  expect(inspect(name)).toMatchObject({ size: `${width}x${height}`, at: { left: 'blue', right: 'red' } });
});

it('a picture in CMYK is written in RGB, with the same colours', () => {
  const bytes = readFileSync(join(folder, 'print.jpg.out'));
  expect(bytes.includes(Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 8, 0, 16, 3]))).toBe(true); // the JPEG frame header with three components
  const [r, g, b] = pixelAt(pixelsOf(join(folder, 'print.jpg.out')), 16, 8, 4);
  expect([Math.abs(r - 47) < 12, Math.abs(g - 192) < 12, Math.abs(b - 63) < 12]).toEqual([true, true, true]);
});

it.each(['moving.png', 'moving.gif', 'moving.webp'])('only the first frame of %s is written', (name) => {
  expect(inspect(name)).toEqual({ size: `${width}x${height}`, at: { left: 'red', right: 'red', top: 'red', bottom: 'red' } });
  const bytes = readFileSync(join(folder, `${name}.out`)).toString('latin1');
  expect([bytes.includes('acTL'), bytes.includes('NETSCAPE')]).toEqual([false, false]);
});
