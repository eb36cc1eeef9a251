// Moves a library on one volume and between two volumes, and kills the process with SIGKILL at every moment of a file's move. Each video is
// always complete at the path in the database.
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
import { scaledClock } from '../../../support/scaled-clock.ts';
import { runChild } from './run-child.ts';
import { openTables, seedStoredVideos, sha256Of } from './stored-videos.ts';

const child = programPerFile(join(import.meta.dirname, 'move-child.ts'));
function createFolders() {
  const directory = mkdtempSync(join(tmpdir(), 'move-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const [from, to] = [join(directory, 'old'), join(directory, 'new')];
  mkdirSync(from);
  mkdirSync(to);
  return { directory, from, to, databasePath: join(directory, 'studio.sqlite') };
}

type MoveMethod = 'link' | 'copy' | 'copy-twice';

/**
 * Moves in a child process that kills itself before change number `killAt` to the disk; 0 means never. Returns its output, empty if it was
 * killed.
 */
const run = (databasePath: string, to: string, method: MoveMethod, killAt: number): Promise<string> =>
  runChild(child(), [databasePath, to, method, String(killAt)]);

/** Expects every video to be complete at the path in its row. Returns the number of videos in the new folder. */
function expectAllComplete(databasePath: string, hashes: ReadonlyMap<number, string>): number {
  const { database, tables } = openTables(databasePath);
  let inNewFolder = 0;
  for (const [id, hash] of hashes) {
    const row = tables.results.get(id);
    const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
    expect(row?.state).toBe('stored');
    expect(sha256Of(readFileSync(join(folder ?? '', row?.path ?? '')))).toBe(hash);
    if (folder?.endsWith('new')) inNewFolder += 1;
  }
  database.close();
  return inNewFolder;
}

const visibleFiles = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));

/** The number of changes to the disk for one file, and a few more, so that the kills cover every moment of a file's move. */
const changesOfOneFile: Readonly<Record<MoveMethod, number>> = { link: 6, copy: 11, 'copy-twice': 18 };

it.each(['copy', 'copy-twice', 'link'] as const)(
  'a move by %s loses no video and leaves no second copy, whenever it is killed',
  { timeout: 120_000 },
  async (method) => {
    const { from, to, databasePath } = createFolders();
    const hashes = seedStoredVideos(databasePath, from, 16, 100_000);
    for (let killAt = 1; killAt <= changesOfOneFile[method]; killAt += 1) {
      expect([killAt, await run(databasePath, to, method, killAt)]).toEqual([killAt, '']);
      expectAllComplete(databasePath, hashes);
    }
    const output = await run(databasePath, to, method, 0);
    expect(JSON.parse(output)).toMatchObject({ status: { state: 'done', remainingFileCount: 0, failed: 0, error: null }, incidents: [] });
    expect(expectAllComplete(databasePath, hashes)).toBe(16);
    expect(visibleFiles(from)).toEqual([]);
    expect(visibleFiles(to).sort()).toEqual(Array.from({ length: 16 }, (_, n) => `fox ${n}.mp4`).sort());
    expect(readdirSync(to).filter((name) => name.startsWith('.') && name !== '.incoming')).toEqual([]);
    if (method !== 'link') expect(readdirSync(join(to, '.incoming'))).toEqual([]);
  },
);

const libraryOf = (mayLink: boolean) => createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock(), mayLink });

function moveJob(from: string, to: string, bytes: Buffer, overrides: Partial<MoveFileJob> = {}): MoveFileJob {
  const job = {
    owner: testOwner,
    resultId: 7,
    from: { folder: from, path: 'fox.mp4' },
    toFolder: to,
    subfolder: '',
    bytes: bytes.length,
    sha256: sha256Of(bytes),
  };
  return { ...job, plannedPath: null, onPathPlanned: () => undefined, onProgress: () => undefined, ...overrides };
}

it.each([true, false])(
  'a move adds a number if the name is taken, and changes neither the old file nor the existing one (one volume: %s)',
  async (mayLink) => {
    const { from, to } = createFolders();
    const bytes = randomBytes(10_000);
    writeFileSync(join(from, 'fox.mp4'), bytes);
    writeFileSync(join(to, 'fox.mp4'), 'somebody else’s');
    const plannedPaths: string[] = [];
    const placed = await libraryOf(mayLink).copyOrLink(
      moveJob(from, to, bytes, { onPathPlanned: (path) => plannedPaths.push(path) }),
      new AbortController().signal,
    );
    expect(placed).toMatchObject({ ok: true, value: { path: 'fox (2).mp4' } });
    expect(plannedPaths).toEqual(['fox (2).mp4']);
    expect(readFileSync(join(to, 'fox (2).mp4')).equals(bytes)).toBe(true);
    expect(readFileSync(join(to, 'fox.mp4'), 'utf8')).toBe('somebody else’s');
    expect(readFileSync(join(from, 'fox.mp4')).equals(bytes)).toBe(true);
  },
);

it.each([true, false])(
  'a file in the trash moves to the trash of the new folder, even if the move is repeated (one volume: %s)',
  async (mayLink) => {
    const { from, to } = createFolders();
    const bytes = randomBytes(10_000);
    mkdirSync(join(from, '.evolink-trash'));
    writeFileSync(join(from, '.evolink-trash/fox.mp4'), bytes);
    const [signal, trashedPath] = [new AbortController().signal, '.evolink-trash/fox.mp4'];
    const job = moveJob(from, to, bytes, { from: { folder: from, path: trashedPath }, subfolder: '.evolink-trash' });
    expect(await libraryOf(mayLink).copyOrLink(job, signal)).toMatchObject({ ok: true, value: { path: trashedPath } });
    const secondJob = await libraryOf(mayLink).copyOrLink({ ...job, plannedPath: trashedPath }, signal);
    expect(secondJob).toMatchObject({ ok: true, value: { path: trashedPath } });
    expect(visibleFiles(to)).toEqual([]);
    expect(readFileSync(join(to, trashedPath)).equals(bytes)).toBe(true);
    expect(readdirSync(join(to, '.evolink-trash'))).toEqual(['fox.mp4']);
  },
);

it('a file is not moved if its content has changed since it was stored', async () => {
  const { from, to } = createFolders();
  const bytes = randomBytes(10_000);
  writeFileSync(join(from, 'fox.mp4'), randomBytes(10_000));
  const placed = await libraryOf(false).copyOrLink(moveJob(from, to, bytes), new AbortController().signal);
  expect(placed).toEqual({ ok: false, error: { kind: 'file-changed' } });
  expect(visibleFiles(to)).toEqual([]);
  expect(readdirSync(join(to, '.incoming'))).toEqual([]);
});

it('a move reports that the new folder is missing, and keeps the file', async () => {
  const { from, to } = createFolders();
  const bytes = randomBytes(10_000);
  writeFileSync(join(from, 'fox.mp4'), bytes);
  rmSync(to, { recursive: true });
  for (const mayLink of [true, false]) {
    const placed = await libraryOf(mayLink).copyOrLink(moveJob(from, to, bytes), new AbortController().signal);
    expect(placed).toMatchObject({ ok: false, error: { kind: 'library-missing', folder: to } });
  }
  expect(readFileSync(join(from, 'fox.mp4')).equals(bytes)).toBe(true);
});

describe('the source of a move', () => {
  const library = libraryOf(true);
  const contentOf = (content: string) => ({ bytes: content.length, sha256: sha256Of(Buffer.from(content)) });
  const sourceAndTarget = ({ from, to }: { readonly from: string; readonly to: string }) =>
    [
      { folder: from, path: 'fox.mp4' },
      { folder: to, path: 'fox.mp4' },
    ] as const;

  it('is removed if the target has the same content, as a copy or a hard link', async () => {
    for (const duplicate of [copyFileSync, linkSync]) {
      const folders = createFolders();
      writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
      duplicate(join(folders.from, 'fox.mp4'), join(folders.to, 'fox.mp4'));
      expect(await library.removeSource(...sourceAndTarget(folders), contentOf('fox'))).toEqual({ ok: true, value: null });
      expect([visibleFiles(folders.from), readFileSync(join(folders.to, 'fox.mp4'), 'utf8')]).toEqual([[], 'fox']);
    }
  });

  it('stays if it is the only copy', async () => {
    const folders = createFolders();
    writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
    const [source, target] = sourceAndTarget(folders);
    expect(await library.removeSource(source, target, contentOf('fox'))).toEqual({ ok: false, error: { kind: 'file-missing' } });
    const sameFolder = { folder: join(folders.to, '..', 'old'), path: 'fox.mp4' };
    expect(await library.removeSource(source, sameFolder, contentOf('fox'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('fox');
  });

  it.each([
    ['of another size', 'a fox', { bytes: 3, sha256: null }],
    ['with other content', 'cow', { bytes: 3, sha256: sha256Of(Buffer.from('fox')) }],
  ])('stays if the target is a file %s', async (_, other, expected) => {
    const folders = createFolders();
    writeFileSync(join(folders.from, 'fox.mp4'), 'fox');
    writeFileSync(join(folders.to, 'fox.mp4'), other);
    expect(await library.removeSource(...sourceAndTarget(folders), expected)).toEqual({ ok: false, error: { kind: 'file-changed' } });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('fox');
  });

  it('stays if another file has replaced it', async () => {
    const folders = createFolders();
    writeFileSync(join(folders.from, 'fox.mp4'), 'mine');
    writeFileSync(join(folders.to, 'fox.mp4'), 'fox');
    expect(await library.removeSource(...sourceAndTarget(folders), contentOf('fox'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folders.from, 'fox.mp4'), 'utf8')).toBe('mine');
  });
});

it.each(['copy', 'link'] as const)('a move by %s finds the target of an earlier attempt, even if the source is missing', async (method) => {
  const { from, to } = createFolders();
  const bytes = randomBytes(10_000);
  writeFileSync(join(to, 'fox (3).mp4'), bytes);
  const library = libraryOf(method === 'link');
  const secondJob = moveJob(from, to, bytes, { plannedPath: 'fox (3).mp4' });
  expect(await library.copyOrLink(secondJob, new AbortController().signal)).toMatchObject({ ok: true, value: { path: 'fox (3).mp4' } });
  writeFileSync(join(to, 'fox (3).mp4'), randomBytes(10_000));
  expect(await library.copyOrLink(secondJob, new AbortController().signal)).toEqual({ ok: false, error: { kind: 'file-missing' } });
});
