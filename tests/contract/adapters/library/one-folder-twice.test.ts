// Moving between two paths of one folder keeps every video: with real mounts if this computer allows them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testOwner } from '../../../support/partial-file-owner.ts';
import { testClock } from '../test-clock.ts';

const fox = Buffer.from('a video of a fox');
const is = { bytes: fox.length, sha256: createHash('sha256').update(fox).digest('hex') };

/** Arguments of mount(8) that make `old` visible at `again` as well. */
const mounts = {
  'a bind mount': ({ old, again }: Folders) => ['--bind', old, again],
  // The same files under another device number, like a share that is mounted twice.
  'a mount with a device number of its own': ({ old, again, root }: Folders) => [
    ...['-t', 'overlay', 'overlay', '-o'],
    ...[`lowerdir=${join(root, 'lower')},upperdir=${old},workdir=${join(root, 'work')}`, again],
  ],
};

interface Folders {
  readonly root: string;
  readonly old: string;
  readonly again: string;
}

function scratch(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'twice-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ['old', 'again', 'lower', 'work']) mkdirSync(join(root, name));
  return { root, old: join(root, 'old'), again: join(root, 'again') };
}

/** False if this computer, or this user, cannot mount. */
function mountTwice(folders: Folders, how: keyof typeof mounts): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', mounts[how](folders), { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', [folders.again]));
  return true;
}

const visibleFiles = (folder: string) => readdirSync(folder).filter((name) => name !== '.incoming');

describe.each(['a bind mount', 'a mount with a device number of its own'] as const)('a folder that is mounted twice through %s', (how) => {
  it.each([true, false])('keeps its video when the library moves to its other path (hard links: %s)', async (mayLink) => {
    const folders = scratch();
    writeFileSync(join(folders.old, 'fox.mp4'), fox);
    if (!mountTwice(folders, how)) return;
    const library = createVideoLibrary({ http: createNodeHttpClient(), clock: testClock(), mayLink });
    const from = { folder: folders.old, path: 'fox.mp4' };
    const job = { owner: testOwner, resultId: 7, from, toFolder: folders.again, subfolder: '', ...is, plannedPath: null };
    const placed = await library.copyOrLink(
      { ...job, onPathPlanned: () => undefined, onProgress: () => undefined },
      new AbortController().signal,
    );
    expect(placed).toMatchObject({ ok: true, value: { path: 'fox.mp4' } });
    const removed = await library.removeSource(from, { folder: folders.again, path: 'fox.mp4' }, is);
    expect(removed).toEqual({ ok: true, value: null });
    expect([visibleFiles(folders.old), readFileSync(join(folders.old, 'fox.mp4')).equals(fox)]).toEqual([['fox.mp4'], true]);
  });

  it('keeps its video if the file has another hard link elsewhere', async () => {
    const folders = scratch();
    writeFileSync(join(folders.old, 'fox.mp4'), fox);
    linkSync(join(folders.old, 'fox.mp4'), join(folders.root, 'backup.mp4'));
    if (!mountTwice(folders, how)) return;
    const library = createVideoLibrary({ http: createNodeHttpClient(), clock: testClock() });
    const [old, now] = [
      { folder: folders.old, path: 'fox.mp4' },
      { folder: folders.again, path: 'fox.mp4' },
    ];
    expect(await library.removeSource(old, now, is)).toEqual({ ok: true, value: null });
    expect(visibleFiles(folders.old)).toEqual(['fox.mp4']);
  });
});
