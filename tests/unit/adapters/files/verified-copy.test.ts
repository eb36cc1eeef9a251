// A copy is accepted only if reading it back gives the bytes that were read from its source.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBytes } from '../../../../electron/adapters/files/verified-copy.ts';

const bytes = Buffer.from(Array.from({ length: 1_200_000 }, (_, at) => (at * 31) & 0xff));

let folder = '';
let from: FileHandle;
let to: FileHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
  writeFileSync(join(folder, 'from'), bytes);
  utimesSync(join(folder, 'from'), 1_700_000_000, 1_700_000_000);
  from = await open(join(folder, 'from'), 'r');
  to = await open(join(folder, 'to'), 'wx+');
});
afterEach(async () => {
  await from.close();
  await to.close();
  rmSync(folder, { recursive: true });
});

test('a complete copy has the bytes, the hash and the times of its source', async () => {
  const copied: number[] = [];
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await copyBytes(from, to, bytes.length, { onProgress: (at) => copied.push(at) })).toEqual({ kind: 'copied', sha256 });
  expect(readFileSync(join(folder, 'to')).equals(bytes)).toBe(true);
  expect([statSync(join(folder, 'to')).mtimeMs, copied.at(-1)]).toEqual([1_700_000_000_000, bytes.length]);
});

test('a disk that returns other bytes than were written is detected', async () => {
  const corruptingFile = new Proxy(to, {
    get(target, name) {
      if (name !== 'read') return Reflect.get(target, name, target).bind?.(target) ?? Reflect.get(target, name, target);
      return async (buffer: Uint8Array, offset: number, length: number, position: number) => {
        const result = await target.read(buffer, offset, length, position);
        if (position === 0) buffer[offset] = (buffer[offset] ?? 0) ^ 1;
        return result;
      };
    },
  });
  expect(await copyBytes(from, corruptingFile, bytes.length)).toEqual({ kind: 'differs' });
});

test('a copy is abandoned if the size of its source changed or it was cancelled', async () => {
  expect(await copyBytes(from, to, bytes.length + 1)).toEqual({ kind: 'size-changed' });
  expect(await copyBytes(from, to, bytes.length, { signal: AbortSignal.abort() })).toEqual({ kind: 'stopped' });
});
