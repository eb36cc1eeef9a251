import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadScript } from './load-script.ts';

const { unzip } = await loadScript('stand-in/unzip.mjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unzip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A minimal zip archive with only the fields a reader needs. */
function zip(files: readonly { name: string; text: string; mode: number; deflate: boolean }[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, mode, deflate } of files) {
    const data = deflate ? deflateRawSync(text) : Buffer.from(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(deflate ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    local.push(head, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

it('unpacks the requested files under the given names, with their permissions', async () => {
  const archive = join(folder, 'a.zip');
  writeFileSync(
    archive,
    zip([
      { name: 'App/run', text: 'x'.repeat(5000), mode: 0o100755, deflate: true },
      { name: 'App/notes', text: 'plain', mode: 0o100644, deflate: false },
      { name: 'App/empty', text: '', mode: 0o100644, deflate: false },
      { name: 'App/other', text: 'no', mode: 0o100644, deflate: false },
    ]),
  );
  await unzip(archive, join(folder, 'out'), (name: string) => (name === 'App/other' ? null : name.replace('App/', '')));
  const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8');
  expect([read('run').length, read('notes'), read('empty'), statSync(join(folder, 'out', 'run')).mode & 0o777]).toEqual([
    5000,
    'plain',
    '',
    0o755,
  ]);
  expect(() => read('other')).toThrow('ENOENT');
});

it('rejects a file that is not an archive', async () => {
  const archive = join(folder, 'a.zip');
  writeFileSync(archive, 'nothing of the kind');
  await expect(unzip(archive, join(folder, 'out'), () => null)).rejects.toThrow('not a zip archive');
});
