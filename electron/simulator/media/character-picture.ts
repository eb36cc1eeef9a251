// The profile picture of an extracted character: a small PNG of one colour, written by hand (PNG specification, §§ 5 and 11).
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Reply } from '../routes/http-reply.ts';
import { singleChunk } from '../tables/blob-store.ts';

const edgePixels = 256;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Returns the picture as a reply. The task id alone decides its colour. */
export function profilePicture(taskId: string): Reply {
  const colour = createHash('sha256').update(taskId).digest().subarray(0, 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edgePixels, 0);
  header.writeUInt32BE(edgePixels, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: edgePixels }, () => colour)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: edgePixels }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const bytes = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
  return {
    status: 200,
    headers: {},
    body: { kind: 'bytes', contentType: 'image/png', length: bytes.length, open: () => singleChunk(bytes) },
  };
}
