import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf, isSameIdentity } from '../../../../electron/adapters/files/file-identity.ts';

test('two files whose ids become equal when converted to doubles are different files', () => {
  const [first, second] = [
    { dev: 7n, ino: 2n ** 53n },
    { dev: 7n, ino: 2n ** 53n + 1n },
  ];
  expect(Number(first.ino)).toBe(Number(second.ino));
  expect(isSameIdentity(first, second)).toBe(false);
  expect(isSameIdentity(first, { dev: 7n + 2n ** 60n, ino: first.ino })).toBe(false);
  expect(isSameIdentity(first, { ...first })).toBe(true);
});

test('a file system without file ids gives no identity', () => {
  expect(isSameIdentity({ dev: 7n, ino: 0n }, { dev: 7n, ino: 0n })).toBe(false);
});

test('two hard links have the same identity, and a copy has a different one', async () => {
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
