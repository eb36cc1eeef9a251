// A move between two paths of the same folder keeps every video. The tests mount a folder twice; they are skipped if that is impossible.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testOwner } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';

const fox = Buffer.from('a video of a fox');
const foxContent = { bytes: fox.length, sha256: createHash('sha256').update(fox).digest('hex') };

/** Arguments of mount(8) that make the folder `original` visible at `secondPath` as well. */
const mountArguments = {
  'a bind mount': ({ original, secondPath }: Folders) => ['--bind', original, secondPath],
  // The same files have another device number here, as with a share that is mounted twice.
  'a mount with a device number of its own': ({ original, secondPath, root }: Folders) => [
    ...['-t', 'overlay', 'overlay', '-o'],
    ...[`lowerdir=${join(root, 'lower')},upperdir=${original},workdir=${join(root, 'work')}`, secondPath],
  ],
};

interface Folders {
  readonly root: string;
  readonly original: string;
  readonly secondPath: string;
}

function createFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'twice-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ['original', 'second', 'lower', 'work']) mkdirSync(join(root, name));
  return { root, original: join(root, 'original'), secondPath: join(root, 'second') };
}

/** Mounts the folder at its second path. Returns false if this computer or this user cannot mount. */
function mountTwice(folders: Folders, mountKind: keyof typeof mountArguments): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', mountArguments[mountKind](folders), { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', [folders.secondPath]));
  return true;
}

const cannotMount = 'needs root and permission to mount';
const visibleFiles = (folder: string) => readdirSync(folder).filter((name) => name !== '.incoming');

describe.each(['a bind mount', 'a mount with a device number of its own'] as const)(
  'a folder that is mounted twice through %s',
  (mountKind) => {
    it.for([true, false])('keeps its video when the library moves to its other path (hard links: %s)', async (mayLink, { skip }) => {
      const folders = createFolders();
      writeFileSync(join(folders.original, 'fox.mp4'), fox);
      if (!mountTwice(folders, mountKind)) skip(cannotMount);
      const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock(), mayLink });
      const from = { folder: folders.original, path: 'fox.mp4' };
      const job = { owner: testOwner, resultId: 7, from, toFolder: folders.secondPath, subfolder: '', ...foxContent, plannedPath: null };
      const placed = await library.copyOrLink(
        { ...job, onPathPlanned: () => undefined, onProgress: () => undefined },
        new AbortController().signal,
      );
      expect(placed).toMatchObject({ ok: true, value: { path: 'fox.mp4' } });
      const removed = await library.removeSource(from, { folder: folders.secondPath, path: 'fox.mp4' }, foxContent);
      expect(removed).toEqual({ ok: true, value: null });
      expect([visibleFiles(folders.original), readFileSync(join(folders.original, 'fox.mp4')).equals(fox)]).toEqual([['fox.mp4'], true]);
    });

    it('keeps its video if the file has another hard link elsewhere', async ({ skip }) => {
      const folders = createFolders();
      writeFileSync(join(folders.original, 'fox.mp4'), fox);
      linkSync(join(folders.original, 'fox.mp4'), join(folders.root, 'backup.mp4'));
      if (!mountTwice(folders, mountKind)) skip(cannotMount);
      const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
      const [source, target] = [
        { folder: folders.original, path: 'fox.mp4' },
        { folder: folders.secondPath, path: 'fox.mp4' },
      ];
      expect(await library.removeSource(source, target, foxContent)).toEqual({ ok: true, value: null });
      expect(visibleFiles(folders.original)).toEqual(['fox.mp4']);
    });
  },
);
