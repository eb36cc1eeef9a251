// Downloads into a real folder over real HTTP. After any failure every file in the library is complete, and no byte is fetched twice
// unnecessarily.
import { createHash } from 'node:crypto';
import { readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import type { FileBehaviour } from '../http/file-server.ts';
import {
  download,
  errorOf,
  folder,
  folderAndServerPerTest,
  kindOf,
  partialFileBytes,
  serve,
  server,
  video,
  visibleFiles,
} from './download-bench.ts';

const sha256 = createHash('sha256').update(video).digest('hex');
folderAndServerPerTest();

describe('a download', () => {
  it('stores the complete file with its hash and its metadata', async () => {
    await serve(() => ({ bytes: video }));
    const progress: number[] = [];
    const result = await download({ onProgress: ({ receivedBytes }) => progress.push(receivedBytes) });
    const { mtimeMs } = statSync(join(folder, 'fox.mp4'));
    expect(result).toEqual({
      ok: true,
      value: {
        path: 'fox.mp4',
        bytes: video.byteLength,
        modifiedAtMs: Math.round(mtimeMs),
        sha256,
        receivedSha256: sha256,
        untagged: 'not-wanted',
        width: 1_280,
        height: 720,
        durationSeconds: 2,
        framesPerSecond: 24,
        hasAudio: false,
        codec: null,
      },
    });
    expect([readFileSync(join(folder, 'fox.mp4')).equals(video), partialFileBytes(), progress.at(-1)]).toEqual([
      true,
      null,
      video.byteLength,
    ]);
  });

  it.each([
    ['203', { bytes: video, status: 203 }],
    ['206 with all bytes', { bytes: video, status: 206, contentRange: `bytes 0-${video.byteLength - 1}/${video.byteLength}` }],
  ] as const)('accepts a complete response with status %s to a request without a range', async (_, behaviour) => {
    await serve(() => behaviour);
    expect(errorOf(await download())).toBe('stored');
    expect(readFileSync(join(folder, 'fox.mp4')).equals(video)).toBe(true);
  });

  it('does not store a partial response or an error text as a video', async () => {
    const part = video.subarray(0, 1_000);
    await serve(() => ({ bytes: part, status: 206, contentRange: `bytes 0-999/${video.byteLength}` }));
    expect(errorOf(await download())).toEqual({ kind: 'download-incomplete', expectedBytes: video.byteLength, receivedBytes: 0 });
    await serve(() => ({ bytes: part, status: 202 }));
    expect(JSON.stringify(errorOf(await download()))).not.toContain('isom');
    expect(visibleFiles()).toEqual([]);
  });

  it('never overwrites a file or a link, not even one that is created at the same moment', async () => {
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

  it('resumes after a cut at any point, without an extra byte', async () => {
    for (let percent = 1; percent < 100; percent += 7) {
      const cutAfter = Math.floor((video.byteLength * percent) / 100);
      await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: cutAfter } : { bytes: video }));
      const first = await download({ resultId: percent });
      expect([kindOf(first), partialFileBytes(percent)]).toEqual(['no-response', cutAfter]);
      const second = await download({ resultId: percent });
      expect([second.ok && second.value.sha256, server?.requests[1]]).toEqual([
        sha256,
        { path: '/a.mp4', range: `bytes=${cutAfter}-`, ifRange: '"v1"' },
      ]);
      expect(server?.bytesSent()).toBe(video.byteLength);
    }
  });

  it('resumes into a fresh link only if length and ETag match', async () => {
    const other = mp4(400_001);
    const cases: [FileBehaviour, boolean][] = [
      [{ bytes: video }, true],
      [{ bytes: other, etag: '"v2"' }, false],
      [{ bytes: other }, false],
      [{ bytes: video, etag: null }, false],
    ];
    for (const [resultId, [fresh, isResumed]] of cases.entries()) {
      await serve((path) => (path === '/a.mp4' ? { bytes: video, cutAfterBytes: 100_000 } : fresh));
      expect(kindOf(await download({ resultId }))).toBe('no-response');
      const result = await download({ resultId, path: '/fresh.mp4' });
      expect(result.ok && result.value.sha256).toBe(createHash('sha256').update(fresh.bytes).digest('hex'));
      expect(server?.bytesSent() === video.byteLength).toBe(isResumed);
    }
  });

  it('resumes by date if there is no ETag, but only from the same link', async () => {
    const lastModified = 'Tue, 01 Sep 2026 00:00:00 GMT';
    await serve((_path, number) => ({ bytes: video, etag: null, lastModified, ...(number === 0 ? { cutAfterBytes: 100_000 } : {}) }));
    await download();
    expect((await download()).ok).toBe(true);
    expect([server?.requests[1]?.ifRange, server?.bytesSent()]).toEqual([lastModified, video.byteLength]);
  });

  it.each<[string, FileBehaviour]>([
    ['does not know Range', { bytes: video, ignoresRange: true }],
    ['has another version', { bytes: mp4(300_000), etag: '"v2"' }],
    ['responds with another range', { bytes: video, contentRange: `bytes 0-${video.byteLength - 1}/${video.byteLength}` }],
    ['announces another length', { bytes: video, contentRange: `bytes 100000-${video.byteLength - 1}/9999999` }],
    ['sends no Content-Range', { bytes: video, contentRange: 'nonsense' }],
  ])('restarts when the server %s', async (_name, second) => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : second));
    await download();
    const result = await download();
    expect(result.ok && result.value.sha256).toBe(createHash('sha256').update(second.bytes).digest('hex'));
  });

  it('restarts when the file has become shorter than its partial file', async () => {
    const shorter = mp4(50_000);
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: shorter }));
    await download();
    const result = await download();
    expect(result.ok && result.value.bytes).toBe(shorter.byteLength);
  });

  it('requests nothing when all bytes are present, even if the link has expired', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: video, status: 403 }));
    await download();
    // The state after a kill between the last byte and publishing.
    writeFileSync(join(folder, '.incoming/database00000000-7.part'), video);
    expect([kindOf(await download()), server?.requests.length]).toEqual(['stored', 1]);
  });

  it('keeps its partial file when a sign-in page is returned instead', async () => {
    const page = { bytes: Buffer.from('<!doctype html><html>Sign in</html>'), contentType: 'text/html', ignoresRange: true };
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : number === 1 ? page : { bytes: video }));
    await download();
    expect([errorOf(await download()), partialFileBytes()]).toEqual([{ kind: 'not-a-video', detail: 'a web page' }, 100_000]);
    expect([kindOf(await download()), server?.bytesSent()]).toEqual(['stored', video.byteLength + page.bytes.byteLength]);
  });
});

describe('a transfer', () => {
  it('is aborted after 30 s if it stalls, and is resumed', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, stallAfterBytes: 150_000 } : { bytes: video }));
    const result = await download({ speed: 200 });
    expect([errorOf(result), partialFileBytes()]).toEqual([
      { kind: 'no-response', reason: 'timed-out', detail: 'the transfer stood still' },
      150_000,
    ]);
    expect([kindOf(await download()), server?.bytesSent()]).toEqual(['stored', video.byteLength]);
  });

  it('has no time limit while it makes progress, even if it is slow', async () => {
    await serve(() => ({ bytes: video, pieceBytes: 4_000 }));
    expect(kindOf(await download({ speed: 150 }))).toBe('stored');
  });

  it('keeps the received bytes if it is stopped', async () => {
    await serve(() => ({ bytes: video, pieceBytes: 4_000 }));
    const controller = new AbortController();
    const stopped = await download({
      signal: controller.signal,
      onProgress: ({ receivedBytes }) => receivedBytes > 100_000 && controller.abort(),
    });
    expect(kindOf(stopped)).toBe('no-response');
    expect(partialFileBytes()).toBeGreaterThan(100_000);
    expect(kindOf(await download())).toBe('stored');
  });

  it('trusts only synced bytes after a restart of the computer', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: video }));
    await download();
    const notePath = join(folder, '.incoming/database00000000-7.part.json');
    const note = JSON.parse(readFileSync(notePath, 'utf8')) as { syncedBytes: number; bootedAtMs: number };
    expect(note.syncedBytes).toBe(100_000);
    // The state after a power cut: the file is longer than the synced bytes, with zeros at the end.
    writeFileSync(notePath, JSON.stringify({ ...note, syncedBytes: 60_000, bootedAtMs: note.bootedAtMs - 86_400_000 }));
    truncateSync(join(folder, '.incoming/database00000000-7.part'), 60_000);
    truncateSync(join(folder, '.incoming/database00000000-7.part'), 100_000);
    const result = await download();
    expect([result.ok && result.value.sha256, server?.requests[1]?.range]).toEqual([sha256, 'bytes=60000-']);
  });

  it('restarts if its note is damaged', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: video }));
    await download();
    writeFileSync(join(folder, '.incoming/database00000000-7.part.json'), '{"url":');
    const result = await download();
    expect([result.ok && result.value.sha256, server?.requests[1]?.range]).toEqual([sha256, undefined]);
  });
});

describe('a kill after the file was published', () => {
  it('causes no second download: the file is adopted', async () => {
    await serve(() => ({ bytes: video }));
    const first = await download();
    const second = await download();
    expect([second, visibleFiles(), server?.requests.length]).toEqual([first, ['fox.mp4'], 1]);
  });

  it('is recognised if it happened before the partial file was removed', async () => {
    await serve(() => ({ bytes: video }));
    await download();
    writeFileSync(join(folder, '.incoming/database00000000-7.part'), video);
    expect([kindOf(await download()), visibleFiles(), partialFileBytes(), server?.requests.length]).toEqual([
      'stored',
      ['fox.mp4'],
      null,
      1,
    ]);
  });

  it('does not hide that the file was changed or removed', async () => {
    await serve(() => ({ bytes: video }));
    await download();
    writeFileSync(join(folder, 'fox.mp4'), Buffer.alloc(video.byteLength));
    expect([(await download()).ok, visibleFiles(), server?.requests.length]).toEqual([true, ['fox (2).mp4', 'fox.mp4'], 2]);
  });
});

describe('a folder that an earlier database has used', () => {
  const other = mp4(300_000);

  it('never returns a stored video for another result with the same id', async () => {
    await serve((path) => ({ bytes: path === '/old.mp4' ? other : video }));
    await download({ path: '/old.mp4', fileName: 'old', serviceResultName: 'task-unified-1#0' });
    const fresh = await download({ path: '/a.mp4', serviceResultName: 'task-unified-2#0' });
    expect([fresh.ok && fresh.value.path, fresh.ok && fresh.value.sha256]).toEqual(['fox.mp4', sha256]);
  });

  it('never returns bytes of another result, not even if the length matches', async () => {
    const cutAfter = 250_000;
    await serve((path) =>
      path === '/old.mp4' ? { bytes: other, cutAfterBytes: cutAfter, etag: '"same"' } : { bytes: video, etag: '"same"' },
    );
    await download({ path: '/old.mp4', serviceResultName: 'task-unified-1#0' });
    expect(partialFileBytes()).toBe(cutAfter);
    const fresh = await download({ path: '/a.mp4', serviceResultName: 'task-unified-2#0' });
    expect(fresh.ok && fresh.value.sha256).toBe(sha256);
    // These bytes may be all that is left of a video that was paid for.
    expect(readFileSync(join(folder, '.incoming/strays/database00000000-7.part')).equals(other.subarray(0, cutAfter))).toBe(true);
    expect(readFileSync(join(folder, 'fox.mp4')).equals(video)).toBe(true);
    expect(server?.requests.at(-1)?.range ?? null).toBeNull();
  });

  it('lets a download resume its own partial file', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 250_000 } : { bytes: video }));
    await download({ serviceResultName: 'task-unified-1#0' });
    const secondDownload = await download({ serviceResultName: 'task-unified-1#0' });
    expect([secondDownload.ok && secondDownload.value.sha256, server?.requests[1]?.range]).toEqual([sha256, 'bytes=250000-']);
  });
});

describe('a stored file whose row could not be written on a full disk', () => {
  it('is found and not downloaded again, even if other files were stored in the meantime', async () => {
    await serve(() => ({ bytes: video }));
    let nowMs = 1_770_000_000_000;
    const clock = { ...scaledClock(1), now: () => nowMs };
    const library = createVideoLibrary({ http: createNodeHttpClient(), clock, lookup: async () => [] });
    const store = (resultId: number) =>
      library.download(
        {
          ...testPartialFile,
          resultId,
          url: `${server?.origin}/${resultId}.mp4`,
          folder,
          fileName: 'fox',
          account: { allowsLoopback: true },
          onProgress: () => undefined,
        },
        new AbortController().signal,
      );
    const first = await store(1);
    nowMs += 60_000;
    await store(2);
    nowMs += 600_000;
    await store(3);
    expect(await store(1)).toEqual(first);
    expect(server?.requests.map(({ path }) => path)).toEqual(['/1.mp4', '/2.mp4', '/3.mp4']);
  });
});
