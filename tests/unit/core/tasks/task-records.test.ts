// The records of tasks for the history, including tasks that are no longer live.
import { expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const at = folderPerTest('task-records-');
const bench = benchPerTest(() => at('studio.sqlite'));

test('a failed task that was dismissed and a discarded one keep their records, also after a restart', async () => {
  const [failed = 0] = await bench.submit({ ...fox, prompt: 'fails' });
  await bench.clock.settle();
  bench.api.finish(bench.api.lastTaskId(), { status: 'failed', rawStatus: 'failed', results: [] });
  await bench.clock.advance(60_000);
  await bench.must('tasks.dismiss', { id: failed });
  await bench.must('profiles.pause', { profileId: bench.profileId, paused: true });
  const [discarded = 0] = await bench.submit({ ...fox, prompt: 'is discarded' });
  await bench.must('tasks.discard', { id: discarded });
  await bench.restart();
  const { tasks } = await bench.must('tasks.records', { ids: [failed, 999, discarded] });
  expect(tasks.map(({ state, dismissed, request }) => [state, dismissed, request.prompt])).toEqual([
    ['failed', true, 'fails'],
    ['discarded', false, 'is discarded'],
  ]);
});
