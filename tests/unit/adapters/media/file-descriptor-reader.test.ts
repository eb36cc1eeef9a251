// Reads by file descriptor, for parsers that request whatever length a header claims.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileDescriptorReader } from '../../../../electron/adapters/media/file-descriptor-reader.ts';

test('no more memory is allocated than the file has bytes, whatever length is requested', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'file-descriptor-reader-'));
  writeFileSync(join(folder, 'file'), 'abcdef');
  const fd = openSync(join(folder, 'file'), 'r');
  onTestFinished(() => {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  });
  let reads = 0;
  const reader = fileDescriptorReader(fd, 6, () => {
    reads += 1;
  });
  const read = async (position: number, length: number) => {
    const bytes = await reader.read(position, length);
    return [Buffer.from(bytes).toString('latin1'), bytes.buffer.byteLength < 100_000];
  };
  expect(await read(2, 2 ** 40)).toEqual(['cdef', true]);
  expect(await read(7, 5)).toEqual(['', true]);
  expect(await read(0, -5)).toEqual(['', true]);
  expect(await read(Number.NaN, 5)).toEqual(['', true]);
  expect(reads).toBe(1);
});
