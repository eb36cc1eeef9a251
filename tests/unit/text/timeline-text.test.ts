// The texts of a request log entry in the timeline of a task.
import { expect, test } from 'vitest';
import type { RequestLogEntry } from '../../../shared/task.ts';
import { text } from '../../../shared/text/index.ts';
import { logEntryFields } from './text-samples.ts';

test('a file that was found complete on the disk is not shown as a request without a response', () => {
  const localFile: RequestLogEntry = {
    ...logEntryFields,
    kind: 'download',
    httpStatus: null,
    resultId: 1,
    detail: { end: 'ok', attempt: 1 },
  };
  const interrupted: RequestLogEntry = { ...localFile, detail: { end: 'no-response', attempt: 1 } };
  const { name, detail } = text('en').timeline;
  expect([localFile, interrupted].map((entry) => [name(entry), detail(entry)])).toEqual([
    ['Complete file found on disk', 'no request needed · 0.31 s · attempt 1'],
    ['Download', 'no response · 0.31 s · attempt 1'],
  ]);
});
