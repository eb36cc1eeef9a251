// The tag record inside a video file is untrusted input: a damaged record or one of another shape is ignored.
import { expect, test } from 'vitest';
import { parseTagRecord } from '../../../../electron/core/library/tag-record.ts';

test.each([
  ['cut short', '{"version":1,"prompt":"a fo'],
  ['empty', ''],
  ['a list', '[]'],
  ['of another version', '{"version":2}'],
  ['without most of its fields', '{"version":1,"prompt":"a fox"}'],
  ['nested very deeply', '['.repeat(50_000)],
])('a record that is %s is ignored', (_, record) => {
  expect(parseTagRecord(record)).toBeNull();
});
