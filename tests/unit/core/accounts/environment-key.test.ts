// The key in the environment is offered, and is sent only to the service's own address.
import { expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { connection } from '../../../support/connection.ts';
import type { Bench } from '../../../support/studio-bench.ts';

let bench: Bench;

test('a key in the environment is offered, used on request, and stored only on request', async () => {
  bench = startBenchInTest({ environmentKey: 'sk-from-environment' });
  const notices = async () => (await bench.must('studio.snapshot', {})).status.notices;
  expect(await notices()).toEqual([{ kind: 'key-in-environment', lastFour: 'ment' }]);
  expect((await bench.must('studio.snapshot', {})).status.profiles).toEqual([]);
  await bench.must('profiles.connect', { ...connection, key: null });
  expect(bench.api.creditRequests).toBe(1);
  expect(await notices()).toEqual([]);
});

test.each([
  ['another service', { apiBaseUrl: 'https://elsewhere.example' }, 'https://elsewhere.example'],
  ['another file host', { filesBaseUrl: 'https://files.elsewhere.example' }, 'https://files.elsewhere.example'],
  ['this computer', { apiBaseUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
  ['another path of the same host', { apiBaseUrl: 'https://api.evolink.ai/elsewhere' }, 'https://api.evolink.ai/elsewhere'],
  ['another port of the same host', { apiBaseUrl: 'https://api.evolink.ai:8443' }, 'https://api.evolink.ai:8443'],
])('the environment key is never sent to %s', async (_name, addresses, url) => {
  bench = startBenchInTest({ environmentKey: 'sk-from-environment' });
  expect(await bench.call('profiles.connect', { ...connection, key: null, ...addresses })).toEqual(
    fail({ kind: 'environment-key-wrong-host', url }),
  );
  expect(bench.api.creditRequests).toBe(0);
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.profiles).toEqual([]);
  expect(status.notices).toEqual([{ kind: 'key-in-environment', lastFour: 'ment' }]);
});

test('the environment key is sent neither to the existing address of a profile nor to a newly entered one', async () => {
  bench = startBenchInTest({ environmentKey: 'sk-from-environment' });
  const otherService = { apiBaseUrl: 'https://elsewhere.example', filesBaseUrl: 'https://files.elsewhere.example' };
  const { id } = await bench.must('profiles.connect', { ...connection, ...otherService });
  const refused = fail({ kind: 'environment-key-wrong-host', url: otherService.apiBaseUrl });
  expect(await bench.call('profiles.connect', { ...connection, profileId: id, key: null })).toEqual(refused);

  const own = await bench.must('profiles.connect', { ...connection, key: null });
  expect(
    await bench.call('profiles.connect', { ...connection, profileId: own.id, key: null, apiBaseUrl: otherService.apiBaseUrl }),
  ).toEqual(refused);
  expect((await bench.must('studio.snapshot', {})).status.profiles.map(({ apiBaseUrl }) => apiBaseUrl)).toEqual([
    otherService.apiBaseUrl,
    'https://api.evolink.ai',
  ]);
  expect(bench.api.creditRequests).toBe(2);
});

test('a dismissed offer of the environment key is not shown again', async () => {
  bench = startBenchInTest({ environmentKey: 'sk-from-environment' });
  await bench.must('studio.dismissNotice', { kind: 'key-in-environment' });
  expect((await bench.must('studio.snapshot', {})).status.notices).toEqual([]);
});

test('a key in the environment is parsed in the same way', async () => {
  bench = startBenchInTest({ environmentKey: '"sk-abcdefgh1234"' });
  expect((await bench.must('studio.snapshot', {})).status.notices).toMatchObject([{ kind: 'key-in-environment', lastFour: '1234' }]);
  expect(await bench.must('profiles.connect', { ...connection, key: null })).toMatchObject({ key: { state: 'present', lastFour: '1234' } });
});
