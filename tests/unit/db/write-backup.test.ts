// Copies of the database: made without being felt, whole or not there, kept as long as they may be needed; and a restore that a crash may cut.
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
  prunable,
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
  const opened = openDatabase({ path, nowMs, slow: () => {} });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  return { database, tables: createTables(database) };
}
/** Twenty kilobytes each. */
const fill = (tables: ReturnType<typeof open>['tables'], rows: number): void =>
  tables.transaction(() => {
    for (let n = 0; n < rows; n += 1) tables.settings.set(`filler.${n}`, 'x'.repeat(20_000));
  });
const prepare = (name = '', latestFormat = 9_000) => prepareRestore({ databasePath: path, name, nowMs, latestFormat, replacedIds: [] });
const never = new AbortController().signal;
const copies = () => readdirSync(backupFolder(path));
const backUp = (database: ReturnType<typeof open>['database'], reason: BackupReason = 'daily', signal = never) =>
  writeBackup({ database, folder: backupFolder(path), reason, nowMs, signal });

test('a copy holds what was written also while it was being made, is one file, and says what is in it', async () => {
  const { database, tables } = open();
  fill(tables, 300);
  const copying = backUp(database);
  setImmediate(() => tables.settings.set('late', 'in the copy'));
  await copying;
  expect(copies()).toEqual(['studio-20260301T123005Z-daily.sqlite']);
  const copy = join(backupFolder(path), copies()[0] ?? '');
  expect(readContent(copy, true)).toMatchObject({ tasks: 0, videos: 0 });
  const raw = new BetterSqlite(copy, { readonly: true });
  expect(raw.prepare("SELECT value FROM setting WHERE name = 'late'").pluck().get()).toBe('"in the copy"');
  expect(raw.pragma('journal_mode', { simple: true })).toBe('delete');
  raw.close();
  expect(copies()).toHaveLength(1);
  database.close();
});

test('a copy that is called off leaves nothing behind, and the database goes on', async () => {
  const { database, tables } = open();
  fill(tables, 300);
  const calledOff = new AbortController();
  setImmediate(() => calledOff.abort());
  await expect(backUp(database, 'daily', calledOff.signal)).rejects.toThrow();
  expect(copies()).toEqual([]);
  tables.settings.set('after', 1);
  expect(tables.settings.get('after')).toBe(1);
  database.close();
});

test('copying 60 MB leaves everybody else their turn after every hundred pages', async () => {
  const { database, tables } = open();
  fill(tables, 3_000);
  let turns = 0;
  let isCopied = false;
  const taken = (async () => {
    for (; !isCopied; turns += 1) await turn();
  })();
  await database.copyTo(join(folder, 'copy'), new AbortController().signal);
  isCopied = true;
  await taken;
  const pages = database.bytes() / 4_096;
  expect(pages).toBeGreaterThan(10_000);
  expect(turns).toBeGreaterThanOrEqual(Math.floor(pages / 100));
  database.close();
});

test('names tell moment and reason, never collide, and nothing else is taken for a copy', () => {
  const name = freeBackupName(folder, 'replaced', nowMs);
  expect(readBackupName(name)).toEqual({ madeAtMs: nowMs, reason: 'replaced' });
  writeFileSync(join(folder, name), '');
  expect(readBackupName(freeBackupName(folder, 'replaced', nowMs))).toEqual({ madeAtMs: nowMs, reason: 'replaced' });
  expect(freeBackupName(folder, 'replaced', nowMs)).not.toBe(name);
  for (const odd of ['../studio.sqlite', 'studio.sqlite', `${name}.part`, 'studio-20260301T123005Z-daily.sqlite/../x']) {
    expect(readBackupName(odd)).toBeNull();
  }
  writeFileSync(join(folder, 'copy.part'), '');
  expect(listBackups(folder).map((file) => file.name)).toEqual([name]);
  expect(listBackups(join(folder, 'nowhere'))).toEqual([]);
});

test('seven daily copies stay, what was set aside stays, and so does the fullest one however old', () => {
  const file = (day: number, reason: BackupReason, bytes = 100): BackupFile => {
    const madeAtMs = nowMs - day * 86_400_000;
    return { name: `${day} ${reason}`, madeAtMs, reason, bytes, writtenAtMs: madeAtMs };
  };
  const days = Array.from({ length: 12 }, (_, day) => file(day, 'daily', day === 11 ? 5_000 : 100));
  const replaced = Array.from({ length: 9 }, (_, day) => file(day, 'replaced'));
  expect(prunable([...days, ...replaced]).map(({ name }) => name)).toEqual(['7 daily', '8 daily', '9 daily', '10 daily']);
});

test('a backup takes the place of the database, which is set aside whole and can come back', async () => {
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
  const aside = copies().find((name) => name.includes('replaced')) ?? '';
  expect(prepare(aside)).toEqual({ kind: 'ready' });
  swapDatabase(path, nowMs);
  const third = open();
  expect(third.tables.settings.get('a')).toBe('after');
  third.database.close();
});

test('a restore that was cut before the database was set aside has not happened', async () => {
  const first = open();
  await backUp(first.database);
  first.tables.settings.set('a', 'present');
  first.database.close();
  expect(prepare(copies()[0])).toEqual({ kind: 'ready' });
  const again = open();
  expect(again.tables.settings.get('a')).toBe('present');
  again.database.close();
  expect(readdirSync(folder).sort()).toEqual(['backups', 'studio.sqlite']);
});

test('a restore that was cut after the database was set aside is finished by the next start', async () => {
  const first = open();
  first.tables.settings.set('a', 'backup');
  await backUp(first.database);
  first.tables.settings.set('a', 'present');
  first.tables.settings.set(locationSetting, 'here');
  first.database.close();
  expect(prepare(copies()[0])).toEqual({ kind: 'ready' });
  const aside = join(backupFolder(path), freeBackupName(backupFolder(path), 'replaced', nowMs));
  renameSync(path, aside);
  const again = open();
  expect(again.tables.settings.get('a')).toBe('backup');
  again.database.close();
  // It may have been sent from since: where it lay is no longer in it.
  const raw = new BetterSqlite(aside, { readonly: true });
  expect(raw.prepare('SELECT 1 FROM setting WHERE name = ?').get(locationSetting)).toBeUndefined();
  raw.close();
});

test('a damaged copy is refused before anything is touched', async () => {
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

test('a copy that was set aside with its log beside it is restored with what stands in the log', async () => {
  const first = open();
  first.tables.settings.set('a', 'in the log');
  const aside = freeBackupName(backupFolder(path), 'replaced', nowMs);
  mkdirSync(backupFolder(path), { recursive: true });
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, join(backupFolder(path), aside + suffix));
  first.tables.settings.set('a', 'later');
  first.database.close();
  expect(prepare(aside)).toEqual({ kind: 'ready' });
  swapDatabase(path, nowMs);
  const second = open();
  expect(second.tables.settings.get('a')).toBe('in the log');
  second.database.close();
});

test('a copy of a newer format, or one that the disk does not take, is refused for what it is', async () => {
  const { database } = open();
  await backUp(database);
  database.close();
  expect(prepare(copies()[0], 1)).toEqual({ kind: 'newer' });
  mkdirSync(`${path}.restoring`);
  expect(prepare(copies()[0])).toMatchObject({ kind: 'not-copied' });
  expect(readdirSync(folder).sort()).toEqual(['backups', 'studio.sqlite', 'studio.sqlite.restoring']);
});

test('an unwritable folder fails and throws away what was begun', async () => {
  const { database } = open();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
  await expect(backUp(database)).rejects.toThrow();
  database.close();
});

test('a copy is made where the file system does not say how much is free, and not on one that is full', async () => {
  const { database } = open();
  const write = (statfs: () => Promise<{ blocks: number; bavail: number; bsize: number }>) =>
    writeBackup({ database, folder: backupFolder(path), reason: 'by-hand', nowMs, signal: never, statfs });
  await expect(write(async () => ({ blocks: 1_000, bavail: 0, bsize: 4_096 }))).rejects.toThrow(InsufficientSpaceError);
  expect(copies()).toEqual([]);
  await write(async () => ({ blocks: 0, bavail: 0, bsize: 4_096 }));
  expect(copies()).toHaveLength(1);
  database.close();
});
