// A studio that stopped at any moment resumes its work; a task that was being sent becomes unconfirmed.
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newActionId } from '../../../support/action-id.ts';
import { studioFolderPerTest } from '../../../support/folder-per-test.ts';
import { type Bench, fox } from '../../../support/studio-bench.ts';

const { world, at, databasePath, start, abandon } = studioFolderPerTest('studio-recovery-');

/** The database as a power cut would have left it: copied while the studio runs. */
function afterPowerCut(): Bench {
  const raw = new BetterSqlite(databasePath());
  const copy = at('after-power-cut.sqlite');
  raw.prepare('VACUUM INTO ?').run(copy);
  raw.close();
  return start({ databasePath: copy });
}

test('a task that was being sent becomes unconfirmed after a power cut, and is never sent automatically', async () => {
  const first = start();
  await first.connect();
  world.api.onSubmit = () => new Promise(() => {});
  const [id = 0] = await first.submit();
  const second = afterPowerCut();
  expect(await second.taskIn(id, 'unconfirmed')).toMatchObject({ reconciliation: 'pending', error: { kind: 'no-response' } });
  await world.clock.advance(3_600_000);
  expect(world.api.submitted).toHaveLength(1);
  world.api.onSubmit = () => world.api.accept();
  await second.must('tasks.resend', { actionId: newActionId(), id });
  await world.clock.settle();
  expect((await second.task(id)).state).toBe('pending');
  expect(world.api.submitted[1]?.key).toBe(world.api.submitted[0]?.key);
  abandon(first); // its request never ends
});

test('waiting tasks are sent after a restart, and held tasks stay held', async () => {
  const first = start();
  await first.connect();
  await first.must('settings.change', { maxConcurrentTasks: 1 });
  const [, second = 0, third = 0] = await first.submit(fox, 3);
  await first.must('tasks.hold', { id: second });
  await first.studio.stop({ withinMs: 0 });
  const restarted = start();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(20_000);
  expect((await restarted.task(third)).state).toBe('pending');
  expect(await restarted.taskIn(second, 'waiting')).toMatchObject({ hold: 'user' });
});

test('after a start, overdue polls are sent within the rate limit', async () => {
  const first = start();
  await first.connect();
  await first.must('settings.change', { maxConcurrentTasks: 30 });
  await first.submit(fox, 15);
  await first.submit(fox, 15);
  await world.clock.advance(16_000);
  await first.studio.stop({ withinMs: 0 });
  await world.clock.advance(7_200_000);
  world.api.polls.length = 0;
  start();
  // At the profile's ten requests a second.
  await world.clock.advance(990);
  expect(world.api.polls.length).toBeGreaterThan(5);
  expect(world.api.polls.length).toBeLessThanOrEqual(10);
  await world.clock.advance(2_510);
  expect(new Set(world.api.polls).size).toBe(30);
});

test('after a start, polls that were scheduled for later are spread over the first seconds', async () => {
  const first = start();
  await first.connect();
  await first.must('settings.change', { maxConcurrentTasks: 30 });
  await first.submit(fox, 20);
  await world.clock.advance(60_000);
  await first.studio.stop({ withinMs: 0 });
  world.api.polls.length = 0;
  start();
  await world.clock.advance(400);
  expect(world.api.polls.length).toBeLessThan(10);
  await world.clock.advance(3_100);
  expect(new Set(world.api.polls).size).toBe(20);
});

test('an unresponsive former folder does not delay downloads into the current one', async () => {
  const first = start();
  await first.connect();
  await first.submit();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(20_000);
  world.desktop.chosenFolder = '/new';
  await first.must('library.chooseFolder', {});
  const [id = 0] = await first.submit();
  await world.clock.advance(5_000);
  await first.studio.stop({ withinMs: 0 });
  const { readMarker } = world.library;
  let respond: () => void = () => {};
  const silence = new Promise<void>((resolve) => {
    respond = resolve;
  });
  world.library.readMarker = async (folder) => {
    if (folder === '/videos') await silence;
    return readMarker(folder);
  };
  world.library.strays = { count: 2, bytes: 20 };
  const second = start();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(20_000);
  const { status } = await second.must('studio.snapshot', {});
  const [result] = (await second.taskIn(id, 'completed')).results;
  respond();
  // The folder that answers is scanned first, and its strays are reported.
  expect([result?.state, status.library.strays]).toEqual(['stored', { folder: '/new', count: 2, bytes: 20 }]);
});

test('a download that was running when the studio crashed is resumed', async () => {
  const first = start();
  await first.connect();
  world.library.onDownload = () => new Promise(() => {});
  const [id = 0] = await first.submit();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(16_000);
  world.library.onDownload = null;
  const second = afterPowerCut();
  await world.clock.settle();
  expect((await second.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
  expect(world.library.sweptFolders).toContain('/videos');
  abandon(first);
});

test('composer, settings and the active profile are restored', async () => {
  const first = start();
  const profileId = await first.connect();
  await first.must('composer.saveDraft', { actionId: newActionId(), request: { ...fox, prompt: 'unfinished' }, sourceTaskId: null });
  await first.must('settings.change', { theme: 'dark', favouriteModels: ['sora-2'] });
  await first.studio.stop({ withinMs: 0 });
  const { status } = await start().must('studio.snapshot', {});
  expect(status).toMatchObject({
    activeProfileId: profileId,
    composer: { prompt: 'unfinished' },
    settings: { theme: 'dark', favouriteModels: ['sora-2'], maxConcurrentTasks: 4 },
  });
  // The theme, the language and the spell checker are set at once.
  expect(world.desktop.calls.slice(-3)).toEqual(['theme dark', 'language en', 'spelling false']);
});

test('a start with ten thousand stored tasks reads live rows only', async () => {
  const first = start();
  await first.connect();
  await first.submit();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(16_000);
  await first.studio.stop({ withinMs: 0 });
  const raw = new BetterSqlite(databasePath());
  const copy = (table: string, change: string) => {
    const names = raw.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name <> 'id'`).pluck().all() as string[];
    const values = names.map((name) => (change.startsWith(`${name}=`) ? change.slice(name.length + 1) : name));
    raw.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table}, n WHERE ${table}.id = 1`);
  };
  raw.exec('UPDATE task SET idempotencyKey = NULL');
  copy('task', '');
  copy('result', 'taskId=n.i + 1');
  // Reading such a row throws, which would be an incident.
  raw.exec("UPDATE task SET request = 'null'");
  raw.close();

  const bench = start();
  const { status, tasks } = await bench.must('studio.snapshot', {});
  expect({ tasks, count: status.library.videoCount }).toEqual({ tasks: [], count: 10_001 });
  const index = await bench.must('library.index', {});
  expect(index.resultIds).toHaveLength(10_001);
});

test('a corrupt database is moved aside with a notice, and the studio starts', async () => {
  const first = start();
  await first.connect();
  await first.studio.stop({ withinMs: 0 });
  const { writeFileSync, readdirSync } = await import('node:fs');
  writeFileSync(databasePath(), 'this is no database at all, and never was one; it is only long enough to look like one');
  const { status } = await start().must('studio.snapshot', {});
  const [notice] = status.notices;
  expect(notice?.kind).toBe('database-moved-aside');
  expect(status.activeProfileId).toBeNull();
  expect(readdirSync(at()).some((name) => name.includes('unreadable-'))).toBe(true);
});
