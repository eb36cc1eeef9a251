import { expect, test } from 'vitest';
import { createDroppedPaths } from '../../../../electron/shell/window/dropped-paths.ts';
import { isNetworkOrDevicePath } from '../../../../shared/files/network-path.ts';

test('the newest thousand dropped paths are remembered, and only valid paths', () => {
  const given = createDroppedPaths();
  for (let n = 0; n <= 1_000; n += 1) given.add(`/${n}`);
  given.add({ path: '/x' });
  given.add(`/${'x'.repeat(5_000)}`);
  expect([given.has('/0'), given.has('/1'), given.has('/1000'), given.has(`/${'x'.repeat(5_000)}`)]).toEqual([false, true, true, false]);
  given.add('/1');
  given.add('/1001');
  expect([given.has('/1'), given.has('/2')]).toEqual([true, false]);
});

test.each([
  ['/home/me/fox.png', false],
  ['C:\\Users\\me\\fox.png', false],
  ['\\\\server\\share\\fox.png', true],
  ['//server/share/fox.png', true],
  ['\\\\.\\pipe\\x', true],
  ['\\\\?\\C:\\fox.png', true],
  ['\\??\\C:\\fox.png', true],
])('%s is a network or device path: %s', (path, expected) => {
  expect(isNetworkOrDevicePath(path)).toBe(expected);
});
