// Downloads reject files that are not complete videos, and links to hosts that may not be requested.
import { describe, expect, it } from 'vitest';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import type { FileBehaviour } from '../http/file-server.ts';
import {
  download,
  errorOf,
  folderAndServerPerTest,
  kindOf,
  partialFileBytes,
  serve,
  server,
  video,
  visibleFiles,
} from './download-bench.ts';

folderAndServerPerTest();

describe('a response that is not a complete video', () => {
  const videoBytes = video.byteLength;
  it.each<[string, FileBehaviour, object]>([
    ['a web page', { bytes: Buffer.from('<html>gone</html>') }, { kind: 'not-a-video', detail: 'a web page' }],
    ['nothing', { bytes: Buffer.alloc(0) }, { kind: 'not-a-video', detail: 'empty' }],
    ['a few bytes', { bytes: Buffer.from('abc') }, { kind: 'not-a-video', detail: 'video/mp4' }],
    [
      'another kind of file',
      { bytes: Buffer.alloc(5_000, 7), contentType: 'application/zip' },
      { kind: 'not-a-video', detail: 'application/zip' },
    ],
    [
      'a file truncated at its source',
      { bytes: video.subarray(0, videoBytes - 9) },
      { kind: 'download-incomplete', expectedBytes: videoBytes, receivedBytes: videoBytes - 9 },
    ],
    [
      'a file truncated without a known length',
      { bytes: video, isChunked: true, endAfterBytes: 200_000 },
      { kind: 'download-incomplete', expectedBytes: videoBytes, receivedBytes: 200_000 },
    ],
    ['audio alone', { bytes: mp4(500, [{ handler: 'soun' }]) }, { kind: 'not-a-video', detail: 'an MP4 without a picture track' }],
  ])('(%s) is rejected and leaves no file', async (_name, behaviour, error) => {
    await serve(() => behaviour);
    expect([errorOf(await download()), visibleFiles(), partialFileBytes()]).toEqual([error, [], null]);
  });

  it('counts as interrupted if it has another length than announced', async () => {
    await serve(() => ({ bytes: video, announcedBytes: videoBytes + 100 }));
    expect([kindOf(await download()), partialFileBytes(), visibleFiles()]).toEqual(['no-response', videoBytes, []]);
  });

  it('counts as interrupted if it is a partial response that ends early', async () => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: video, endAfterBytes: 1_000 }));
    await download();
    expect([errorOf(await download()), partialFileBytes()]).toEqual([
      { kind: 'download-incomplete', expectedBytes: videoBytes, receivedBytes: 101_000 },
      null,
    ]);
  });

  it('is rejected if it is larger than any real video, whether or not it announces its length', async () => {
    await serve((_path, number) => ({ bytes: video, isChunked: number === 1 }));
    for (let round = 0; round < 2; round += 1) {
      expect([errorOf(await download({ maxBytes: 200_000 })), partialFileBytes()]).toEqual([
        { kind: 'link-blocked', reason: 'too-large' },
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
  ])('with the response HTTP %i is reported as %s, and the partial file stays', async (status, kind) => {
    await serve((_path, number) => (number === 0 ? { bytes: video, cutAfterBytes: 100_000 } : { bytes: Buffer.from('no'), status }));
    await download();
    expect([kindOf(await download()), partialFileBytes()]).toEqual([kind, 100_000]);
  });

  it('is followed to allowed hosts, at most five times', async () => {
    await serve((path) => {
      const hops = Number(/hop(\d+)/.exec(path)?.[1] ?? 0);
      return hops === 0 ? { bytes: video } : { bytes: Buffer.alloc(0), status: 302, location: `/hop${hops - 1}` };
    });
    expect(kindOf(await download({ path: '/hop5' }))).toBe('stored');
    expect(errorOf(await download({ resultId: 8, path: '/hop6' }))).toEqual({ kind: 'link-blocked', reason: 'too-many-redirects' });
  });

  it.each([
    ['http://192.168.0.1/a.mp4', 'private'],
    ['https://169.254.169.254/a.mp4', 'private'],
    ['file:///etc/passwd', 'not-https'],
  ])('is refused if it is redirected to %s (%s)', async (location, reason) => {
    await serve(() => ({ bytes: Buffer.alloc(0), status: 302, location }));
    const result = await download();
    expect(errorOf(result)).toEqual({ kind: 'link-blocked', reason });
  });

  it('is followed to a loopback address in another notation if loopback is allowed', async () => {
    await serve(() => ({ bytes: Buffer.alloc(0), status: 302, location: 'http://0x7f000002/a.mp4' }));
    expect(kindOf(await download())).toBe('no-response');
  });

  it('is never requested if its host is in a private network, whether given by address or by name', async () => {
    await serve(() => ({ bytes: video }));
    expect(errorOf(await download({ allowsLoopback: false }))).toEqual({ kind: 'link-blocked', reason: 'private' });
    expect(errorOf(await download({ url: 'ftp://files.example/a.mp4' }))).toEqual({ kind: 'link-blocked', reason: 'not-https' });
    const lookup = async () => ['10.0.0.5'];
    expect(errorOf(await download({ url: 'https://files.example/a.mp4', lookup }))).toEqual({
      kind: 'link-blocked',
      reason: 'private',
    });
    const lookupUniqueLocal = async () => ['fd12:3456::7'];
    expect(errorOf(await download({ url: 'https://files.example/a.mp4', lookup: lookupUniqueLocal }))).toEqual({
      kind: 'host-needs-permission',
      host: 'files.example',
    });
    expect(server?.requests).toEqual([]);
  });
});
