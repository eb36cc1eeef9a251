// Exports real files: no foreign file is replaced, an existing copy is recognised, and the next run completes an export that was killed at
// any change.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { exportFile, exportText } from '../../../../electron/adapters/library/export-file.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { outputOfChild } from './run-child.ts';
import { seedStoredVideos, sha256Of } from './stored-videos.ts';

const child = programPerFile(join(import.meta.dirname, 'export-child.ts'));
const at = folderPerTest('export-file-');
let hashes: readonly string[] = [];
beforeEach(() => {
  mkdirSync(at('videos'));
  mkdirSync(at('out'));
  hashes = [...seedStoredVideos(at('studio.sqlite'), at('videos'), 2, 20_000).values()];
});
const exportFox = (name = 'fox 0.mp4', sha256 = hashes[0] ?? '', signal = new AbortController().signal) =>
  exportFile(
    { from: { folder: at('videos'), path: 'fox 0.mp4' }, toFolder: at('out'), name, bytes: 20_000, sha256, onProgress: () => undefined },
    signal,
  );
const exportedFiles = () => readdirSync(at('out')).sort();

it('an export copies a file with its times, and recognises an existing copy by its size and time, or by its content', async () => {
  expect(await exportFox()).toEqual({ ok: true, value: 'copied' });
  expect(sha256Of(readFileSync(at('out', 'fox 0.mp4')))).toBe(hashes[0]);
  expect(await exportFox()).toEqual({ ok: true, value: 'present' });
  utimesSync(at('out', 'fox 0.mp4'), 1, 1);
  expect(await exportFox()).toEqual({ ok: true, value: 'present' });
});

it('an export replaces no foreign file, and leaves no file if its source has changed or it is cancelled', async () => {
  writeFileSync(at('out', 'mine.mp4'), Buffer.alloc(20_000));
  utimesSync(at('out', 'mine.mp4'), 1, 1);
  expect(await exportFox('mine.mp4')).toEqual({ ok: true, value: 'taken' });
  expect(await exportFox('new.mp4', 'f'.repeat(64))).toMatchObject({ error: { kind: 'file-changed' } });
  expect(await exportFox('new.mp4', hashes[0], AbortSignal.abort())).toMatchObject({ error: { kind: 'cancelled-by-user' } });
  expect(exportedFiles()).toEqual(['mine.mp4']);
  expect(readFileSync(at('out', 'mine.mp4')).equals(Buffer.alloc(20_000))).toBe(true);
});

it('an export replaces a text file only if it is allowed to', async () => {
  const write = (text: string, mayReplace: boolean) =>
    exportText({ toFolder: at('out'), name: 'a.json', text, mayReplace: () => mayReplace }).then((result) =>
      result.ok ? result.value : result.error,
    );
  expect(await write('1', false)).toBe('written');
  expect(await write('1', false)).toBe('written');
  expect(await write('2', false)).toBe('taken');
  expect(await write('3', true)).toBe('written');
  expect(readFileSync(at('out', 'a.json'), 'utf8')).toBe('3');
  expect(exportedFiles()).toEqual(['a.json']);
});

it('an export does not follow a link that has the name of an unfinished copy', async () => {
  const partialNameOf = (name: string) => `.evolink-export-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  writeFileSync(at('private'), 'mine');
  for (const name of ['fox 0.mp4', 'a.json']) symlinkSync(at('private'), at('out', partialNameOf(name)));
  expect(await exportFox()).toEqual({ ok: true, value: 'copied' });
  const text = await exportText({ toFolder: at('out'), name: 'a.json', text: '1', mayReplace: () => true });
  expect(text).toEqual({ ok: true, value: 'written' });
  expect(readFileSync(at('private'), 'utf8')).toBe('mine');
  expect(readFileSync(at('out', 'a.json'), 'utf8')).toBe('1');
  expect(exportedFiles()).toEqual(['a.json', 'fox 0.mp4']);
});

it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'an unreadable source is reported as an error of that file alone',
  async () => {
    chmodSync(at('videos', 'fox 0.mp4'), 0);
    expect(await exportFox()).toEqual({ ok: false, error: { kind: 'file-in-use', name: 'fox 0.mp4' } });
    expect(exportedFiles()).toEqual([]);
  },
);

it('a folder that cannot be written is reported', async () => {
  expect(await exportText({ toFolder: at('gone'), name: 'a.json', text: '1', mayReplace: () => true })).toEqual({
    ok: false,
    error: { kind: 'file-write-failed', folder: at('gone') },
  });
});

it('an export that is killed at any change is completed by the next run, and no partial copy has the final name', {
  timeout: 120_000,
}, async () => {
  for (let killAt = 1; ; killAt += 1) {
    const outcomes = await outputOfChild<readonly unknown[]>(child(), [at('videos'), at('out'), hashes.join(), String(killAt)]);
    for (const [index, hash] of hashes.entries()) {
      const copy = exportedFiles().includes(`fox ${index}.mp4`) ? sha256Of(readFileSync(at('out', `fox ${index}.mp4`))) : null;
      expect([killAt, copy ?? hash]).toEqual([killAt, hash]);
    }
    if (outcomes === null) continue;
    expect(killAt).toBeGreaterThan(4);
    break;
  }
  expect(exportedFiles()).toEqual(['fox 0.mp4', 'fox 0.mp4.json', 'fox 1.mp4', 'fox 1.mp4.json']);
});
