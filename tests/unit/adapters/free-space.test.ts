// The free space that the file system reports, and what running downloads reserve of it.
// Some FUSE and network file systems report zeros, which means unknown.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDiskSpace } from '../../../electron/adapters/library/disk-space.ts';
import { checkFolder, freeBytesOf } from '../../../electron/adapters/library/folder-access.ts';

const withoutBlocks = async () => ({ blocks: 0, bavail: 0, bsize: 4_096 });
const full = async () => ({ blocks: 1_000, bavail: 0, bsize: 4_096 });
const unsupported = async () => Promise.reject(Object.assign(new Error('ENOSYS: statfs'), { code: 'ENOSYS' }));

function createFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'free-space-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test.each([
  ['reports no blocks', withoutBlocks],
  ['reports blocks of size zero', async () => ({ blocks: 1_000, bavail: 1_000, bsize: 0 })],
  ['cannot report its size', unsupported],
])('free space is unknown on a file system that %s, so the folder is healthy and a download may start', async (_, statfs) => {
  const path = createFolder();
  expect(await freeBytesOf(path, statfs)).toBeNull();
  expect(await checkFolder(path, statfs)).toEqual({ ok: true, value: { freeBytes: null } });
  const diskSpace = createDiskSpace((folder) => freeBytesOf(folder, statfs));
  expect(await diskSpace.claim(path, 'video 1', 1_000_000, 0)).toBeNull();
});

test('a file system that reports blocks, but no free ones, is full', async () => {
  const path = createFolder();
  expect(await freeBytesOf(path, full)).toBe(0);
  expect(await checkFolder(path, full)).toEqual({
    ok: false,
    error: { kind: 'disk-full', folder: path, neededBytes: null, freeBytes: 0 },
  });
});

test('a claim of free space takes into account what running downloads still need', async () => {
  const diskSpace = createDiskSpace(async () => 100);
  expect(await diskSpace.claim('/a', 'one', 60, 10)).toBeNull();
  expect(await diskSpace.claim('/a', 'two', 60, 10)).toEqual({ kind: 'disk-full', folder: '/a', neededBytes: 130, freeBytes: 100 });
  diskSpace.reduce('one', 20);
  expect(await diskSpace.claim('/a', 'two', 60, 10)).toBeNull();
  diskSpace.release('one');
  diskSpace.release('two');
  expect(await diskSpace.claim('/a', 'three', 90, 10)).toBeNull();
});
