// Partial files that this database does not know: from another installation, or from before a restore or a fresh start. They are never
// deleted. A row finds its partial file again even if the identity of the database has changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type RealStudio, waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { databaseOf, folder, hashes, isFolderChecked, serve, sha256, sharedFolderPerTest, start, statusOf } from './shared-folder.ts';

sharedFolderPerTest();
const video = mp4(300_000);
const dayMs = 86_400_000;

const incoming = (): string[] => (existsSync(join(folder, '.incoming')) ? readdirSync(join(folder, '.incoming')).sort() : []);
const strays = async (bench: RealStudio) => (await statusOf(bench)).strays;

/** Starts a download that stalls after a third of the video, and stops the studio. */
async function downloadOneThird(name: string, taskId: string): Promise<{ readonly resultId: number; readonly part: Buffer }> {
  const server = await serve(() => ({ bytes: video, stallAfterBytes: 100_000 }));
  const resultId = withTables(databaseOf(name), (tables) => seedResult(tables, taskId, `${server.origin}/${taskId}.mp4`));
  const bench = start(name);
  const parts = () => incoming().filter((file) => file.endsWith('.part') && statSync(join(folder, '.incoming', file)).size === 100_000);
  const before = parts().length;
  expect(await waitFor(() => parts().length > before)).toBe(true);
  await bench.studio.stop({ withinMs: 0 });
  return { resultId, part: video.subarray(0, 100_000) };
}

test('a start with a fresh database keeps a video that another database quarantined, and it can be stored after that database is restored', async () => {
  const truncated = video.subarray(0, video.byteLength - 9);
  const server = await serve(() => ({ bytes: truncated }));
  const resultId = withTables(databaseOf('a'), (tables) =>
    seedResult(tables, 'task-a', `${server.origin}/a.mp4`, { unverifiedTransfers: 4 }),
  );
  const first = start('a');
  const isOffered = async () => {
    const { tasks } = await first.must('studio.snapshot', {});
    return tasks.some((task) => task.state === 'completed' && task.results.some(({ canKeepUnverified }) => canKeepUnverified));
  };
  expect(await waitFor(isOffered)).toBe(true);
  await first.must('backups.create', {});
  await first.studio.stop({ withinMs: 0 });

  writeFileSync(databaseOf('a'), 'no database any more'.repeat(100));
  const second = start('a');
  await isFolderChecked(second);
  expect(hashes()).toContain(sha256(truncated));

  const [backup] = (await second.must('backups.list', {})).backups;
  await second.must('backups.restore', { name: backup?.name ?? '' });
  const isRestored = async () => {
    const snapshot = await second.studio.dispatch('studio.snapshot', {});
    return (
      snapshot.ok &&
      (snapshot.value as { status: { notices: { kind: string }[] } }).status.notices.some(({ kind }) => kind === 'database-restored')
    );
  };
  expect(await waitFor(isRestored)).toBe(true);
  await second.must('library.keepUnverified', { resultId });
  const [storedName] = readdirSync(folder).filter((name) => name.endsWith('.mp4'));
  expect(sha256(readFileSync(join(folder, storedName ?? '')))).toBe(sha256(truncated));
});

test('two databases on one folder, both with result 1, each resume their own partial file and leave the other’s alone', async () => {
  const a = await downloadOneThird('a', 'task-a');
  const b = await downloadOneThird('b', 'task-b');
  expect([a.resultId, b.resultId]).toEqual([1, 1]);
  expect(incoming().filter((name) => name.endsWith('.part'))).toHaveLength(2);
  for (const name of ['a', 'b']) {
    const server = await serve(() => ({ bytes: video }));
    withTables(databaseOf(name), (tables) => {
      const row = tables.results.get(1);
      if (row !== undefined) tables.results.update({ ...row, url: `${server.origin}/fresh.mp4` });
    });
    const bench = start(name);
    expect(await waitFor(async () => (await bench.must('library.index', {})).resultIds.length === 1)).toBe(true);
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=100000-']);
    await bench.studio.stop({ withinMs: 0 });
  }
});

test('an unfinished download of another installation is reported, and moved aside after thirty days, never deleted', async () => {
  const { part } = await downloadOneThird('a', 'task-a');
  const bench = start('b');
  await isFolderChecked(bench);
  expect(await strays(bench)).toEqual({ folder, count: 1, bytes: part.byteLength });
  const [name = ''] = incoming().filter((file) => file.endsWith('.part'));
  await bench.studio.stop({ withinMs: 0 });

  const longAgo = (Date.now() - 31 * dayMs) / 1_000;
  for (const file of incoming()) utimesSync(join(folder, '.incoming', file), longAgo, longAgo);
  const later = start('b');
  await isFolderChecked(later);
  expect(await strays(later)).toEqual({ folder, count: 1, bytes: part.byteLength });
  expect(readdirSync(join(folder, '.incoming', 'strays')).sort()).toEqual([name, `${name}.json`]);
  expect(readFileSync(join(folder, '.incoming', 'strays', name)).equals(part)).toBe(true);
  await later.must('library.openStrays', {});
});

test('a partial file from before databases had an identity is resumed by the row that its note names, and left alone by all others', async () => {
  const server = await serve(() => ({ bytes: video }));
  mkdirSync(join(folder, '.incoming'), { recursive: true });
  const note = (of: string) =>
    JSON.stringify({
      of,
      url: `${server.origin}/a.mp4`,
      etag: '"v1"',
      lastModified: null,
      totalBytes: video.byteLength,
      syncedBytes: 100_000,
      bootedAtMs: 0,
      published: null,
      tagging: null,
    });
  writeFileSync(join(folder, '.incoming', '1.part'), video.subarray(0, 100_000));
  writeFileSync(join(folder, '.incoming', '1.part.json'), note('task-a#0'));
  const foreignBytes = mp4(90_000).subarray(0, 50_000);
  writeFileSync(join(folder, '.incoming', '2.part'), foreignBytes);
  writeFileSync(join(folder, '.incoming', '2.part.json'), note('task-of-somebody#0'));
  // The files look as if no program were writing them any more.
  const anHourAgo = Date.now() / 1_000 - 3_600;
  for (const name of incoming()) utimesSync(join(folder, '.incoming', name), anHourAgo, anHourAgo);

  withTables(databaseOf('a'), (tables) => {
    seedResult(tables, 'task-a', `${server.origin}/a.mp4`);
    seedResult(tables, 'task-b', `${server.origin}/b.mp4`);
  });
  const bench = start('a');
  expect(await waitFor(async () => (await bench.must('library.index', {})).resultIds.length === 2)).toBe(true);
  expect(server.requests.find(({ path }) => path === '/a.mp4')?.range).toBe('bytes=100000-');
  expect(hashes()).toContain(sha256(foreignBytes));
});

test('a restored backup resumes the download that the previous database started for the same task', async () => {
  const server = await serve((path) => (path === '/slow.mp4' ? { bytes: video, stallAfterBytes: 100_000 } : { bytes: video }));
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-a', `${server.origin}/slow.mp4`));
  const bench = start('a');
  const hasPart = () => incoming().some((name) => name.endsWith('.part') && statSync(join(folder, '.incoming', name)).size === 100_000);
  expect(await waitFor(hasPart)).toBe(true);
  await bench.must('backups.create', {});
  const [backup] = (await bench.must('backups.list', {})).backups;
  const requestsBefore = server.requests.length;
  await bench.must('backups.restore', { name: backup?.name ?? '' });
  expect(await waitFor(() => server.requests.length > requestsBefore)).toBe(true);
  expect(server.requests.at(-1)?.range).toBe('bytes=100000-');
});
