// Another key may be another account: what it does not know may still exist, and that is said before anything is given up.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../../shared/result.ts';
import { noAnswer, notFound } from '../../support/fake-api.ts';
import { type Bench, startBench } from '../../support/studio-bench.ts';

const hour = 3_600_000;

let bench: Bench;
let profileId: number;
beforeEach(async () => {
  bench = startBench();
  profileId = await bench.connect();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
});

async function useKey(key: string): Promise<number> {
  await bench.clock.advance(1_000);
  await bench.must('profiles.connect', { profileId, name: 'Mine', key, apiBaseUrl: null, filesBaseUrl: null });
  return bench.clock.now();
}

test('a task the new key does not know is looked for a day, with that reason first and last', async () => {
  const [id = 0] = await bench.submit();
  const changedAtMs = await useKey('sk-another-account-9999');
  bench.api.onLook = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).lookError).toEqual({ kind: 'key-replaced', changedAtMs });
  await bench.clock.advance(25 * hour);
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'not-followed', reason: 'not-found-by-new-key' });
});

test('the same key pasted again changes nothing', async () => {
  const [id = 0] = await bench.submit();
  await useKey('sk-abcdefgh1234');
  bench.api.onLook = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).lookError?.kind).toBe('not-found');
});

test('a task in doubt is not called unseen because another account’s list does not show it', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', sent: true, error: noAnswer, raw: null });
  bench.api.onList = () => ok([]);
  const [id = 0] = await bench.submit();
  const changedAtMs = await useKey('sk-another-account-9999');
  await bench.must('tasks.lookAgain', { id });
  await bench.clock.advance(5_000);
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ looked: 'cannot-look', error: { kind: 'key-replaced', changedAtMs } });
});
