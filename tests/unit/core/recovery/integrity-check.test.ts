// A database that a crash left open is checked while the studio runs.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createIntegrityCheck } from '../../../../electron/core/recovery/integrity-check.ts';
import { latestFormat } from '../../../../electron/db/migrations/index.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { studioFolderPerTest } from '../../../support/folder-per-test.ts';
import { type Bench, createWorld, startBench } from '../../../support/studio-bench.ts';

const { world, at, start } = studioFolderPerTest('studio-check-');

/** The files of a studio that was killed: its write-ahead log is still beside it. */
async function killedDatabase(damage: (bytes: Buffer) => void): Promise<string> {
  const path = at('studio.sqlite');
  const first = startBench({ world: createWorld(), databasePath: path });
  await first.studio.stop({ withinMs: 0 });
  const raw = new BetterSqlite(path);
  const insert = raw.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  raw.transaction(() => {
    for (let index = 0; index < 200; index += 1) insert.run(`x${index}`, JSON.stringify('y'.repeat(500)));
  })();
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.pragma(`user_version = ${latestFormat}`);
  const copy = at('killed.sqlite');
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
  raw.close();
  const bytes = readFileSync(copy);
  damage(bytes);
  writeFileSync(copy, bytes);
  return copy;
}

async function waitForCheck(databasePath: string): Promise<Bench> {
  const bench = start({ databasePath });
  await world.clock.advance(9_000);
  expect(world.log.lines.filter((line) => line.includes('database'))).toEqual([]);
  await world.clock.advance(61_000);
  for (let attempt = 0; attempt < 2_500 && !world.log.lines.some((line) => line.includes('database')); attempt += 1) await wait(10);
  return bench;
}
const notices = async (bench: Bench) => (await bench.must('studio.snapshot', {})).status.notices.map(({ kind }) => kind);

test('an intact database passes the check without a notice', async () => {
  const path = await killedDatabase(() => undefined);
  expect(await notices(await waitForCheck(path))).toEqual([]);
  expect(world.log.lines.filter((line) => line.includes('database')).join()).toContain('database-checked');
  expect(existsSync(`${path}.damaged`)).toBe(false);
});

test('damage is reported, and the next start moves the database aside', async () => {
  // Ten pages near the end are overwritten, as a bad disk would leave them.
  const path = await killedDatabase((bytes) => bytes.fill(0xee, bytes.length - 61_440, bytes.length - 20_480));
  const bench = await waitForCheck(path);
  expect(await notices(bench)).toEqual(['database-damaged']);
  await bench.studio.stop({ withinMs: 0 });
  expect(await notices(start())).toEqual(['database-moved-aside']);
});

test('a database that was closed properly is not checked', async () => {
  const path = at('studio.sqlite');
  const first = startBench({ world: createWorld(), databasePath: path });
  await first.studio.stop({ withinMs: 0 });
  const opened = openDatabase({ path, nowMs: 0, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database, wasLeftOpen } = opened.value;
  const { clock, log } = world;
  const signal = new AbortController().signal;
  const check = createIntegrityCheck({ database, wasLeftOpen, clock, log, signal, onDamage: () => undefined });
  await clock.advance(300_000);
  check.tick(clock.now());
  await check.stop();
  database.close();
  expect([wasLeftOpen, log.lines]).toEqual([false, []]);
});
