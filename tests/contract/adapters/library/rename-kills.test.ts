// Kills the process with SIGKILL at every change to the disk while files are renamed. After the next start each video is complete, and only
// under the name in its row; the undo log has exactly the renames that remain.
import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renameVideo, takeBackRename } from '../../../../electron/adapters/library/rename-video.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { createRealRenames } from './real-renames.ts';
import { outputOfChild } from './run-child.ts';
import { openTables, seedStoredVideos, sha256Of } from './stored-videos.ts';

const child = programPerFile(join(import.meta.dirname, 'rename-child.ts'));
const inFolder = folderPerTest('rename-');
const fileCount = 4;

interface Report {
  readonly status: unknown;
  readonly unfinishedMoves: unknown;
  readonly incidents: readonly string[];
}

function setUp(): ReadonlyMap<number, string> {
  mkdirSync(inFolder('videos'));
  return seedStoredVideos(inFolder('studio.sqlite'), inFolder('videos'), fileCount, 20_000);
}
const renameInChild = (names: object, linkSupport: string, killAt: number): Promise<Report | null> =>
  outputOfChild<Report>(child(), [inFolder('studio.sqlite'), JSON.stringify(names), linkSupport, String(killAt)]);

/** Returns the name of each result; expects each video to be complete under its name, and no other file. */
function namesOnDisk(hashes: ReadonlyMap<number, string>): readonly string[] {
  const { database, tables } = openTables(inFolder('studio.sqlite'));
  const names = [...hashes].map(([id, hash]) => {
    const row = tables.results.get(id);
    expect(row?.state).toBe('stored');
    expect(sha256Of(readFileSync(inFolder('videos', row?.path ?? '')))).toBe(hash);
    return row?.path ?? '';
  });
  database.close();
  expect(readdirSync(inFolder('videos')).sort()).toEqual([...names].sort());
  return names;
}

/** Applies the renames in the undo log to the paths before them, and empties the log. */
function applyRecorded(ids: readonly number[], before: readonly string[]): string[] {
  const { database, tables } = openTables(inFolder('studio.sqlite'));
  const paths = [...before];
  for (let part = tables.actions.nextToUndo(); part !== undefined; part = tables.actions.nextToUndo()) tables.actions.setUndone(part, 1);
  for (let part = tables.actions.nextToRedo(); part !== undefined; part = tables.actions.nextToRedo()) {
    const { changes } = JSON.parse(part.changes) as { changes: { resultId: number; from: string; to: string }[] };
    for (const { resultId, from, to } of changes) {
      expect(paths[ids.indexOf(resultId)]).toBe(from);
      paths[ids.indexOf(resultId)] = to;
    }
    tables.actions.setUndone(part, 0);
  }
  tables.actions.prune(0, 0);
  database.close();
  return paths;
}

it.each(['link', 'no-link'])(
  'a kill at any change leaves one whole file per video, under its name (%s)',
  { timeout: 120_000 },
  async (linkSupport) => {
    const hashes = setUp();
    // The first two files exchange their names; the third and the fourth ask for the same new name.
    const ids = [...hashes.keys()];
    const stemsOf = (round: number) => {
      const pair = round % 2 === 0 ? ['fox 1', 'fox 0'] : ['fox 0', 'fox 1'];
      return Object.fromEntries([...pair, `river ${round}`, `river ${round}`].map((stem, index) => [ids[index], stem]));
    };
    let killAt = 1;
    let paths = ids.map((_, index) => `fox ${index}.mp4`);
    for (; ; killAt += 1) {
      const report = await renameInChild(stemsOf(killAt), linkSupport, killAt);
      const nextStart = createRealRenames(inFolder('studio.sqlite'));
      await nextStart.finishOpen();
      expect(nextStart.report()).toMatchObject({ unfinishedMoves: [], incidents: [] });
      nextStart.close();
      paths = applyRecorded(ids, paths);
      expect([killAt, namesOnDisk(hashes)]).toEqual([killAt, paths]);
      if (report !== null) break;
    }
    expect(killAt).toBeGreaterThan(5);
    const names = namesOnDisk(hashes);
    // A kill between the two steps of an exchange leaves a name with a number, which the next rename accepts.
    const exchanged = names.slice(0, 2).map((name) => name.replace(/ \(\d+\)/, ''));
    expect(exchanged.sort()).toEqual(['fox 0.mp4', 'fox 1.mp4']);
    expect(names.slice(2)).toEqual([`river ${killAt}.mp4`, `river ${killAt} (2).mp4`]);
  },
);

it('a taken name is never overwritten, and a missing file is reported', async () => {
  setUp();
  writeFileSync(inFolder('videos', 'mine.txt.mp4'), 'not a video of the library');
  const rename = (from: string, to: string) =>
    renameVideo({ folder: inFolder('videos'), from, to, bytes: 20_000, sha256: 'x' }).then((result) =>
      result.ok ? 'renamed' : result.error.kind,
    );
  expect(await rename('fox 0.mp4', 'mine.txt.mp4')).toBe('file-name-taken');
  expect(await rename('fox 0.mp4', 'fox 1.mp4')).toBe('file-name-taken');
  expect(await rename('gone.mp4', 'new.mp4')).toBe('file-missing');
  expect(readFileSync(inFolder('videos', 'mine.txt.mp4'), 'utf8')).toBe('not a video of the library');
  expect(readdirSync(inFolder('videos'))).toHaveLength(fileCount + 1);
});

it('a rename that is taken back leaves the file only under its old name, and another file under the new one', async () => {
  mkdirSync(inFolder('videos'));
  const write = (name: string, text: string) => writeFileSync(inFolder('videos', name), text);
  const takeBack = (from: string, to: string) =>
    takeBackRename({ folder: inFolder('videos'), from, to, bytes: 3, sha256: sha256Of(Buffer.from('fox')) });
  write('linked.mp4', 'fox');
  linkSync(inFolder('videos', 'linked.mp4'), inFolder('videos', 'linked new.mp4'));
  write('renamed new.mp4', 'fox');
  write('reserved.mp4', 'fox');
  write('reserved new.mp4', '');
  write('waiting.mp4', 'fox');
  write('taken.mp4', 'fox');
  write('taken new.mp4', 'owl');
  for (const name of ['linked', 'renamed', 'reserved', 'waiting', 'taken'])
    expect(await takeBack(`${name}.mp4`, `${name} new.mp4`)).toEqual({ ok: true, value: null });
  expect(readdirSync(inFolder('videos')).sort()).toEqual([
    'linked.mp4',
    'renamed.mp4',
    'reserved.mp4',
    'taken new.mp4',
    'taken.mp4',
    'waiting.mp4',
  ]);
  expect(readFileSync(inFolder('videos', 'taken new.mp4'), 'utf8')).toBe('owl');
});
