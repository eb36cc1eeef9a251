// Stores references from files, bytes and URLs in real folders.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createReferenceStore } from '../../../../electron/adapters/references/reference-store.ts';
import type { ReferenceStore } from '../../../../electron/core/ports.ts';
import { createFakePictureDecoder, type FakePictureDecoder, writtenPicture } from '../../../support/fake-picture-decoder.ts';
import { jpeg, png } from '../../../unit/adapters/media/image-fixture.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { type FileBehaviour, startFileServer } from '../http/file-server.ts';

const signal = new AbortController().signal;
let folder = '';
let store: ReferenceStore;
let pictures: FakePictureDecoder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'references-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  pictures = createFakePictureDecoder();
  store = createReferenceStore({
    pictures,
    folder: join(folder, 'store'),
    http: createNodeHttpClient(),
    lookup: async () => [],
  });
});

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const putFile = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('an incomplete picture', () => {
  const incomplete = { ok: false, error: { kind: 'reference-incomplete', name: 'fox.png' } };
  const storedNames = () => readdirSync(join(folder, 'store'), { recursive: true }).filter((name) => String(name).endsWith('.png'));

  it('is rejected, wherever it comes from, and leaves no file', async () => {
    pictures.result = { kind: 'undecodable', detail: 'ends too early' };
    expect(await store.addFile(putFile('fox.png', png(640, 480)))).toEqual(incomplete);
    expect(await store.addBytes('fox.png', png(640, 480))).toEqual(incomplete);
    expect([storedNames(), readdirSync(join(folder, 'store', '.incoming'))]).toEqual([[], []]);
  });

  it('is recognised if an earlier version accepted it', async () => {
    const picture = png(640, 480);
    await store.addBytes('fox.png', picture);
    expect(await store.inspect(sha256Of(picture), 'fox.png', signal)).toEqual({
      ok: true,
      value: { width: 640, height: 480, normalize: [] },
    });
    pictures.result = { kind: 'undecodable', detail: 'ends too early' };
    expect(await store.inspect(sha256Of(picture), 'fox.png', signal)).toEqual(incomplete);
    expect(await store.inspect('b'.repeat(64), 'fox.png', signal)).toMatchObject({ error: { kind: 'reference-file-missing' } });
  });

  it('is recognised even if it is a WebP without its end, which decodes without an error', async () => {
    const webp = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.from([10, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1])]);
    const pixels = Buffer.alloc(4_000, 7);
    expect(await store.addBytes('fox.webp', Buffer.concat([webp, pixels]))).toMatchObject({ ok: true });
    const unwritten = Buffer.concat([webp, pixels.subarray(2_000), Buffer.alloc(2_000)]);
    expect(await store.addBytes('fox.webp', unwritten)).toMatchObject({ error: { kind: 'reference-incomplete' } });
    // Bytes after the end of the picture do not matter.
    const padded = Buffer.concat([webp, pixels, Buffer.alloc(4_000)]);
    padded.writeUInt32LE(webp.byteLength + pixels.byteLength - 8, 4);
    expect(await store.addBytes('fox.webp', padded)).toMatchObject({ ok: true });
    // A few zeros at the end are normal for a plain picture.
    expect(await store.addBytes('fox.webp', Buffer.concat([webp, pixels, Buffer.alloc(200)]))).toMatchObject({ ok: true });
  });
});

it('a rotated picture is uploaded as an upright copy, and the file is not changed', async () => {
  const photo = jpeg(640, 480, 6);
  const added = await store.addBytes('fox.jpg', photo);
  if (!added.ok) throw new Error(added.error.kind);
  expect(added.value).toMatchObject({ width: 480, height: 640, normalize: ['turned'] });
  const copy = await store.openNormalized(added.value, signal);
  expect(copy).toMatchObject({
    ok: true,
    value: { name: `${sha256Of(photo)}.jpg`, mimeType: 'image/jpeg', bytes: writtenPicture.byteLength },
  });
  expect(pictures.requests.at(-1)).toMatchObject({ mimeType: 'image/jpeg', size: photo.byteLength, write: { format: 'jpeg' } });
  expect((await store.open(sha256Of(photo)))?.bytes).toBe(photo.byteLength);
});

describe('a file', () => {
  it('is copied under the hash of its content and survives the removal of its source', async () => {
    const picture = png(640, 480, 6);
    const path = putFile('fox.jpg', picture);
    const added = await store.addFile(path);
    expect(added).toEqual({
      ok: true,
      value: {
        kind: 'image',
        mimeType: 'image/png',
        name: 'fox.jpg',
        bytes: picture.byteLength,
        width: 640,
        height: 480,
        durationSeconds: null,
        framesPerSecond: null,
        hasAlpha: true,
        normalize: [],
        sha256: sha256Of(picture),
      },
    });
    unlinkSync(path);
    const place = await store.locate(sha256Of(picture));
    expect(place?.absolutePath).toBe(join(folder, 'store', sha256Of(picture).slice(0, 2), `${sha256Of(picture)}.png`));
    const source = await store.open(sha256Of(picture));
    const chunks: Uint8Array[] = [];
    for await (const chunk of source?.read() ?? []) chunks.push(chunk);
    expect([Buffer.concat(chunks).equals(picture), source?.mimeType, source?.bytes]).toEqual([true, 'image/png', picture.byteLength]);
    expect((await store.addBytes('again.png', picture)).ok).toBe(true);
    expect(readdirSync(join(folder, 'store', sha256Of(picture).slice(0, 2)))).toEqual([`${sha256Of(picture)}.png`]);
    expect(readdirSync(join(folder, 'store', '.incoming'))).toEqual([]);
  });

  it('gets its size and length if it is a video', async () => {
    expect(await store.addFile(putFile('clip.mp4', mp4(5_000)))).toMatchObject({
      ok: true,
      value: { kind: 'video', mimeType: 'video/mp4', width: 1_280, height: 720, durationSeconds: 2 },
    });
  });

  it('is rejected with the reason if it cannot be a reference', async () => {
    const errorOf = async (path: string) => {
      const added = await store.addFile(path);
      return added.ok ? null : added.error;
    };
    expect(await errorOf(join(folder, 'gone.png'))).toEqual({ kind: 'reference-file-missing', name: 'gone.png' });
    expect(await errorOf(join(putFile('f', png(1, 1)), 'x.png'))).toEqual({ kind: 'reference-file-missing', name: 'x.png' });
    mkdirSync(join(folder, 'dir'));
    expect(await errorOf(join(folder, 'dir'))).toEqual({ kind: 'reference-unreadable', name: 'dir', detail: 'a folder' });
    expect(await errorOf(putFile('renamed.png', Buffer.from('%PDF-1.7\n…')))).toEqual({
      kind: 'reference-wrong-type',
      name: 'renamed.png',
      found: 'application/pdf',
    });
    expect(await errorOf(putFile('empty.png', Buffer.alloc(0)))).toEqual({
      kind: 'reference-wrong-type',
      name: 'empty.png',
      found: 'inode/x-empty',
    });
    expect(await errorOf(putFile('noise', Buffer.from([1, 2, 3, 4, 0, 9])))).toEqual({
      kind: 'reference-wrong-type',
      name: 'noise',
      found: null,
    });
    expect(await errorOf(putFile('truncated.png', png(640, 480, 6).subarray(0, 12)))).toMatchObject({ kind: 'reference-unreadable' });
    expect(await errorOf(putFile('truncated.mp4', mp4(5_000).subarray(0, 3_000)))).toMatchObject({ kind: 'reference-unreadable' });
  });

  it('is rejected before it is copied if it is too large, unless it is a picture that can be made smaller', async () => {
    const putLargeFile = (name: string, head: Uint8Array, bytes: number) => {
      const path = putFile(name, head);
      truncateSync(path, bytes);
      return path;
    };
    const mebibyte = 1024 * 1024;
    expect(await store.addFile(putLargeFile('large.png', png(640, 480, 2), 101 * mebibyte))).toEqual({
      ok: false,
      error: { kind: 'reference-too-large', name: 'large.png', bytes: 101 * mebibyte, limitBytes: 100 * mebibyte },
    });
    // Without the end marker, the zeros would count as the unwritten end of an incomplete picture.
    const photo = Buffer.concat([jpeg(640, 480), Buffer.from([0xff, 0xd9])]);
    expect((await store.addFile(putLargeFile('shrinks.jpg', photo, 31 * mebibyte))).ok).toBe(true);
    const video = await store.addFile(putLargeFile('large.avi', Buffer.from('RIFF\0\0\0\0AVI LIST'), 101 * mebibyte));
    expect(video).toMatchObject({ ok: false, error: { kind: 'reference-too-large', limitBytes: 100 * mebibyte } });
    expect((await store.addFile(putLargeFile('long.avi', Buffer.from('RIFF\0\0\0\0AVI LIST'), 31 * mebibyte))).ok).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('never blocks the studio if it is a pipe', async () => {
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    expect(await store.addFile(join(folder, 'pipe'))).toMatchObject({
      ok: false,
      error: { kind: 'reference-unreadable', detail: 'not a file' },
    });
  });

  it('is never stored as a mixture of two versions if it changes while it is copied', async () => {
    const before = Buffer.concat([png(640, 480, 2), Buffer.alloc(20_000_000)]);
    const after = Buffer.concat([png(320, 200, 2), Buffer.alloc(20_000_000, 1)]);
    const path = putFile('changing.png', before);
    const adding = store.addFile(path);
    const incoming = join(folder, 'store', '.incoming');
    const hasCopyStarted = () =>
      existsSync(incoming) &&
      readdirSync(incoming).some((name) => (statSync(join(incoming, name), { throwIfNoEntry: false })?.size ?? 0) > 0);
    for (let attempt = 0; attempt < 10_000 && !hasCopyStarted(); attempt += 1) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(path, after);
    const added = await adding;
    if (added.ok) expect([sha256Of(before), sha256Of(after)]).toContain(added.value.sha256);
    else expect(added.error.kind).toBe('reference-unreadable');
  });

  it('has no path if it is unknown', async () => {
    expect([await store.locate('0'.repeat(64)), await store.open('../../etc/passwd'), await store.locate('')]).toEqual([null, null, null]);
  });
});

describe('a URL', () => {
  const addFromServer = async (behave: (path: string) => FileBehaviour, path = '/pictures/f%C3%BCchsin.png?x=1', allowsLoopback = true) => {
    const server = await startFileServer(behave);
    onTestFinished(() => server.close());
    return { result: await store.addUrl(`${server.origin}${path}`, { allowsLoopback }, signal), server };
  };

  it('is fetched, checked and stored like a file', async () => {
    const { result } = await addFromServer(() => ({ bytes: png(640, 480, 2), contentType: 'text/plain' }));
    expect(result).toMatchObject({ ok: true, value: { name: 'füchsin.png', mimeType: 'image/png', width: 640, hasAlpha: false } });
    const location = result.ok ? await store.locate(result.value.sha256) : null;
    expect(readFileSync(location?.absolutePath ?? '').equals(png(640, 480, 2))).toBe(true);
  });

  it('is refused if it leads to a private host, to nothing or into a redirect loop', async () => {
    const reasonOf = ({ result }: Awaited<ReturnType<typeof addFromServer>>) =>
      !result.ok && result.error.kind === 'reference-address' && result.error.reason;
    const blocked = await addFromServer(() => ({ bytes: png(1, 1) }), '/a.png', false);
    expect([reasonOf(blocked), blocked.server.requests.length]).toEqual(['private', 0]);
    expect(reasonOf(await addFromServer(() => ({ bytes: Buffer.alloc(0), status: 302, location: 'http://192.168.0.1/a.png' })))).toBe(
      'private',
    );
    expect(reasonOf(await addFromServer(() => ({ bytes: Buffer.alloc(0), status: 302, location: '/again' })))).toBe('too-many-redirects');
    expect(reasonOf(await addFromServer(() => ({ bytes: png(1, 1), status: 404 })))).toBe('unreachable');
    expect(reasonOf(await addFromServer(() => ({ bytes: png(1, 1), status: 206, contentRange: 'bytes 0-9/5000' })))).toBe('unreachable');
    expect(await addFromServer(() => ({ bytes: png(640, 480), status: 203 }))).toMatchObject({ result: { ok: true } });
    expect(reasonOf(await addFromServer(() => ({ bytes: png(640, 480), cutAfterBytes: 20 })))).toBe('unreachable');
    const storeOfPrivateHost = createReferenceStore({
      pictures: createFakePictureDecoder(),
      folder,
      http: createNodeHttpClient(),
      lookup: async () => ['192.168.7.7'],
    });
    expect(await storeOfPrivateHost.addUrl('https://pictures.example/a.png', { allowsLoopback: false }, signal)).toMatchObject({
      ok: false,
      error: { reason: 'private' },
    });
    for (const [url, reason] of [
      ['nonsense', 'malformed'],
      ['ftp://example.com/a.png', 'not-http'],
      ['file:///etc/passwd', 'not-http'],
    ]) {
      expect(await store.addUrl(url ?? '', { allowsLoopback: true }, signal)).toMatchObject({
        ok: false,
        error: { kind: 'reference-address', reason },
      });
    }
  });

  it('fails if it takes too long or sends too much', async () => {
    const server = await startFileServer((path) =>
      path === '/slow' ? { bytes: png(640, 480), stallAfterBytes: 10 } : { bytes: png(640, 480), announcedBytes: 101 * 1024 * 1024 },
    );
    onTestFinished(() => server.close());
    const storeWithShortTimeout = createReferenceStore({
      pictures: createFakePictureDecoder(),
      folder,
      http: createNodeHttpClient(),
      fetchTimeoutMs: 100,
    });
    expect(await storeWithShortTimeout.addUrl(`${server.origin}/slow`, { allowsLoopback: true }, signal)).toMatchObject({
      ok: false,
      error: { reason: 'unreachable' },
    });
    expect(await store.addUrl(`${server.origin}/large`, { allowsLoopback: true }, signal)).toMatchObject({
      ok: false,
      error: { kind: 'reference-too-large' },
    });
  });

  it('is rejected if it returns a web page instead of a picture', async () => {
    const { result } = await addFromServer(() => ({ bytes: Buffer.from('<!DOCTYPE html><html>'), contentType: 'image/png' }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'reference-wrong-type', found: 'text/html' } });
  });
});
