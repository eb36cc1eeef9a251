// Moving a library on one volume and between two, with SIGKILL at every moment of a file's move: at every moment each video is complete where the database says.
import { randomBytes } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import type { MoveFileJob } from '../../../../electron/core/ports.ts';
import { testOwner } from '../../../support/partial-file-owner.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { testClock } from '../test-clock.ts';
import { runChild } from './run-child.ts';
import { open, sha, store } from './stored-on-disk.ts';

const child = programPerFile(join(import.meta.dirname, 'move-child.ts'));
function scratch() {
  const directory = mkdtempSync(join(tmpdir(), 'move-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const [from, to] = [join(directory, 'old'), join(directory, 'new')];
  mkdirSync(from);
  mkdirSync(to);
  return { directory, from, to, databasePath: join(directory, 'studio.sqlite') };
}

type How = 'link' | 'copy' | 'copy-twice';

/** Runs the move in a child process, killed at the n-th change to the disk, never for 0. Returns what it printed, if it reached its end. */
const run = (databasePath: string, to: string, how: How, killAt: number): Promise<string> =>
  runChild(child(), [databasePath, to, how, String(killAt)]);

/** Expects every video to be complete at the path in its row. */
function expectAllThere(databasePath: string, hashes: ReadonlyMap<number, string>): number {
  const { database, tables } = open(databasePath);
  let inNew = 0;
  for (const [id, hash] of hashes) {
    const row = tables.results.get(id);
    const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
    expect(row?.state).toBe('stored');
    expect(sha(readFileSync(join(folder ?? '', row?.path ?? '')))).toBe(hash);
    if (folder?.endsWith('new')) inNew += 1;
  }
  database.close();
  return inNew;
}

const visibleFiles = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));

/** The number of changes to the disk for one file, and a few more: kills at each of them meet every moment of a file's move. */
const changesOfOneFile: Readonly<Record<How, number>> = { link: 6, copy: 11, 'copy-twice': 18 };

it.each(['copy', 'copy-twice', 'link'] as const)(
  'a move by %s loses no video and leaves no second copy, whenever it is killed',
  { timeout: 120_000 },
  async (how) => {
    const { from, to, databasePath } = scratch();
    const hashes = store(databasePath, from, 16, 100_000);
    for (let killAt = 1; killAt <= changesOfOneFile[how]; killAt += 1) {
      expect([killAt, await run(databasePath, to, how, killAt)]).toEqual([killAt, '']);
      expectAllThere(databasePath, hashes);
    }
    const output = await run(databasePath, to, how, 0);
    expect(JSON.parse(output)).toMatchObject({ status: { state: 'done', filesLeft: 0, failed: 0, error: null }, incidents: [] });
    expect(expectAllThere(databasePath, hashes)).toBe(16);
    expect(visibleFiles(from)).toEqual([]);
    expect(visibleFiles(to).sort()).toEqual(Array.from({ length: 16 }, (_, n) => `fox ${n}.mp4`).sort());
    expect(readdirSync(to).filter((name) => name.startsWith('.') && name !== '.incoming')).toEqual([]);
    if (how !== 'link') expect(readdirSync(join(to, '.incoming'))).toEqual([]);
  },
);

const libraryOf = (mayLink: boolean) => createVideoLibrary({ http: createNodeHttpClient(), clock: testClock(), mayLink });

function placing(from: string, to: string, bytes: Buffer, more: Partial<MoveFileJob> = {}): MoveFileJob {
  const job = {
    owner: testOwner,
    resultId: 7,
    from: { folder: from, path: 'fox.mp4' },
    toFolder: to,
    subfolder: '',
    bytes: bytes.length,
    sha256: sha(bytes),
  };
  return { ...job, plannedPath: null, onPathPlanned: () => undefined, onProgress: () => undefined, ...more };
}

it.each([true, false])(
  'a move adds a number if the name is taken, and changes neither the old file nor the existing one (one volume: %s)',
  async (mayLink) => {
    const { from, to } = scratch();
    const bytes = randomBytes(10_000);
    writeFileSync(join(from, 'fox.mp4'), bytes);
    writeFileSync(join(to, 'fox.mp4'), 'somebody else’s');
    const announced: string[] = [];
    const placed = await libraryOf(mayLink).copyOrLink(
      placing(from, to, bytes, { onPathPlanned: (path) => announced.push(path) }),
      new AbortController().signal,
    );
    expect(placed).toMatchObject({ ok: true, value: { path: 'fox (2).mp4' } });
    expect(announced).toEqual(['fox (2).mp4']);
    expect(readFileSync(join(to, 'fox (2).mp4')).equals(bytes)).toBe(true);
    expect(readFileSync(join(to, 'fox.mp4'), 'utf8')).toBe('somebody else’s');
    expect(readFileSync(join(from, 'fox.mp4')).equals(bytes)).toBe(true);
  },
);

it.each([true, false])('a file of the trash goes to the trash of the new folder, also when repeated (one volume: %s)', async (mayLink) => {
  const { from, to } = scratch();
  const bytes = randomBytes(10_000);
  mkdirSync(join(from, '.evolink-trash'));
  writeFileSync(join(from, '.evolink-trash/fox.mp4'), bytes);
  const [signal, trashed] = [new AbortController().signal, '.evolink-trash/fox.mp4'];
  const job = placing(from, to, bytes, { from: { folder: from, path: trashed }, subfolder: '.evolink-trash' });
  expect(await libraryOf(mayLink).copyOrLink(job, signal)).toMatchObject({ ok: true, value: { path: trashed } });
  const again = await libraryOf(mayLink).copyOrLink({ ...job, plannedPath: trashed }, signal);
  expect(again).toMatchObject({ ok: true, value: { path: trashed } });
  expect(visibleFiles(to)).toEqual([]);
  expect(readFileSync(join(to, trashed)).equals(bytes)).toBe(true);
  expect(readdirSync(join(to, '.evolink-trash'))).toEqual(['fox.mp4']);
});

it('a file is not moved if its content is not what was stored', async () => {
  const { from, to } = scratch();
  const bytes = randomBytes(10_000);
  writeFileSync(join(from, 'fox.mp4'), randomBytes(10_000));
  const placed = await libraryOf(false).copyOrLink(placing(from, to, bytes), new AbortController().signal);
  expect(placed).toEqual({ ok: false, error: { kind: 'file-changed' } });
  expect(visibleFiles(to)).toEqual([]);
  expect(readdirSync(join(to, '.incoming'))).toEqual([]);
});

it('a move reports that the new folder is gone, and keeps the file', async () => {
  const { from, to } = scratch();
  const bytes = randomBytes(10_000);
  writeFileSync(join(from, 'fox.mp4'), bytes);
  rmSync(to, { recursive: true });
  for (const mayLink of [true, false]) {
    const placed = await libraryOf(mayLink).copyOrLink(placing(from, to, bytes), new AbortController().signal);
    expect(placed).toMatchObject({ ok: false, error: { kind: 'library-missing', folder: to } });
  }
  expect(readFileSync(join(from, 'fox.mp4')).equals(bytes)).toBe(true);
});

describe('the source of a move', () => {
  const library = libraryOf(true);
  const is = (content: string) => ({ bytes: content.length, sha256: sha(Buffer.from(content)) });
  const places = ({ from, to }: { readonly from: string; readonly to: string }) =>
    [
      { folder: from, path: 'fox.mp4' },
      { folder: to, path: 'fox.mp4' },
    ] as const;

  it('is removed if the target has the same content, as a copy or a hard link', async () => {
    for (const place of [copyFileSync, linkSync]) {
      const folders = scratch();
      writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
      place(join(folders.from, 'fox.mp4'), join(folders.to, 'fox.mp4'));
      expect(await library.removeSource(...places(folders), is('fox'))).toEqual({ ok: true, value: null });
      expect([visibleFiles(folders.from), readFileSync(join(folders.to, 'fox.mp4'), 'utf8')]).toEqual([[], 'fox']);
    }
  });

  it('stays if it is the only copy', async () => {
    const folders = scratch();
    writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
    const [old, now] = places(folders);
    expect(await library.removeSource(old, now, is('fox'))).toEqual({ ok: false, error: { kind: 'file-missing' } });
    const sameFolder = { folder: join(folders.to, '..', 'old'), path: 'fox.mp4' };
    expect(await library.removeSource(old, sameFolder, is('fox'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('fox');
  });

  it.each([
    ['of another size', 'a fox', { bytes: 3, sha256: null }],
    ['with other content', 'cow', { bytes: 3, sha256: sha(Buffer.from('fox')) }],
  ])('stays if the target is a file %s', async (_, other, expected) => {
    const folders = scratch();
    writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
    writeFileSync(join(folders.to, 'fox.mp4'), other);
    expect(await library.removeSource(...places(folders), expected)).toEqual({ ok: false, error: { kind: 'file-changed' } });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('fox');
  });

  it('stays if somebody has put another file there', async () => {
    const folders = scratch();
    writeFileSync(join(folders.from, 'fox.mp4'), 'mine');
    writeFileSync(join(folders.to, 'fox.mp4'), 'fox');
    expect(await library.removeSource(...places(folders), is('fox'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('mine');
  });
});

it.each(['copy', 'link'] as const)(
  'a move by %s finds the target of an earlier attempt, even if the source is gone already',
  async (how) => {
    const { from, to } = scratch();
    const bytes = randomBytes(10_000);
    writeFileSync(join(to, 'fox (3).mp4'), bytes);
    const library = libraryOf(how === 'link');
    const again = placing(from, to, bytes, { plannedPath: 'fox (3).mp4' });
    expect(await library.copyOrLink(again, new AbortController().signal)).toMatchObject({ ok: true, value: { path: 'fox (3).mp4' } });
    writeFileSync(join(to, 'fox (3).mp4'), randomBytes(10_000));
    expect(await library.copyOrLink(again, new AbortController().signal)).toEqual({ ok: false, error: { kind: 'file-missing' } });
  },
);
