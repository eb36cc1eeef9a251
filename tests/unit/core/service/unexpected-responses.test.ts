// Unexpected responses of the service are parsed or reported as unreadable: none causes an incident or loses a task.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseTask, parseTaskBatch } from '../../../../electron/adapters/evolink/evolink-wire.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { serviceResponse } from '../../../support/fake-api.ts';
import { fc } from '../../../support/fast-check.ts';
import { type Bench, startBench } from '../../../support/studio-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
});
afterEach(() => bench.studio.stop({ withinMs: 0 }));

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e15,
    1e21,
    1e300,
    -1e300,
    2 ** 53,
    Number.MIN_VALUE,
    '12',
    '1e400',
    [],
    {},
    [[]],
    '\u0000',
    '\ud800',
  ),
  fc.jsonValue(),
);
const link = fc.constantFrom<unknown>(
  'https://files.example/a.mp4',
  'https://files.example/b.mp4',
  'http://127.0.0.1/a.mp4',
  'ftp://x/a.mp4',
  '',
  null,
  { url: 'https://files.example/c.mp4' },
  { video_url: 'https://files.example/d.mp4' },
  { element_id: 7 },
  { character_name: 'fox', profile_picture_url: 1 },
  'x'.repeat(9_000),
);
const mostly = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 2, arbitrary }, { weight: 1, arbitrary: anyValue });
const body = fc.record(
  {
    status: mostly(fc.constantFrom('pending', 'processing', 'completed', 'failed', 'cancelled', 'queued', 'Completed ')),
    progress: anyValue,
    created: anyValue,
    created_at: anyValue,
    duration: anyValue,
    results: mostly(fc.array(link, { maxLength: 4 })),
    result_data: mostly(fc.oneof(fc.array(link, { maxLength: 4 }), link)),
    task_info: mostly(fc.record({ estimated_time: anyValue, can_cancel: anyValue }, { requiredKeys: [] })),
    usage: mostly(fc.record({ credits_reserved: anyValue, credits_used: anyValue, cost: anyValue }, { requiredKeys: [] })),
    billing: anyValue,
    error: mostly(fc.record({ code: anyValue, message: anyValue, suggestion: anyValue }, { requiredKeys: [] })),
    data: anyValue,
  },
  { requiredKeys: [] },
);

test('no response to a poll causes an incident or loses the task', async () => {
  const unreadable = fail({ kind: 'invalid-response' as const, service: serviceResponse(200) });
  let taskCount = 0;
  await fc.assert(
    fc.asyncProperty(body, body, body, async (created, first, later) => {
      taskCount += 1;
      const id = `task-unified-${taskCount}`;
      const read = (fields: object) => {
        const text = JSON.stringify({ ...fields, id });
        return parseTask(JSON.parse(text), text, id);
      };
      bench.api.onSubmit = () => {
        const response = read(created);
        return response === null
          ? { kind: 'unknown', wasSent: true, error: unreadable.error, raw: null }
          : { kind: 'accepted', task: response, isReplayed: false };
      };
      let polls = 0;
      bench.api.onPoll = () => {
        polls += 1;
        const response = read(polls === 1 ? first : later);
        return response === null ? unreadable : ok(response);
      };
      await bench.must('settings.change', { maxConcurrentTasks: 64 });
      const [task = 0] = await bench.submit();
      await bench.clock.advance(20_000);
      await bench.clock.advance(40_000);
      expect(bench.log.incidents).toEqual([]);
      const { state } = await bench.task(task);
      expect(['waiting', 'submitting', 'draft', 'discarded', 'abandoned']).not.toContain(state);
      if (state === 'pending' || state === 'processing') await bench.must('tasks.stopPolling', { id: task });
      if (state === 'unconfirmed') await bench.must('tasks.discard', { id: task });
    }),
    { numRuns: 80 },
  );
});

test('a batch response never yields a task with an invalid id', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.oneof(body, anyValue)), (top, items) => {
      for (const read of [
        parseTaskBatch(top),
        parseTaskBatch({ data: items }),
        parseTaskBatch({ data: { tasks: items } }),
        parseTaskBatch(items),
      ]) {
        for (const response of read ?? []) expect(response.serviceTaskId).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
      }
    }),
  );
});
