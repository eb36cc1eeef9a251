// The database cannot be written at the moment a video arrives.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { startBench } from '../../../support/studio-bench.ts';

test('a result whose arrival could not be written is stored later without a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'writes-'));
  const databasePath = join(directory, 'studio.sqlite');
  const bench = startBench({ databasePath });
  const secondConnection = new BetterSqlite(databasePath);
  onTestFinished(async () => {
    secondConnection.close();
    await bench.studio.stop({ withinMs: 0 });
    rmSync(directory, { recursive: true });
  });
  await bench.connect();
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  bench.library.onDownload = (job) => {
    secondConnection.exec("CREATE TRIGGER full BEFORE INSERT ON task_journal BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    return bench.library.store(job);
  };
  await bench.clock.advance(20_000);
  const stateOf = async () => (await bench.taskIn(id, 'completed')).results[0]?.state;
  expect(await stateOf()).toBe('downloading');
  secondConnection.exec('DROP TRIGGER full');
  bench.library.onDownload = null;
  await bench.clock.advance(130_000);
  expect(await stateOf()).toBe('stored');
});
