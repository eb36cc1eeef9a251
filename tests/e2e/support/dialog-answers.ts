// Pictures as files, and answers to the system's file dialogs, in which no test can click.
import { deflateSync } from 'node:zlib';
import type { RunningStudio } from './studio-app.ts';

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const edges = Buffer.alloc(8);
  edges.writeUInt32BE(body.length, 0);
  edges.writeUInt32BE(crc(named), 4);
  return Buffer.concat([edges.subarray(0, 4), named, edges.subarray(4)]);
}

/** A PNG of one shade of grey, 640 × 360 by default. Pictures of different shades differ. */
export function picture(shade: number, width = 640, height = 360): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits of grey
  const row = Buffer.alloc(width + 1, shade);
  row[0] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Makes all following file and folder dialogs answer with these paths. */
export async function answerDialogs(studio: RunningStudio, filePaths: readonly string[]): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...chosen] });
  }, filePaths);
}

/** Makes all following save dialogs choose this file; with `null` they are cancelled. */
export async function answerSaveDialog(studio: RunningStudio, filePath: string | null): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
  }, filePath);
}
