// Opens a profile of database format 020 that contains everything a studio can store: nothing is lost and everything is readable.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { latestFormat } from '../../../electron/db/migrations/index.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { fail } from '../../../shared/result.ts';
import { text } from '../../../shared/text/index.ts';
import { noResponse } from '../../support/fake-api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { laterSettings, oldDatabase, oldFiles, oldMarkers, oldView } from '../../support/old-profile.ts';
import { afterStart, readView, withoutLaterChanges } from '../../support/old-profile-view.ts';
import { presentTableNames } from '../../support/present-names.ts';
import type { ProfileView } from '../../support/profile-view.ts';
import { type Bench, createWorld, startBench } from '../../support/studio-bench.ts';

/** Half an hour after the profile was closed. */
const openedAtMs = 1_770_123_600_000;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'old-profile-'));
  path = join(folder, 'studio.sqlite');
  copyFileSync(oldDatabase, path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the database is migrated completely, with every row of each table', () => {
  const opened = openDatabase({ path, nowMs: openedAtMs, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  expect(opened.value.movedAsidePath).toBeNull();
  opened.value.database.close();

  const database = new BetterSqlite(path, { readonly: true });
  expect(database.pragma('user_version', { simple: true })).toBe(latestFormat);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  const countOf = (table: string) =>
    database
      .prepare(`SELECT count(*) FROM "${presentTableNames[table] ?? table}"`)
      .pluck()
      .get();
  expect(Object.fromEntries(Object.keys(oldView.rows).map((table) => [table, countOf(table)]))).toEqual(oldView.rows);
  database.close();
});

/** A studio over the profile, with a service and hosts that never respond. */
function openStudio(): Pick<Bench, 'must' | 'api' | 'log'> & { close(): Promise<void> } {
  const world = { ...createWorld(), clock: createFakeClock(openedAtMs) };
  let endWait: () => void = () => undefined;
  const waitEnded = new Promise<void>((resolve) => {
    endWait = resolve;
  });
  const waitForClose = async () => {
    await waitEnded;
    return fail(noResponse);
  };
  Object.assign(world.api, { onPoll: waitForClose, onList: waitForClose, onCredits: waitForClose, getTasks: waitForClose });
  world.library.onDownload = waitForClose;
  for (const [place, libraryId] of Object.entries(oldMarkers())) world.library.markerIds.set(place, libraryId);
  for (const [file, found] of Object.entries(oldFiles())) world.library.files.set(file, found);
  for (const { sha256, type, size, kind, name, width, height } of oldView.references) {
    const unknownMetadata = { durationSeconds: null, framesPerSecond: null, hasAlpha: null, normalize: [] } as const;
    world.references.storedFiles.set(sha256, { ...unknownMetadata, sha256, mimeType: type, bytes: size, kind, name, width, height });
  }
  const { studio, must, api, log } = startBench({ world, databasePath: path });
  const close = (): Promise<void> => {
    endWait();
    return studio.stop({ withinMs: 0 });
  };
  return { must, api, log, close };
}

/** The expected differences of a copied database: waiting tasks are held, because the original may still be in use. */
const asCopiedTask = (oldTask: ProfileView['tasks'][number]): ProfileView['tasks'][number] => {
  const task = afterStart(oldTask);
  if (task.state !== 'waiting') return task;
  return {
    ...task,
    hold: 'restore',
    problem: 'possibly-sent-since-backup',
    history: [...task.history, ['held-after-restore', 'waiting', null]],
  };
};

const { tasks: _, queue: _queue, move: _move, batch: _batch, times: _times, rows: _rows, backups: _backups, ...otherParts } = oldView;

test('every task with its results and its history is unchanged, and so are all other parts of the profile', async () => {
  const bench = openStudio();
  try {
    const expectedTasks = oldView.tasks.map(asCopiedTask);
    const { tasks, backups: _made, ...others } = await readView(bench.must);
    expect(tasks.map((task, at) => withoutLaterChanges(expectedTasks[at] ?? task, task))).toEqual(expectedTasks);
    // The keychain can be opened here, which ends the hold for a locked keychain.
    const accounts = oldView.accounts.map((account) => ({
      ...account,
      holds: account.holds.filter(([why]) => why !== 'keychain-unavailable'),
    }));
    expect(others).toEqual({ ...otherParts, accounts, settings: { ...otherParts.settings, ...laterSettings } });
    expect(bench.api.submitted).toEqual([]);
  } finally {
    await bench.close();
  }
  expect(bench.log.incidents).toEqual([]);
});

test('every event in a history has a text in each language', async () => {
  const eventTypes = new Set(oldView.tasks.flatMap(({ history }) => history.map(([event]) => event)));
  for (const language of ['en', 'zh'] as const) {
    const { eventNames } = text(language);
    expect([...eventTypes].filter((event) => eventNames[event] === undefined)).toEqual([]);
  }
});
