// The library folder itself: if it is missing, unwritable or full, and what it contains. Some tests mount a small file system; they are
// skipped if that is impossible.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { startFileServer } from '../http/file-server.ts';

const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const signal = new AbortController().signal;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0 && tryMount();

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (isMounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
}

function mountFolder(options: string, fill?: (folder: string) => void): string {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options.replace(/,?ro$/, ''), 'tmpfs', folder]).status !== 0) throw new Error('no mount');
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
  });
  fill?.(folder);
  if (options.endsWith('ro')) spawnSync('mount', ['-o', 'remount,ro', folder]);
  return folder;
}

async function download(folder: string, bytes: Buffer, chunked = false) {
  const server = await startFileServer(() => ({ bytes, isChunked: chunked }));
  onTestFinished(() => server.close());
  const job = {
    ...testPartialFile,
    resultId: 3,
    url: `${server.origin}/a.mp4`,
    folder,
    fileName: 'fox',
    account: { allowsLoopback: true },
  };
  return await library.download({ ...job, onProgress: () => undefined }, signal);
}

describe('a library folder', () => {
  it('is created on request, tested by writing, and left clean', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    expect(await library.check(folder)).toEqual({ ok: false, error: { kind: 'library-missing', folder } });
    expect(existsSync(folder)).toBe(false);
    expect(await library.create(folder)).toEqual({ ok: true, value: null });
    const checked = await library.check(folder);
    expect(checked.ok && (checked.value.freeBytes ?? 0) > 0).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is reported as unusable if it is a file, is below a file, or has a relative path', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    const kindOf = async (path: string) => {
      const checked = await library.check(path);
      return checked.ok ? 'ok' : checked.error.kind;
    };
    expect(await kindOf(join(folder, 'file'))).toBe('library-unwritable');
    expect(await kindOf(join(folder, 'file', 'below'))).toBe('library-missing');
    expect(await kindOf('relative')).toBe('library-missing');
  });

  it('is identified by its marker, and the first of two writers wins', async () => {
    const folder = temporaryFolder();
    expect(await library.readMarker(join(folder, 'nowhere'))).toEqual({ kind: 'absent' });
    expect(await library.readMarker(folder)).toEqual({ kind: 'unmarked' });
    const libraryIds = await Promise.all(['aaa', 'bbb'].map((id) => library.writeMarker(folder, id)));
    expect(await library.readMarker(folder)).toEqual({ kind: 'marked', libraryId: libraryIds[0] });
    expect(libraryIds[0]).toBe(libraryIds[1]);
    expect([await library.writeMarker(folder, 'ccc'), readdirSync(folder)]).toEqual([libraryIds[0], ['.evolink-studio-library.json']]);
    writeFileSync(join(folder, '.evolink-studio-library.json'), '{"libr');
    expect(await library.readMarker(folder)).toEqual({ kind: 'unmarked' });
    expect([await library.writeMarker(folder, 'ddd'), await library.readMarker(folder)]).toEqual([
      'ddd',
      { kind: 'marked', libraryId: 'ddd' },
    ]);
    expect(readdirSync(folder)).toEqual(['.evolink-studio-library.json']);
  });

  it.skipIf(!canMount)('gets no marker if it is read-only, and reports that (needs root and a mountable tmpfs)', async () => {
    const folder = mountFolder('size=1m,ro');
    expect([await library.writeMarker(folder, 'aaa'), await library.readMarker(folder)]).toEqual([null, { kind: 'unmarked' }]);
  });

  it('ends a download if it is missing, and is not created', async () => {
    const folder = join(temporaryFolder(), 'gone');
    expect(await download(folder, mp4())).toEqual({ ok: false, error: { kind: 'library-missing', folder } });
    expect(existsSync(folder)).toBe(false);
  });

  it('is refused if its .incoming is a link to another folder', async () => {
    const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(otherFolder, join(folder, '.incoming'));
    const result = await download(folder, mp4());
    expect([result.ok || result.error.kind, readdirSync(otherFolder)]).toEqual(['library-unwritable', []]);
  });

  it.skipIf(!canMount)('counts as unwritable if it is read-only, even for root (needs root and a mountable tmpfs)', async () => {
    const folder = mountFolder('size=1m,ro');
    const checked = await library.check(folder);
    expect(!checked.ok && checked.error.kind).toBe('library-unwritable');
    const result = await download(folder, mp4());
    expect(!result.ok && result.error.kind).toBe('library-unwritable');
  });

  it.skipIf(!canMount)('counts as full if its disk is full, before and during a download (needs root and a mountable tmpfs)', async () => {
    const full = mountFolder('size=64k', (folder) => {
      try {
        writeFileSync(join(folder, 'filler'), Buffer.alloc(100_000));
      } catch {
        // Expected: the disk is full now.
      }
    });
    const checked = await library.check(full);
    expect(!checked.ok && checked.error.kind).toBe('disk-full');

    const small = mountFolder('size=2m');
    const announced = await download(small, mp4(1_000_000));
    expect(announced).toMatchObject({ ok: false, error: { kind: 'disk-full', folder: small } });
    expect(
      !announced.ok && announced.error.kind === 'disk-full' && (announced.error.neededBytes ?? 0) > (announced.error.freeBytes ?? 0),
    ).toBe(true);
    const unannounced = await download(small, mp4(4_000_000), true);
    expect(unannounced).toMatchObject({ ok: false, error: { kind: 'disk-full', folder: small } });
    expect(readdirSync(small).filter((name) => !name.startsWith('.'))).toEqual([]);
  });
});

describe('a stored file', () => {
  it('is found by its path only if it is inside the folder', async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(folder, 'fox.mp4'), 'video');
    writeFileSync(join(outside, 'secret'), 'secret');
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'owl.mp4'), 'owl');
    symlinkSync(join(outside, 'secret'), join(folder, 'link.mp4'));
    symlinkSync(outside, join(folder, 'way'));
    symlinkSync('loop', join(folder, 'loop'));
    expect(await library.locate(folder, 'fox.mp4')).toMatchObject({ bytes: 5 });
    expect(await library.locate(folder, 'sub/owl.mp4')).toMatchObject({ bytes: 3 });
    for (const path of [
      '',
      '.',
      '..',
      'sub',
      'gone.mp4',
      'link.mp4',
      'way/secret',
      'loop',
      `../${outside.split('/').at(-1)}/secret`,
      join(outside, 'secret'),
      'fox.mp4/x',
      'fox.mp4\0.png',
    ]) {
      expect([path, await library.locate(folder, path)]).toEqual([path, null]);
    }
    expect(await library.locate(join(folder, 'nowhere'), 'fox.mp4')).toBeNull();
  });
});

describe('sweeping the partial files', () => {
  const note = (serviceResultName: string) =>
    JSON.stringify({
      of: serviceResultName,
      url: 'https://a/b.mp4',
      etag: null,
      lastModified: null,
      totalBytes: 3,
      syncedBytes: 3,
      bootedAtMs: 0,
      published: null,
    });
  const owner = { id: 'database00000000', formerIds: ['earlier000000000'] };
  const statusOf = ({ serviceResultName }: { readonly serviceResultName: string | null }) =>
    serviceResultName === 'stored#0'
      ? ('stored' as const)
      : serviceResultName === 'pending#0'
        ? ('pending' as const)
        : ('unknown' as const);

  it('counts strays, and removes only empty leftovers of its own database', async () => {
    const folder = temporaryFolder();
    const incoming = join(folder, '.incoming');
    mkdirSync(incoming);
    const writeIncoming = (name: string, content: string) => writeFileSync(join(incoming, name), content);
    for (const [id, of] of [
      ['1', 'pending#0'],
      ['2', 'stored#0'],
      ['3', 'stored#0'],
      ['4', 'nobody#0'],
    ] as const) {
      writeIncoming(`${owner.id}-${id}.part.json`, note(of));
      if (id !== '2') writeIncoming(`${owner.id}-${id}.part`, 'abc');
    }
    writeIncoming('earlier000000000-5.part.json', note('stored#0'));
    writeIncoming('another000000000-1.part', 'defg');
    writeIncoming('another000000000-1.part.json', note('elsewhere#0'));
    writeIncoming('6.aside', 'hi');
    writeIncoming('notes.txt', 'mine');
    writeFileSync(join(folder, 'fox.mp4'), '');
    linkSync(join(folder, 'fox.mp4'), join(incoming, `${owner.id}-7.part`));
    writeIncoming(`${owner.id}-7.part.json`, note('stored#0'));
    writeFileSync(join(folder, '.evolink-probe-0123'), '');
    writeFileSync(join(folder, '.evolink-probe-4567'), '');
    utimesSync(join(folder, '.evolink-probe-4567'), 1, 1);
    const before = readdirSync(incoming);
    // Number 3 stays: its result is stored, but nothing proves that the stored file has the same bytes.
    expect(await library.sweepPartialFiles({ folder, owner, statusOf })).toEqual({ count: 4, bytes: 12 });
    const removed = before.filter((name) => !readdirSync(incoming).includes(name)).sort();
    expect(removed).toEqual([`${owner.id}-2.part.json`, `${owner.id}-7.part`, `${owner.id}-7.part.json`]);
    expect(readdirSync(folder).sort()).toEqual(['.evolink-probe-0123', '.incoming', 'fox.mp4']);
    expect(await library.sweepPartialFiles({ folder: join(folder, 'nowhere'), owner, statusOf })).toEqual({ count: 0, bytes: 0 });
  });

  it('moves strays that were not written for thirty days into `strays`, without replacing other files', async () => {
    const folder = temporaryFolder();
    const incoming = join(folder, '.incoming');
    mkdirSync(incoming);
    for (const content of ['old', 'older']) {
      for (const [name, bytes] of [
        ['another000000000-1.part', content],
        ['another000000000-1.part.json', note('x#0')],
        [`${owner.id}-1.part`, 'w'],
      ] as const) {
        writeFileSync(join(incoming, name), bytes);
        utimesSync(join(incoming, name), 1, 1);
      }
      writeFileSync(join(incoming, `${owner.id}-1.part.json`), note('pending#0'));
      await library.sweepPartialFiles({ folder, owner, statusOf });
    }
    const moved = readdirSync(join(incoming, 'strays')).sort();
    const name = 'another000000000-1.part';
    expect(moved).toEqual([name, `${name}.2`, `${name}.json`, `${name}.json.2`]);
    expect(readdirSync(incoming).sort()).toEqual([`${owner.id}-1.part`, `${owner.id}-1.part.json`, 'strays']);
    expect(await library.sweepPartialFiles({ folder, owner, statusOf })).toEqual({ count: 2, bytes: 8 });
  });
});
