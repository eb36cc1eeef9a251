// PNG pictures of one colour, whose pixels a test can predict.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number];

function chunk(type: string, data: Buffer): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(typeAndData));
  return Buffer.concat([length, typeAndData, checksum]);
}

/** A PNG whose pixels all have these 8-bit channels. `colourType`: 0 for grey, 2 for red, green and blue. */
function png(width: number, height: number, colourType: 0 | 2, pixel: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * pixel.length, Buffer.from(pixel))]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG of one shade of grey, 640 × 360 by default. Pictures of different shades differ. */
export const greyPng = (shade: number, width = 640, height = 360): Buffer => png(width, height, 0, [shade]);

/** A PNG of one colour. */
export const plainPng = (width: number, height: number, colour: Colour): Buffer => png(width, height, 2, colour);

export const writePicture = (file: string, colour: Colour): void => writeFileSync(file, plainPng(640, 360, colour));
