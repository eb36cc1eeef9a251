// Tasks of an earlier version get their take keys in the background, also across restarts.
import { expect, test } from 'vitest';
import { assignKeysToSlice } from '../../../../electron/core/takes/assign-take-keys.ts';
import { newProfile, newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables, type Tables } from '../../../../electron/db/tables/tables.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { withTables } from '../../../support/seeded-results.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

const folder = folderPerTest('take-keys-');

/** Adds tasks as an earlier version did, without keys: every other one has the same request. Returns their ids. */
function addEarlierTasks(tables: Tables, count: number): number[] {
  const profileId = tables.profiles.insert(
    newProfile({ kind: 'evolink', name: 'Mine', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1),
  );
  return Array.from({ length: count }, (_, index) => {
    const request = index % 2 === 0 ? fox : { ...fox, prompt: `prompt ${index}` };
    return tables.tasks.insert({
      ...newTask({ profileId, simulated: false, request, sourceTaskId: null }, 1),
      state: 'discarded',
      endedAtMs: 2,
    });
  });
}

const keysOf = (tables: Tables, ids: readonly number[]): readonly (string | undefined)[] => ids.map((id) => tables.stacks.keyOf(id));

test('each slice continues where the last one ended, and equal requests get equal keys', () => {
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error();
  const tables = createTables(opened.value.database);
  const ids = addEarlierTasks(tables, 100);
  const first = assignKeysToSlice(tables, 101);
  expect(keysOf(tables, ids).filter((key) => key !== undefined)).toHaveLength(40);
  expect(tables.settings.get('take-keys')).toEqual({ version: 1, below: first });
  expect(assignKeysToSlice(tables, assignKeysToSlice(tables, first))).toBe(0);
  const keys = keysOf(tables, ids);
  expect(keys).not.toContain(undefined);
  expect(new Set(keys.filter((_, index) => index % 2 === 0)).size).toBe(1);
  expect(new Set(keys).size).toBe(51);
  opened.value.database.close();
});

test('a task whose row does not parse gets no key, and does not stop the others', () => {
  const path = folder('studio.sqlite');
  const opened = openDatabase({ path, nowMs: 0, onSlowStatement: () => {}, onInvalidRow: () => {} });
  if (!opened.ok) throw new Error();
  const { database } = opened.value;
  const tables = createTables(database);
  const ids = addEarlierTasks(tables, 3);
  database.prepare('damage', "UPDATE task SET request = '{}' WHERE id = 2").run({});
  expect(assignKeysToSlice(tables, 4)).toBe(0);
  expect(keysOf(tables, ids).map((key) => key !== undefined)).toEqual([true, false, true]);
  database.close();
});

test('a studio that is stopped before the end continues at the next start, until every task has a key', async () => {
  const databasePath = folder('studio.sqlite');
  const ids = withTables(databasePath, (tables) => addEarlierTasks(tables, 100));
  const countKeys = (): number => withTables(databasePath, (tables) => keysOf(tables, ids).filter((key) => key !== undefined).length);
  const first = startBench({ databasePath });
  await first.clock.advance(8_000);
  await first.studio.stop({ withinMs: 0 });
  expect(countKeys()).toBe(40);
  const second = startBench({ databasePath });
  await second.clock.advance(10_000);
  await second.studio.stop({ withinMs: 0 });
  expect(countKeys()).toBe(100);
  expect(withTables(databasePath, (tables) => tables.settings.get('take-keys'))).toEqual({ version: 1, below: 0 });
});
