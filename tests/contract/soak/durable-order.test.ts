// The `kills` trial checks the order of system calls in an strace log. The right order passes, and each wrong order is detected.
import { expect, test } from 'vitest';
import { ordersIn } from '../../soak/trials/kills/durable-order.ts';

const wal = '/s/studio.sqlite-wal';
const correctTrace = [
  `10 pwrite64(9<${wal}>, "row"..., 4096, 0) = 4096`,
  `10 fsync(9<${wal}>)       = 0`,
  `10 write(3<socket:[1]>, "{\\"kind\\":\\"written\\",\\"entries\\":3}\\n", 31) = 31`,
  '10 writev(20<socket:[2]>, [{iov_base="POST /v1/videos/generations HTTP/1.1\\r\\n"..., iov_len=282}], 1) = 282',
  '11 pwritev(25</s/videos/.incoming/1.part>, [{iov_base="mdat"}], 1, 0) = 400000',
  '12 fsync(25</s/videos/.incoming/1.part> <unfinished ...>',
  '10 write(1<pipe:[3]>, "x", 1) = 1',
  '12 <... fsync resumed>)       = 0',
  '13 link("/s/videos/.incoming/1.part", "/s/videos/fox.mp4") = 0',
  '11 fsync(27</s/videos>)       = 0',
  `10 pwrite64(9<${wal}>, "row"..., 4096, 0) = 4096`,
  `10 fsync(9<${wal}>)       = 0`,
  `10 write(3<socket:[1]>, "{\\"kind\\":\\"written\\",\\"entries\\":9}\\n", 31) = 31`,
];
const conditionsHold = (lines: readonly string[]) => ordersIn(lines.join('\n'), 9, () => undefined).map((condition) => condition.holds);
const moveLine = (from: number, to: number) => {
  const lines = [...correctTrace];
  lines.splice(to, 0, ...lines.splice(from, 1));
  return lines;
};
const without = (at: number) => correctTrace.filter((_, index) => index !== at);

test('the right order passes', () => expect(conditionsHold(correctTrace)).toEqual([true, true, true]));

test.each([
  ['the request leaves before its row is on disk', moveLine(3, 0), [false, true, true]],
  ['the row is never synced before the request leaves', without(1), [false, true, true]],
  ['the file is named before its bytes are on disk', moveLine(8, 6), [true, false, true]],
  ['the bytes are never synced', [...correctTrace.slice(0, 5), ...correctTrace.slice(8)], [true, false, true]],
  ['the folder is never synced', without(9), [true, false, true]],
  ['the row is written before the folder is synced', moveLine(9, 12), [true, false, true]],
  [
    'bytes are written into a file that has its name',
    [...correctTrace, '11 write(30</s/videos/fox.mp4>, "x", 1) = 1'],
    [true, true, false],
  ],
] as const)('it is detected that %s', (_, lines, expected) => expect(conditionsHold(lines)).toEqual(expected));
