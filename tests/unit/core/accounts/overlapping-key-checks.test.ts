// What happens while a key is being checked: a cancel, another key, another active profile.
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/result.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { connection } from '../../../support/connection.ts';
import { unauthorized } from '../../../support/fake-api.ts';
import type { Bench } from '../../../support/studio-bench.ts';

let bench: Bench;

/** Holds the next balance request; `respond` completes it. */
function holdCredits(): { respond(): void } {
  let respond = () => {};
  const released = new Promise<void>((resolve) => {
    respond = resolve;
  });
  bench.api.onCredits = async () => {
    await released;
    return ok({ remaining: 100, unlimited: false, accountRemaining: null });
  };
  return { respond };
}

const statusNow = async () => (await bench.must('studio.snapshot', {})).status;

test('a key whose check was cancelled replaces nothing, even if the service responds later', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  const other = await bench.must('profiles.connect', { ...connection, name: 'Other', key: 'sk-other-key-5555' });
  bench.api.onSubmit = () => ({ kind: 'account-refused', error: unauthorized });
  await bench.must('profiles.activate', { profileId });
  const [waitingId = 0] = await bench.submit();
  await bench.must('profiles.activate', { profileId: other.id });
  const before = await statusNow();
  const credits = holdCredits();
  bench.api.onSubmit = () => bench.api.accept();
  const connecting = bench.call('profiles.connect', { ...connection, profileId, key: 'sk-mistaken-9999' });
  await bench.clock.settle();
  await bench.must('profiles.cancelConnect', {});
  credits.respond();
  expect(await connecting).toEqual(fail({ kind: 'cancelled-by-user' }));
  await bench.clock.advance(60_000);
  expect((await statusNow()).profiles).toEqual(before.profiles);
  expect((await statusNow()).activeProfileId).toBe(other.id);
  expect((await bench.task(waitingId)).state).toBe('waiting');
  expect(bench.api.submitted).toHaveLength(1);
});

test('the key entered after a cancelled one is stored', async () => {
  bench = startBenchInTest();
  const credits = holdCredits();
  const mistaken = bench.call('profiles.connect', { ...connection, key: 'sk-mistaken-9999' });
  await bench.must('profiles.cancelConnect', {});
  const corrected = bench.call('profiles.connect', connection);
  credits.respond();
  expect(await mistaken).toEqual(fail({ kind: 'cancelled-by-user' }));
  expect(await corrected).toMatchObject({ ok: true });
  expect((await statusNow()).profiles).toMatchObject([{ key: { lastFour: '1234' } }]);
});

test('a profile that is activated while a key is being checked stays active', async () => {
  bench = startBenchInTest();
  const credits = holdCredits();
  const connecting = bench.call('profiles.connect', connection);
  const simulator = bench.call('profiles.useSimulator', {});
  await bench.clock.settle();
  const simulatorId = (await statusNow()).activeProfileId;
  credits.respond();
  await simulator;
  expect((await connecting).ok).toBe(true);
  expect((await statusNow()).activeProfileId).toBe(simulatorId);
  await bench.submit();
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-simulator']);
});

test('a simulator that starts late does not replace the profile activated meanwhile', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  let finishSimulatorStart = () => {};
  bench.simulator.ready = new Promise((resolve) => {
    finishSimulatorStart = resolve;
  });
  const simulator = bench.call('profiles.useSimulator', {});
  await bench.must('profiles.activate', { profileId });
  finishSimulatorStart();
  expect((await simulator).ok).toBe(true);
  expect((await statusNow()).activeProfileId).toBe(profileId);
});
