// Kills the process with SIGKILL before every change to the disk and every commit while it deletes, restores, or deletes for good. Each
// video is always at exactly one path, and after the next start its row has that path. What is not in the undo log has not happened.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ResultRow } from '../../../../electron/db/tables/library/result-table.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { seedResult, withTables } from '../../../support/seeded-results.ts';
import { outputOfChild } from './run-child.ts';

const child = programPerFile(join(import.meta.dirname, 'trash-child.ts'));
const names = ['fox', 'owl'];
type Action = 'trash' | 'restore' | 'delete';

interface Report {
  readonly changes: number;
  readonly commits: number;
  readonly incidents: readonly string[];
}

const run = (databasePath: string, action: Action | 'none', killAt = 0, where: 'disk' | 'commit' = 'disk'): Promise<Report | null> =>
  outputOfChild<Report>(child(), [databasePath, action, String(killAt), where]);

/** Creates a library of two videos. For `restore` and `delete` the videos are in the trash. */
function seed(action: Action) {
  const directory = mkdtempSync(join(tmpdir(), 'trash-kills-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const [folder, databasePath] = [join(directory, 'videos'), join(directory, 'studio.sqlite')];
  const isInTrash = action !== 'trash';
  mkdirSync(join(folder, isInTrash ? '.evolink-trash' : ''), { recursive: true });
  withTables(databasePath, (tables) => {
    const folderId = tables.results.folderId(folder);
    for (const name of names) {
      const path = `${isInTrash ? '.evolink-trash/' : ''}${name}.mp4`;
      writeFileSync(join(folder, path), name);
      const stored: Partial<ResultRow> = {
        state: 'stored',
        nextAttemptAtMs: null,
        storedAtMs: 1,
        folderId,
        path,
        bytes: 3,
        modifiedAtMs: 1,
      };
      const trashed: Partial<ResultRow> = isInTrash ? { trash: 'trashed', trashedAtMs: 1, trashedFrom: `${name}.mp4` } : {};
      seedResult(tables, `task-${name}`, 'https://a/b.mp4', { ...stored, ...trashed, sha256: name });
    }
  });
  return { folder, databasePath };
}

/** Returns the path of each video by its content. Fails if a video is at two paths. */
function pathsOnDisk(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((entry) => entry.endsWith('.mp4'))) {
    const name = readFileSync(join(folder, path), 'utf8');
    expect(found[name], `${name} is at two paths`).toBeUndefined();
    found[name] = path;
  }
  return found;
}

/** Returns the path in each row, by the content that the file should have; null for a deleted video. */
const pathsInRows = (databasePath: string): Readonly<Record<string, string | null>> =>
  withTables(databasePath, (tables) => {
    expect(tables.trash.intents()).toEqual([]);
    return Object.fromEntries(
      tables.results.filesAfter(0, 10).map((id) => {
        const row = tables.results.get(id);
        return [row?.sha256 ?? '', row?.path ?? null];
      }),
    );
  });

/** Whether the undo log has an action. */
const isRecorded = (databasePath: string): boolean => withTables(databasePath, (tables) => tables.actions.nextToUndo() !== undefined);

/** The paths of all videos before or after the action, by content. */
function expectedPaths(action: 'trash' | 'restore', isDone: boolean): Readonly<Record<string, string>> {
  const prefix = (action === 'trash') === isDone ? '.evolink-trash/' : '';
  return Object.fromEntries(names.map((name) => [name, `${prefix}${name}.mp4`]));
}

it.each(['trash', 'restore', 'delete'] as const)('a kill at any moment of %s loses no video', { timeout: 240_000 }, async (action) => {
  const undisturbed = await run(seed(action).databasePath, action);
  if (undisturbed === null) throw new Error('it did not end');
  expect([undisturbed.incidents, undisturbed.changes >= names.length, undisturbed.commits >= 2]).toEqual([[], true, true]);
  const moments = [
    ...Array.from({ length: undisturbed.changes }, (_, at) => [at + 1, 'disk'] as const),
    ...Array.from({ length: undisturbed.commits }, (_, at) => [at + 1, 'commit'] as const),
  ];
  const checkKill = async ([killAt, where]: readonly [number, 'disk' | 'commit']) => {
    const { folder, databasePath } = seed(action);
    expect(await run(databasePath, action, killAt, where), `${where} ${killAt}`).toBeNull();
    const started = await run(databasePath, 'none');
    expect([where, killAt, started?.incidents]).toEqual([where, killAt, []]);
    expect([where, killAt, pathsOnDisk(folder)]).toEqual([where, killAt, pathsInRows(databasePath)]);
    // An action that the undo log does not have was taken back. A deletion for good is never in the log, and was completed.
    if (action !== 'delete')
      expect([where, killAt, pathsOnDisk(folder)]).toEqual([where, killAt, expectedPaths(action, isRecorded(databasePath))]);
    await run(databasePath, action);
    const expected = action === 'delete' ? {} : expectedPaths(action, true);
    expect([where, killAt, pathsOnDisk(folder)]).toEqual([where, killAt, expected]);
    expect(pathsInRows(databasePath)).toEqual(expected);
  };
  const queue = [...moments];
  const worker = async () => {
    for (let moment = queue.shift(); moment !== undefined; moment = queue.shift()) await checkKill(moment);
  };
  await Promise.all([worker(), worker()]);
});
