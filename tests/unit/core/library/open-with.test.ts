// Opening a stored video in a program of the user's choice.
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();

test('a listed program gets the path of the file; a closed system dialog and a removed program are reported', async () => {
  await bench.submit(fox, 1);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  const [resultId = 0] = (await bench.must('library.index', {})).resultIds;
  const name = (await bench.must('library.records', { resultIds: [resultId] })).items[0]?.fileName ?? '';
  const openWith = (appId: string | null) => bench.call('library.openWith', { resultId, appId });
  const { apps } = await bench.must('library.videoApps', {});
  expect(apps).toEqual([{ id: 'player.desktop', name: 'Player' }]);
  expect(await openWith('player.desktop')).toEqual(ok({}));
  expect(bench.desktop.calls.at(-1)).toBe(`video /videos/${name} with player.desktop`);
  expect(await openWith(null)).toEqual(fail({ kind: 'cancelled-by-user' }));
  expect(await openWith('gone.desktop')).toEqual(fail({ kind: 'not-opened', name }));
  bench.library.files.clear();
  expect(await openWith('player.desktop')).toEqual(fail({ kind: 'file-missing' }));
});
