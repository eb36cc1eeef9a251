// Backups of the database: written in the background, complete or not at all, kept while they may be needed; and restores that a crash may interrupt.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type BackupFile,
  type BackupReason,
  backupFolder,
  freeBackupName,
  listBackups,
  prunableBackups,
  readBackupName,
} from '../../../electron/db/backup/backup-files.ts';
import { prepareRestore, restoredSetting, swapDatabase } from '../../../electron/db/backup/restore-backup.ts';
import { InsufficientSpaceError, locationSetting, readContent, writeBackup } from '../../../electron/db/backup/write-backup.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { createTables } from '../../../electron/db/tables/tables.ts';

const nowMs = Date.UTC(2026, 2, 1, 12, 30, 5);
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-backup-'));
  path = join(folder, 'studio.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

function open() {
  const opened = openDatabase({ path, nowMs, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  return { database, tables: createTables(database) };
}
/** Writes settings of twenty kilobytes each. */
const fill = (tables: ReturnType<typeof open>['tables'], rows: number): void =>
  tables.transaction(() => {
    for (let n = 0; n < rows; n += 1) tables.settings.set(`filler.${n}`, 'x'.repeat(20_000));
  });
const prepare = (name = '', latestFormat = 9_000) => prepareRestore({ databasePath: path, name, nowMs, latestFormat, replacedIds: [] });
const neverAborted = new AbortController().signal;
const copies = () => readdirSync(backupFolder(path));
const backUp = (database: ReturnType<typeof open>['database'], reason: BackupReason = 'daily', signal = neverAborted) =>
  writeBackup({ database, folder: backupFolder(path), reason, nowMs, signal });

test('a backup contains what was written while it was copied, is one file, and describes its contents', async () => {
  const { database, tables } = open();
  fill(tables, 300);
  const backup = backUp(database);
  setImmediate(() => tables.settings.set('late', 'in the copy'));
  await backup;
  expect(copies()).toEqual(['studio-20260301T123005Z-daily.sqlite']);
  const copy = join(backupFolder(path), copies()[0] ?? '');
  expect(readContent(copy, true)).toMatchObject({ taskCount: 0, videoCount: 0 });
  const raw = new BetterSqlite(copy, { readonly: true });
  expect(raw.prepare("SELECT value FROM setting WHERE name = 'late'").pluck().get()).toBe('"in the copy"');
  expect(raw.pragma('journal_mode', { simple: true })).toBe('delete');
  raw.close();
  expect(copies()).toHaveLength(1);
  database.close();
});

test('a cancelled backup leaves no file, and the database stays usable', async () => {
  const { database, tables } = open();
  fill(tables, 300);
  const cancellation = new AbortController();
  setImmediate(() => cancellation.abort());
  await expect(backUp(database, 'daily', cancellation.signal)).rejects.toThrow();
  expect(copies()).toEqual([]);
  tables.settings.set('after', 1);
  expect(tables.settings.get('after')).toBe(1);
  database.close();
});

test('a backup of 60 MB yields to other work after every hundred pages', async () => {
  const { database, tables } = open();
  fill(tables, 3_000);
  let turns = 0;
  let isCopied = false;
  const counting = (async () => {
    for (; !isCopied; turns += 1) await turn();
  })();
  await database.copyTo(join(folder, 'copy'), new AbortController().signal);
  isCopied = true;
  await counting;
  const pages = database.bytes() / 4_096;
  expect(pages).toBeGreaterThan(10_000);
  expect(turns).toBeGreaterThanOrEqual(Math.floor(pages / 100));
  database.close();
});

test('backup names contain time and reason and never collide, and no other file counts as a backup', () => {
  const name = freeBackupName(folder, 'replaced', nowMs);
  expect(readBackupName(name)).toEqual({ madeAtMs: nowMs, reason: 'replaced' });
  writeFileSync(join(folder, name), '');
  expect(readBackupName(freeBackupName(folder, 'replaced', nowMs))).toEqual({ madeAtMs: nowMs, reason: 'replaced' });
  expect(freeBackupName(folder, 'replaced', nowMs)).not.toBe(name);
  for (const otherName of ['../studio.sqlite', 'studio.sqlite', `${name}.part`, 'studio-20260301T123005Z-daily.sqlite/../x']) {
    expect(readBackupName(otherName)).toBeNull();
  }
  writeFileSync(join(folder, 'copy.part'), '');
  expect(listBackups(folder).map((file) => file.name)).toEqual([name]);
  expect(listBackups(join(folder, 'nowhere'))).toEqual([]);
});

test('pruning keeps seven daily backups, all replaced databases, and the largest backup regardless of its age', () => {
  const file = (day: number, reason: BackupReason, bytes = 100): BackupFile => {
    const madeAtMs = nowMs - day * 86_400_000;
    return { name: `${day} ${reason}`, madeAtMs, reason, bytes, writtenAtMs: madeAtMs };
  };
  const days = Array.from({ length: 12 }, (_, day) => file(day, 'daily', day === 11 ? 5_000 : 100));
  const replaced = Array.from({ length: 9 }, (_, day) => file(day, 'replaced'));
  expect(prunableBackups([...days, ...replaced]).map(({ name }) => name)).toEqual(['7 daily', '8 daily', '9 daily', '10 daily']);
});

test('a restored backup replaces the database, which is set aside complete and can be restored', async () => {
  const first = open();
  first.tables.settings.set('a', 'before');
  await backUp(first.database);
  first.tables.settings.set('a', 'after');
  first.database.close();
  expect(prepare(copies()[0])).toEqual({ kind: 'ready' });
  swapDatabase(path, nowMs);
  const second = open();
  expect(second.tables.settings.get('a')).toBe('before');
  expect(second.tables.settings.get(restoredSetting)).toEqual({ madeAtMs: nowMs, restoredAtMs: nowMs, replacedIds: [] });
  second.database.close();
  const replacedName = copies().find((name) => name.includes('replaced')) ?? '';
  expect(prepare(replacedName)).toEqual({ kind: 'ready' });
  swapDatabase(path, nowMs);
  const third = open();
  expect(third.tables.settings.get('a')).toBe('after');
  third.database.close();
});

test('a restore interrupted before the database was set aside has no effect', async () => {
  const first = open();
  await backUp(first.database);
  first.tables.settings.set('a', 'present');
  first.database.close();
  expect(prepare(copies()[0])).toEqual({ kind: 'ready' });
  const reopened = open();
  expect(reopened.tables.settings.get('a')).toBe('present');
  reopened.database.close();
  expect(readdirSync(folder).sort()).toEqual(['backups', 'studio.sqlite']);
});

test('a restore interrupted after the database was set aside is finished by the next start', async () => {
  const first = open();
  first.tables.settings.set('a', 'backup');
  await backUp(first.database);
  first.tables.settings.set('a', 'present');
  first.tables.settings.set(locationSetting, 'here');
  first.database.close();
  expect(prepare(copies()[0])).toEqual({ kind: 'ready' });
  const replacedName = join(backupFolder(path), freeBackupName(backupFolder(path), 'replaced', nowMs));
  renameSync(path, replacedName);
  const reopened = open();
  expect(reopened.tables.settings.get('a')).toBe('backup');
  reopened.database.close();
  // The identity of the database that was set aside no longer contains its path.
  const raw = new BetterSqlite(replacedName, { readonly: true });
  expect(raw.prepare('SELECT 1 FROM setting WHERE name = ?').get(locationSetting)).toBeUndefined();
  raw.close();
});

test('a damaged backup is refused before anything is changed', async () => {
  const { database } = open();
  await backUp(database);
  database.close();
  const copy = join(backupFolder(path), copies()[0] ?? '');
  const bytes = readFileSync(copy);
  bytes.fill(0x5a, 4_096, 40_000);
  writeFileSync(copy, bytes);
  const before = readFileSync(path);
  expect(prepare(copies()[0])).toMatchObject({ kind: 'damaged' });
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(existsSync(`${path}.restoring`)).toBe(false);
});

test('a database set aside with its WAL is restored with the contents of the WAL', async () => {
  const first = open();
  first.tables.settings.set('a', 'in the log');
  const replacedName = freeBackupName(backupFolder(path), 'replaced', nowMs);
  mkdirSync(backupFolder(path), { recursive: true });
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, join(backupFolder(path), replacedName + suffix));
  first.tables.settings.set('a', 'later');
  first.database.close();
  expect(prepare(replacedName)).toEqual({ kind: 'ready' });
  swapDatabase(path, nowMs);
  const second = open();
  expect(second.tables.settings.get('a')).toBe('in the log');
  second.database.close();
});

test('a backup of a newer format, or one that cannot be copied, is refused with that reason', async () => {
  const { database } = open();
  await backUp(database);
  database.close();
  expect(prepare(copies()[0], 1)).toEqual({ kind: 'newer' });
  mkdirSync(`${path}.restoring`);
  expect(prepare(copies()[0])).toMatchObject({ kind: 'not-copied' });
  expect(readdirSync(folder).sort()).toEqual(['backups', 'studio.sqlite', 'studio.sqlite.restoring']);
});

test('an unwritable folder fails the backup and leaves no partial file', async () => {
  const { database } = open();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
  await expect(backUp(database)).rejects.toThrow();
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  database.close();
});

test('a backup is written if free space is unknown, but not on a full disk', async () => {
  const { database } = open();
  const write = (statfs: () => Promise<{ blocks: number; bavail: number; bsize: number }>) =>
    writeBackup({ database, folder: backupFolder(path), reason: 'by-hand', nowMs, signal: neverAborted, statfs });
  await expect(write(async () => ({ blocks: 1_000, bavail: 0, bsize: 4_096 }))).rejects.toThrow(InsufficientSpaceError);
  expect(copies()).toEqual([]);
  await write(async () => ({ blocks: 0, bavail: 0, bsize: 4_096 }));
  expect(copies()).toHaveLength(1);
  database.close();
});
