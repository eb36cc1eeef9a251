import { expect, test } from 'vitest';
import { createDroppedPaths } from '../../../../electron/shell/window/dropped-paths.ts';
import { isNetworkOrDevicePath } from '../../../../shared/files/network-path.ts';

test('the newest thousand dropped paths are remembered, and only valid paths', () => {
  const droppedPaths = createDroppedPaths();
  for (let n = 0; n <= 1_000; n += 1) droppedPaths.add(`/${n}`);
  droppedPaths.add({ path: '/x' });
  droppedPaths.add(`/${'x'.repeat(5_000)}`);
  expect([droppedPaths.has('/0'), droppedPaths.has('/1'), droppedPaths.has('/1000'), droppedPaths.has(`/${'x'.repeat(5_000)}`)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  droppedPaths.add('/1');
  droppedPaths.add('/1001');
  expect([droppedPaths.has('/1'), droppedPaths.has('/2')]).toEqual([true, false]);
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
