// The base URLs of a profile: pasted with a path, stored by an earlier version, or without encryption.
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { connection } from '../../../support/connection.ts';
import { rateLimited } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { type Bench, createWorld } from '../../../support/studio-bench.ts';

const inFolder = folderPerTest('studio-base-urls-');
let bench: Bench;

test('an address stored with a bare "?" by an earlier version counts as the same service when it is connected again', async () => {
  const databasePath = inFolder('studio.sqlite');
  const world = createWorld();
  bench = startBenchInTest({ world, databasePath });
  const otherService = { ...connection, apiBaseUrl: 'https://proxy.example/v' };
  const { id } = await bench.must('profiles.connect', otherService);
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: rateLimited });
  await bench.submit(); // a waiting task, so that another service would pause the queue
  await bench.studio.stop({ withinMs: 0 });
  const raw = new BetterSqlite(databasePath);
  raw.prepare('UPDATE profile SET apiBaseUrl = ?').run('https://proxy.example/v?');
  raw.close();

  bench = startBenchInTest({ world, databasePath });
  const profile = await bench.must('profiles.connect', { ...otherService, profileId: id });
  expect(profile).toMatchObject({ apiBaseUrl: 'https://proxy.example/v', paused: false });
  await bench.studio.stop({ withinMs: 0 });
});

test('an address pasted with an API path is stored without the path', async () => {
  bench = startBenchInTest();
  const pasted = { apiBaseUrl: 'https://proxy.example/evolink/v1/', filesBaseUrl: 'https://files.example/api/v1' };
  expect(await bench.must('profiles.connect', { ...connection, ...pasted })).toMatchObject({
    apiBaseUrl: 'https://proxy.example/evolink',
    filesBaseUrl: 'https://files.example',
  });
});

test('a base URL over plain http is rejected', async () => {
  bench = startBenchInTest();
  const url = 'http://api.evolink.ai';
  expect(await bench.call('profiles.connect', { ...connection, apiBaseUrl: url })).toEqual(fail({ kind: 'invalid-base-url', url }));
});
