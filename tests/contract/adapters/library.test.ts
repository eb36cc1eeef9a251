// Downloads into a real folder over real HTTP: whatever happens on the way, a file in the library is whole, and nothing is fetched twice
// that need not be.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../../electron/adapters/library.ts';
import { createNodeHttpClient } from '../../../electron/adapters/node-http-client.ts';
import type { StoredFile } from '../../../electron/core/ports.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { mp4 } from '../../unit/adapters/mp4-fixture.ts';
import { type FileBehaviour, type FileServer, startFileServer } from './file-server.ts';
import { testClock } from './test-clock.ts';

const http = createNodeHttpClient();
const video = mp4(400_000);
const sha256 = createHash('sha256').update(video).digest('hex');

let folder = '';
let server: FileServer | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

interface Options {
  readonly path?: string;
  readonly url?: string;
  readonly resultId?: number;
  readonly fileName?: string;
  readonly speed?: number;
  readonly maxBytes?: number;
  readonly allowsLoopback?: boolean;
  readonly signal?: AbortSignal;
  readonly lookup?: (host: string) => Promise<readonly string[]>;
  onProgress?(progress: { receivedBytes: number; totalBytes: number | null }): void;
}

async function serve(behave: (path: string, number: number) => FileBehaviour): Promise<void> {
  await server?.close();
  server = await startFileServer(behave);
}

async function download(options: Options = {}): Promise<Result<StoredFile, AppError>> {
  const { speed = 1, maxBytes, lookup = async () => [] } = options;
  const library = createLibrary({ http, clock: testClock(speed), lookup, ...(maxBytes === undefined ? {} : { maxBytes }) });
  const job = {
    resultId: options.resultId ?? 7,
    url: options.url ?? `${server?.origin}${options.path ?? '/a.mp4'}`,
    folder,
    fileName: options.fileName ?? 'fox',
    account: { allowsLoopback: options.allowsLoopback ?? true },
    onProgress: options.onProgress ?? (() => undefined),
  };
  return await library.download(job, options.signal ?? new AbortController().signal);
}

const files = () => readdirSync(folder).filter((name) => !name.startsWith('.'));
const partBytes = (resultId = 7) => {
  const path = join(folder, `.incoming/${resultId}.part`);
  return existsSync(path) ? statSync(path).size : null;
};
const errorOf = (result: Result<StoredFile, AppError>) => (result.ok ? 'stored' : result.error);
const kindOf = (result: Result<StoredFile, AppError>) => (result.ok ? 'stored' : result.error.kind);

describe('a download', () => {
  it('stores the file whole, known by its hash and its content', async () => {
    await serve(() => ({ bytes: video }));
    const told: number[] = [];
    const result = await download({ onProgress: ({ receivedBytes }) => told.push(receivedBytes) });
    const { mtimeMs } = statSync(join(folder, 'fox.mp4'));
    expect(result).toEqual({
      ok: true,
      value: {
        path: 'fox.mp4',
        bytes: video.byteLength,
        modifiedAtMs: Math.round(mtimeMs),
        sha256,
        width: 1_280,
        height: 720,
        durationSeconds: 2,
        framesPerSecond: 24,
        hasAudio: false,
      },
    });
    expect([readFileSync(join(folder, 'fox.mp4')).equals(video), partBytes(), told.at(-1)]).toEqual([true, null, video.byteLength]);
  });

  it('never overwrites: not a file, not a link, not one that is made in the same moment', async () => {
    writeFileSync(join(folder, 'fox.mp4'), 'mine');
    symlinkSync('/nowhere', join(folder, 'fox (2).mp4'));
    await serve(() => ({ bytes: video }));
    const results = await Promise.all([1, 2, 3, 4].map((resultId) => download({ resultId })));
    expect(results.map((result) => result.ok && result.value.path).sort()).toEqual([
      'fox (3).mp4',
      'fox (4).mp4',
      'fox (5).mp4',
      'fox (6).mp4',
    ]);
    expect(readFileSync(join(folder, 'fox.mp4'), 'utf8')).toBe('mine');
  });

  it('resumes after a cut at any point, without a byte too many', async () => {
    for (let percent = 1; percent < 100; percent += 7) {
      const cutAfter = Math.floor((video.byteLength * percent) / 100);
      await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter } : { bytes: video }));
      const first = await download({ resultId: percent });
      expect([kindOf(first), partBytes(percent)]).toEqual(['no-answer', cutAfter]);
      const second = await download({ resultId: percent });
      expect([second.ok && second.value.sha256, server?.asked[1]]).toEqual([
        sha256,
        { path: '/a.mp4', range: `bytes=${cutAfter}-`, ifRange: '"v1"' },
      ]);
      expect(server?.bytesSent()).toBe(video.byteLength);
    }
  });

  it('resumes into a fresh link only when length and ETag agree', async () => {
    const other = mp4(400_001);
    const cases: [FileBehaviour, boolean][] = [
      [{ bytes: video }, true],
      [{ bytes: other, etag: '"v2"' }, false],
      [{ bytes: other }, false],
      [{ bytes: video, etag: null }, false],
    ];
    for (const [resultId, [fresh, isResumed]] of cases.entries()) {
      await serve((path) => (path === '/a.mp4' ? { bytes: video, cutAfter: 100_000 } : fresh));
      expect(kindOf(await download({ resultId }))).toBe('no-answer');
      const result = await download({ resultId, path: '/fresh.mp4' });
      expect(result.ok && result.value.sha256).toBe(createHash('sha256').update(fresh.bytes).digest('hex'));
      expect(server?.bytesSent() === video.byteLength).toBe(isResumed);
    }
  });

  it('resumes by date where there is no ETag, from the same link only', async () => {
    const lastModified = 'Tue, 01 Sep 2026 00:00:00 GMT';
    await serve((_path, number) => ({ bytes: video, etag: null, lastModified, ...(number === 0 ? { cutAfter: 100_000 } : {}) }));
    await download();
    expect((await download()).ok).toBe(true);
    expect([server?.asked[1]?.ifRange, server?.bytesSent()]).toEqual([lastModified, video.byteLength]);
  });

  it.each<[string, FileBehaviour]>([
    ['does not know Range', { bytes: video, ignoresRange: true }],
    ['has another version', { bytes: mp4(300_000), etag: '"v2"' }],
    ['answers with another range', { bytes: video, contentRange: `bytes 0-${video.byteLength - 1}/${video.byteLength}` }],
    ['names another length', { bytes: video, contentRange: `bytes 100000-${video.byteLength - 1}/9999999` }],
    ['sends no range at all', { bytes: video, contentRange: 'nonsense' }],
  ])('begins again when the server %s', async (_name, second) => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : second));
    await download();
    const result = await download();
    expect(result.ok && result.value.sha256).toBe(createHash('sha256').update(second.bytes).digest('hex'));
  });

  it('begins again when the file has become shorter than its part', async () => {
    const shorter = mp4(50_000);
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: shorter }));
    await download();
    const result = await download();
    expect(result.ok && result.value.bytes).toBe(shorter.byteLength);
  });

  it('does not ask for bytes that are all there, even when the link has died', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: video, status: 403 }));
    await download();
    // As a kill leaves it between the last byte and the name.
    writeFileSync(join(folder, '.incoming/7.part'), video);
    expect([kindOf(await download()), server?.asked.length]).toEqual(['stored', 1]);
  });

  it('keeps its part when a sign-in page answers instead', async () => {
    const page = { bytes: Buffer.from('<!doctype html><html>Sign in</html>'), contentType: 'text/html', ignoresRange: true };
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : number === 1 ? page : { bytes: video }));
    await download();
    expect([errorOf(await download()), partBytes()]).toEqual([{ kind: 'not-a-video', detail: 'a web page' }, 100_000]);
    expect([kindOf(await download()), server?.bytesSent()]).toEqual(['stored', video.byteLength + page.bytes.byteLength]);
  });
});

describe('what is not a whole video', () => {
  const whole = video.byteLength;
  it.each<[string, FileBehaviour, object]>([
    ['a page', { bytes: Buffer.from('<html>gone</html>') }, { kind: 'not-a-video', detail: 'a web page' }],
    ['nothing', { bytes: Buffer.alloc(0) }, { kind: 'not-a-video', detail: 'empty' }],
    ['a few bytes', { bytes: Buffer.from('abc') }, { kind: 'not-a-video', detail: 'video/mp4' }],
    [
      'another kind of file',
      { bytes: Buffer.alloc(5_000, 7), contentType: 'application/zip' },
      { kind: 'not-a-video', detail: 'application/zip' },
    ],
    [
      'a file cut at its source',
      { bytes: video.subarray(0, whole - 9) },
      { kind: 'download-incomplete', expectedBytes: whole, receivedBytes: whole - 9 },
    ],
    [
      'a file cut without a known length',
      { bytes: video, chunked: true, endAfter: 200_000 },
      { kind: 'download-incomplete', expectedBytes: whole, receivedBytes: 200_000 },
    ],
    ['sound alone', { bytes: mp4(500, [{ handler: 'soun' }]) }, { kind: 'not-a-video', detail: 'an MP4 without a picture track' }],
  ])('%s is refused and leaves nothing behind', async (_name, behaviour, error) => {
    await serve(() => behaviour);
    expect([errorOf(await download()), files(), partBytes()]).toEqual([error, [], null]);
  });

  it('of another length than announced is an interruption', async () => {
    await serve(() => ({ bytes: video, saidLength: whole + 100 }));
    expect([kindOf(await download()), partBytes(), files()]).toEqual(['no-answer', whole, []]);
  });

  it('when a partial answer ends early without a word', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: video, endAfter: 1_000 }));
    await download();
    expect([errorOf(await download()), partBytes()]).toEqual([
      { kind: 'download-incomplete', expectedBytes: whole, receivedBytes: 101_000 },
      null,
    ]);
  });

  it('larger than anything honest is not taken, whether it says so or not', async () => {
    await serve((_path, number) => ({ bytes: video, chunked: number === 1 }));
    for (let round = 0; round < 2; round += 1) {
      expect([errorOf(await download({ maxBytes: 200_000 })), partBytes()]).toEqual([
        { kind: 'link-not-allowed', reason: 'too-large' },
        null,
      ]);
    }
  });
});

describe('a link', () => {
  it.each([
    [403, 'link-refused'],
    [404, 'link-refused'],
    [410, 'link-refused'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'upstream-error'],
  ])('that answers %i is %s, and the part stays', async (status, kind) => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: Buffer.from('no'), status }));
    await download();
    expect([kindOf(await download()), partBytes()]).toEqual([kind, 100_000]);
  });

  it('is followed where it may lead, at most five times', async () => {
    await serve((path) => {
      const hops = Number(/hop(\d+)/.exec(path)?.[1] ?? 0);
      return hops === 0 ? { bytes: video } : { bytes: Buffer.alloc(0), status: 302, location: `/hop${hops - 1}` };
    });
    expect(kindOf(await download({ path: '/hop5' }))).toBe('stored');
    expect(errorOf(await download({ resultId: 8, path: '/hop6' }))).toEqual({ kind: 'link-not-allowed', reason: 'too-many-redirects' });
  });

  it.each([
    ['http://192.168.0.1/a.mp4', 'private'],
    ['https://169.254.169.254/a.mp4', 'private'],
    ['http://0x7f000002/a.mp4', null],
    ['http://example.com/a.mp4', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
  ])('redirected to %s is refused as %s', async (location, reason) => {
    await serve(() => ({ bytes: Buffer.alloc(0), status: 302, location }));
    const result = await download();
    if (reason === null) expect(kindOf(result)).toBe('no-answer');
    else expect(errorOf(result)).toEqual({ kind: 'link-not-allowed', reason });
  });

  it('into the own network is not even asked, by address or by name', async () => {
    await serve(() => ({ bytes: video }));
    expect(errorOf(await download({ allowsLoopback: false }))).toEqual({ kind: 'link-not-allowed', reason: 'private' });
    expect(errorOf(await download({ url: 'http://files.example/a.mp4' }))).toEqual({ kind: 'link-not-allowed', reason: 'not-https' });
    const lookup = async () => ['10.0.0.5'];
    expect(errorOf(await download({ url: 'https://files.example/a.mp4', lookup }))).toEqual({
      kind: 'link-not-allowed',
      reason: 'private',
    });
    expect(server?.asked).toEqual([]);
  });
});

describe('a transfer', () => {
  it('that stands still is given up after 30 s, and resumed', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, stallAfter: 150_000 } : { bytes: video }));
    const result = await download({ speed: 200 });
    expect([errorOf(result), partBytes()]).toEqual([
      { kind: 'no-answer', reason: 'timed-out', detail: 'the transfer stood still' },
      150_000,
    ]);
    expect([kindOf(await download()), server?.bytesSent()]).toEqual(['stored', video.byteLength]);
  });

  it('that is slow but moving may take its time', async () => {
    await serve(() => ({ bytes: video, pieceBytes: 4_000 }));
    expect(kindOf(await download({ speed: 150 }))).toBe('stored');
  });

  it('that is stopped keeps what it has', async () => {
    await serve(() => ({ bytes: video, pieceBytes: 4_000 }));
    const controller = new AbortController();
    const stopped = await download({
      signal: controller.signal,
      onProgress: ({ receivedBytes }) => receivedBytes > 100_000 && controller.abort(),
    });
    expect(kindOf(stopped)).toBe('no-answer');
    expect(partBytes()).toBeGreaterThan(100_000);
    expect(kindOf(await download())).toBe('stored');
  });

  it('after a restart of the computer trusts only what was synced', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: video }));
    await download();
    const notePath = join(folder, '.incoming/7.part.json');
    const note = JSON.parse(readFileSync(notePath, 'utf8')) as { syncedBytes: number; bootedAtMs: number };
    expect(note.syncedBytes).toBe(100_000);
    // As a power cut leaves it: longer than what was synced, with zeros at the end.
    writeFileSync(notePath, JSON.stringify({ ...note, syncedBytes: 60_000, bootedAtMs: note.bootedAtMs - 86_400_000 }));
    truncateSync(join(folder, '.incoming/7.part'), 60_000);
    truncateSync(join(folder, '.incoming/7.part'), 100_000);
    const result = await download();
    expect([result.ok && result.value.sha256, server?.asked[1]?.range]).toEqual([sha256, 'bytes=60000-']);
  });

  it('with a damaged note begins again', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfter: 100_000 } : { bytes: video }));
    await download();
    writeFileSync(join(folder, '.incoming/7.part.json'), '{"url":');
    const result = await download();
    expect([result.ok && result.value.sha256, server?.asked[1]?.range]).toEqual([sha256, undefined]);
  });
});

describe('a kill after the file has got its name', () => {
  it('is noticed: the file is taken as it is and not fetched again', async () => {
    await serve(() => ({ bytes: video }));
    const first = await download();
    const second = await download();
    expect([second, files(), server?.asked.length]).toEqual([first, ['fox.mp4'], 1]);
  });

  it('is noticed between the new name and the removal of the old', async () => {
    await serve(() => ({ bytes: video }));
    await download();
    writeFileSync(join(folder, '.incoming/7.part'), video);
    expect([kindOf(await download()), files(), partBytes(), server?.asked.length]).toEqual(['stored', ['fox.mp4'], null, 1]);
  });

  it('does not hide that the file was changed or taken away', async () => {
    await serve(() => ({ bytes: video }));
    await download();
    writeFileSync(join(folder, 'fox.mp4'), Buffer.alloc(video.byteLength));
    expect([(await download()).ok, files(), server?.asked.length]).toEqual([true, ['fox (2).mp4', 'fox.mp4'], 2]);
  });
});
