import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf, isSameIdentity } from '../../../../electron/adapters/files/file-identity.ts';

test('two files whose ids are equal only as doubles are two files', () => {
  const [one, other] = [
    { dev: 7n, ino: 2n ** 53n },
    { dev: 7n, ino: 2n ** 53n + 1n },
  ];
  expect(Number(one.ino)).toBe(Number(other.ino));
  expect(isSameIdentity(one, other)).toBe(false);
  expect(isSameIdentity(one, { dev: 7n + 2n ** 60n, ino: one.ino })).toBe(false);
  expect(isSameIdentity(one, { ...one })).toBe(true);
});

test('a file system without file ids gives no identity', () => {
  expect(isSameIdentity({ dev: 7n, ino: 0n }, { dev: 7n, ino: 0n })).toBe(false);
});

test('two names of one file have one identity, and a copy has another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  try {
    const [file, name, copy] = ['a', 'b', 'c'].map((n) => join(folder, n)) as [string, string, string];
    writeFileSync(file, 'fox');
    linkSync(file, name);
    writeFileSync(copy, 'fox');
    expect(isSameIdentity(await identityOf(file), await identityOf(name))).toBe(true);
    expect(isSameIdentity(await identityOf(file), await identityOf(copy))).toBe(false);
    expect(typeof (await identityOf(file)).ino).toBe('bigint');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
