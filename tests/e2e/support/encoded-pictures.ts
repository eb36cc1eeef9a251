// Encodes and decodes pictures with ffmpeg, for formats that need a real encoder.
import { execFileSync } from 'node:child_process';

export type Pixel = readonly [red: number, green: number, blue: number];

const ffmpeg = (args: readonly string[], input?: Buffer): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', ...args], { input, maxBuffer: 512 * 1024 * 1024 });

/** Returns the channels of every pixel as `colourAt` returns them: red, green, blue and optionally opacity. */
export function rawPixels(width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): Buffer {
  const pixels: number[] = [];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) pixels.push(...colourAt(x, y));
  return Buffer.from(pixels);
}

/** Encodes pixels (see `rawPixels`) as a picture. `format` is one of ffmpeg's encoders. */
export function encodePicture(pixels: Buffer, width: number, height: number, format: string, options: readonly string[] = []): Buffer {
  const layout = pixels.length === width * height * 4 ? 'rgba' : 'rgb24';
  const input = ['-f', 'rawvideo', '-pix_fmt', layout, '-s', `${width}x${height}`, '-i', '-'];
  return ffmpeg([...input, '-frames:v', '1', '-c:v', format, ...options, '-f', 'image2pipe', '-'], pixels);
}

/** Returns the JPEG with this EXIF orientation. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** Decodes a picture file to the red, green and blue channels of its pixels. */
export const pixelsOf = (file: string): Buffer => ffmpeg(['-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']);

/** The colour of one pixel. */
export function pixelAt(pixels: Buffer, width: number, x: number, y: number): Pixel {
  const offset = (y * width + x) * 3;
  return [pixels[offset] ?? 0, pixels[offset + 1] ?? 0, pixels[offset + 2] ?? 0];
}
