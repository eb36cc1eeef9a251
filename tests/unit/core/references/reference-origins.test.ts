// References that do not come from the user's files: frames of stored videos, stored videos, and earlier references.
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { migrate } from '../../../../electron/db/migrate.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { createReferenceTable } from '../../../../electron/db/tables/reference-table.ts';
import type { Reference } from '../../../../shared/generation.ts';
import { fail } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();

const pngBytes = (...content: number[]) => new Uint8Array(content);
const list = (options: { before?: { lastUsedAtMs: number; id: number } | null; limit?: number } = {}) =>
  bench.must('references.list', { kind: 'image', query: '', before: null, limit: 50, ...options });
const names = async () => (await list()).references.map(({ reference }) => reference.name);
const add = async (name: string, ...content: number[]): Promise<Reference> => {
  const reference = await bench.must('references.addBytes', { name, bytes: pngBytes(...content) });
  await bench.clock.advance(1_000);
  return reference;
};
const withImage = ({ id }: Reference) => ({ ...fox, references: [{ role: 'first-frame' as const, referenceId: id }] });

/** The result id of a video that was made and stored. */
async function storedVideo(): Promise<number> {
  await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(20_000);
  return (await bench.must('library.index', {})).resultIds[0] ?? 0;
}

test('a frame keeps the video and the time it was taken from', async () => {
  const resultId = await storedVideo();
  const frame = await bench.must('references.addFrame', { resultId, atSeconds: 3.2, name: 'frame at 3.20 s', bytes: pngBytes(1, 2) });
  expect(frame).toMatchObject({ kind: 'image', name: 'frame at 3.20 s', source: { resultId, atSeconds: 3.2 } });
  expect((await bench.must('references.records', { ids: [frame.id] })).references).toEqual([frame]);

  // The same picture, dropped later as a file, gets the file's name and is still a frame of that video.
  const dropped = await add('exported.png', 1, 2);
  expect(dropped).toMatchObject({ id: frame.id, name: 'exported.png', source: { resultId, atSeconds: 3.2 } });
});

test('a stored video becomes a reference by its id, and a missing or unknown one is an error', async () => {
  const resultId = await storedVideo();
  expect(await bench.must('references.addResult', { resultId })).toMatchObject({ source: { resultId, atSeconds: null } });
  bench.library.files.clear();
  expect(await bench.call('references.addResult', { resultId })).toEqual(fail({ kind: 'file-missing' }));
  const unknown = fail({ kind: 'unknown-item', what: 'result' });
  expect(await bench.call('references.addResult', { resultId: 999 })).toEqual(unknown);
  const frame = { resultId: 999, atSeconds: 0, name: 'frame', bytes: pngBytes(1) };
  expect(await bench.call('references.addFrame', frame)).toEqual(unknown);
  expect((await bench.call('references.addFrame', { ...frame, resultId, atSeconds: -1 })).ok).toBe(false);
});

test('earlier references are listed by their last use, under the name they had then', async () => {
  const first = await add('first.png', 1);
  await add('second.png', 2);
  expect(await names()).toEqual(['second.png', 'first.png']);
  const readded = await add('renamed.png', 1);
  expect(readded.id).toBe(first.id);
  expect(await names()).toEqual(['renamed.png', 'second.png']);
  await add('', 1);
  expect(await names()).toEqual(['renamed.png', 'second.png']);
  expect((await bench.must('references.list', { kind: 'video', query: '', before: null, limit: 50 })).references).toEqual([]);
});

test('the list is paged, skips missing files and loses nothing', async () => {
  const all = [];
  for (let n = 1; n <= 7; n += 1) all.push(await add(`${n}.png`, n));
  bench.references.storedFiles.delete(all[4]?.sha256 ?? '');
  const seen: string[] = [];
  let before: { lastUsedAtMs: number; id: number } | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ before, limit: 2 });
    expect(page.references.length).toBeLessThanOrEqual(2);
    seen.push(...page.references.map(({ reference }) => reference.name));
    before = page.next;
  } while (before !== null);
  expect(seen).toEqual(['7.png', '6.png', '4.png', '3.png', '2.png', '1.png']);
});

test('a reference has the number of tasks that use it, without discarded ones', async () => {
  const image = await add('fox.png', 1);
  const usageCount = async () => (await list()).references[0]?.taskCount;
  expect(await usageCount()).toBe(0);
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  const ids = await bench.submit(withImage(image), 3);
  expect(await usageCount()).toBe(3);
  await bench.must('tasks.discard', { id: ids[2] ?? 0 });
  expect(await usageCount()).toBe(2);
  // A task that was edited and sent again counts as one task, not two.
  const { request } = await bench.must('tasks.edit', { id: ids[1] ?? 0 });
  await bench.must('tasks.submit', { actionId: newActionId(), request, variations: 1, sendAnyway: false, sourceTaskId: ids[1] ?? null });
  expect(await usageCount()).toBe(2);
});

test('tasks from before the counter existed are counted', () => {
  const raw = new BetterSqlite(':memory:');
  migrate(raw, migrations.slice(0, 1), () => {});
  const run = (sql: string) => raw.exec(sql);
  run(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs) VALUES (1, 'evolink', 'Mine', '', '', 0)`);
  run(`INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, origin, addedAtMs) VALUES
    (5, '${'a'.repeat(64)}', 'image', 'image/png', 'old.png', 1, 'file', 77)`);
  const requestJson = JSON.stringify({ references: [{ role: 'first-frame', referenceId: 5 }] });
  for (const [id, state] of [
    [1, 'draft'],
    [2, 'draft'],
    [3, 'discarded'],
  ] as const) {
    run(`INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals,
      mayBeAccepted, overdue, failedLooks, endedAtMs) VALUES (${id}, 1, '${state}', 0, 0, 0, 'm', '${requestJson}', 0, 0, 0, 0, 0, 0, 0,
      ${state === 'discarded' ? 0 : 'NULL'})`);
  }
  migrate(raw, migrations, () => {});
  const database = createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} });
  const references = createReferenceTable(database);
  expect(references.countUses(5)).toBe(2);
  expect(references.recent('image', null, 9)).toMatchObject([{ id: 5, name: 'old.png', lastUsedAtMs: 77, sourceResultId: null }]);
  database.close();
});
