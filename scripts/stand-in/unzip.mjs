// Extracts chosen files from a zip archive. A bare Linux has no unzip, and the unzip in node_modules only unpacks whole archives, here with
// 25,000 unneeded files.
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const endOfDirectorySignature = 0x06054b50;
const directoryEntrySignature = 0x02014b50;
const storedMethod = 0;

/**
 * Extracts every file for which `place(name)` returns a path inside `folder`; null skips it.
 * Archives of 4 GB and more (zip64) are not supported: none is used here.
 */
export async function unzip(archive, folder, place) {
  const file = await open(archive, 'r');
  try {
    for (const entry of await readDirectory(file)) {
      const target = entry.name.endsWith('/') ? null : place(entry.name);
      if (target !== null) await unpack(archive, file, entry, join(folder, target));
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file) {
  const { size } = await file.stat();
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.readUInt32LE(end) !== endOfDirectorySignature) throw new Error('not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (directory.readUInt32LE(at) !== directoryEntrySignature) throw new Error('damaged zip archive');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpack(archive, file, entry, target) {
  mkdirSync(dirname(target), { recursive: true });
  const mode = entry.mode || 0o644;
  if (entry.compressedSize === 0) {
    await writeFile(target, '', { mode });
    return;
  }
  const output = createWriteStream(target, { mode });
  const local = await read(file, entry.offset, 30);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const input = createReadStream(archive, { start, end: start + entry.compressedSize - 1, highWaterMark: 1 << 20 });
  await (entry.method === storedMethod ? pipeline(input, output) : pipeline(input, createInflateRaw({ chunkSize: 1 << 20 }), output));
}

async function read(file, position, length) {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, position);
  return buffer;
}
