// Range requests over a file of 1,000 bytes.
import { expect, test } from 'vitest';
import { rangeResponse } from '../../../../electron/core/media/http-range.ts';

const summary = (header: string | null, bytes = 1_000) => {
  const { status, start, end, headers } = rangeResponse(header, bytes);
  return [status, start, end, headers['content-range'] ?? null, headers['content-length']];
};

test.each([
  [null, [200, 0, 999, null, '1000']],
  ['bytes=0-', [206, 0, 999, 'bytes 0-999/1000', '1000']],
  ['bytes=0-0', [206, 0, 0, 'bytes 0-0/1000', '1']],
  ['bytes=500-', [206, 500, 999, 'bytes 500-999/1000', '500']],
  ['bytes=500-599', [206, 500, 599, 'bytes 500-599/1000', '100']],
  ['bytes=999-5000', [206, 999, 999, 'bytes 999-999/1000', '1']],
  ['bytes=-100', [206, 900, 999, 'bytes 900-999/1000', '100']],
  ['bytes=-5000', [206, 0, 999, 'bytes 0-999/1000', '1000']],
  [' bytes=1-2 ', [206, 1, 2, 'bytes 1-2/1000', '2']],
  ['bytes=1000-', [416, 0, -1, 'bytes */1000', '0']],
  ['bytes=1000-1001', [416, 0, -1, 'bytes */1000', '0']],
  ['bytes=-0', [416, 0, -1, 'bytes */1000', '0']],
] as const)('the Range header %s gets the matching status, range and headers', (header, expected) => {
  expect(summary(header)).toEqual(expected);
});

test.each([
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=a-b',
  'bytes=5-4',
  'bytes=0-1,3-4',
  'items=0-1',
  'bytes=1e3-',
  'bytes=-1-2',
  `bytes=${'9'.repeat(30)}-`,
])('an unusable Range header sends the whole file: %s', (header) => {
  expect(summary(header)).toEqual([200, 0, 999, null, '1000']);
});

test('an empty file has no satisfiable range', () => {
  expect(summary(null, 0)).toEqual([200, 0, -1, null, '0']);
  expect(summary('bytes=0-', 0)).toEqual([416, 0, -1, 'bytes */0', '0']);
});
