// A file for an upload without a task: read in place, its type detected by content, at most 100 MB whatever its type.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { userFileSource } from '../../../../electron/adapters/references/user-file.ts';
import { png } from '../media/image-fixture.ts';

const megabyte = 1024 * 1024;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'given-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function file(name: string, beginning: Uint8Array | string, bytes?: number): string {
  const path = join(folder, name);
  writeFileSync(path, beginning);
  if (bytes !== undefined) truncateSync(path, bytes);
  return path;
}
async function sourceOf(path: string) {
  const source = await userFileSource(path);
  return source.ok ? { mimeType: source.value.mimeType, bytes: source.value.bytes } : source.error;
}

it('an upload accepts files that are not references: GIF, any video, a picture larger than any model accepts', async () => {
  expect(await sourceOf(file('a.gif', 'GIF89a', 40 * megabyte))).toEqual({ mimeType: 'image/gif', bytes: 40 * megabyte });
  expect(await sourceOf(file('a.mkv', Buffer.from('\x1aE\xdf\xa3', 'latin1'), 100))).toEqual({ mimeType: 'video/x-matroska', bytes: 100 });
  expect(await sourceOf(file('a.png', png(64, 64, 6), 90 * megabyte))).toEqual({ mimeType: 'image/png', bytes: 90 * megabyte });
});

it('an upload reads the file unchanged, any number of times', async () => {
  const bytes = png(64, 64, 6);
  const source = await userFileSource(file('fox.png', bytes));
  if (!source.ok) throw new Error(source.error.kind);
  for (let time = 0; time < 2; time += 1) {
    const pieces: Uint8Array[] = [];
    for await (const piece of source.value.read()) pieces.push(piece);
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes));
  }
});

it('an upload rejects other files with a reason', async () => {
  const limitBytes = 100 * megabyte;
  expect(await sourceOf(file('a.gif', 'GIF89a', limitBytes + 1))).toEqual({
    kind: 'reference-too-large',
    name: 'a.gif',
    bytes: limitBytes + 1,
    limitBytes,
  });
  expect(await sourceOf(file('b.gif', ''))).toEqual({ kind: 'reference-wrong-type', name: 'b.gif', found: 'inode/x-empty' });
  expect(await sourceOf(file('c.gif', '%PDF-1.7'))).toEqual({ kind: 'reference-wrong-type', name: 'c.gif', found: 'application/pdf' });
  expect(await sourceOf(join(folder, 'gone.gif'))).toEqual({ kind: 'reference-file-missing', name: 'gone.gif' });
  mkdirSync(join(folder, 'd'));
  expect(await sourceOf(join(folder, 'd'))).toMatchObject({ kind: 'reference-unreadable', name: 'd' });
});

it('an upload accepts a path that begins with ~/', async () => {
  const home = process.env.HOME;
  onTestFinished(() => {
    process.env.HOME = home;
  });
  process.env.HOME = folder;
  file('a.gif', 'GIF89a', 100);
  expect(await sourceOf('~/a.gif')).toEqual({ mimeType: 'image/gif', bytes: 100 });
  expect(await sourceOf('~a.gif')).toMatchObject({ kind: 'reference-file-missing' });
});

it('an upload accepts absolute paths only, and no devices', async () => {
  expect(await sourceOf('package.json')).toEqual({ kind: 'reference-file-missing', name: 'package.json' });
  expect(await sourceOf('./package.json')).toEqual({ kind: 'reference-file-missing', name: 'package.json' });
  expect(await sourceOf('//./PhysicalDrive0')).toEqual({ kind: 'reference-file-missing', name: 'PhysicalDrive0' });
  expect(await sourceOf(`${file('a.gif', 'GIF89a')}\0.txt`)).toMatchObject({ kind: 'reference-file-missing' });
});

it.skipIf(process.platform === 'win32')('an upload never waits for a pipe', async () => {
  spawnSync('mkfifo', [join(folder, 'pipe.gif')]);
  expect(await sourceOf(join(folder, 'pipe.gif'))).toMatchObject({ kind: 'reference-unreadable', name: 'pipe.gif' });
});
