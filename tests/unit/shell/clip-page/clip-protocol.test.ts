import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkSource } from '../../../../electron/shell/clip-page/clip-messages.ts';
import { createClipProtocol } from '../../../../electron/shell/clip-page/clip-protocol.ts';
import { createClipQueue } from '../../../../electron/shell/clip-page/clip-queue.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clip-protocol-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'clip.html'), '<!doctype html>');
  await writeFile(join(folder, 'index.html'), 'the window');
  await writeFile(join(folder, 'assets/clip-1.js'), '1');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const neverAborted = new AbortController().signal;
const url = (path: string) => `studio-work://clip${path}`;

function bytesSource(bytes: Uint8Array): WorkSource {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

async function withJob(source = bytesSource(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7])), kind: 'poster' | 'picture' = 'poster') {
  const queue = createClipQueue(() => undefined);
  const ask = createClipProtocol(queue, folder);
  const { size } = source;
  const work = kind === 'poster' ? ({ kind, size } as const) : ({ kind, size, mimeType: 'image/png', write: null } as const);
  const result = queue.add(work, source, neverAborted);
  result.catch(() => undefined);
  const { id } = (await (await ask(new Request(url('/jobs/next')))).json()) as { id: string };
  const get = (action: string, headers = {}) => ask(new Request(url(`/jobs/${id}/${action}`), { headers }));
  const post = (action: string, body: BodyInit) => ask(new Request(url(`/jobs/${id}/${action}`), { method: 'POST', body }));
  return { ask, id, result, get, post };
}

describe('the protocol of the clip page', () => {
  it('serves the page with a policy that allows nothing unsafe', async () => {
    const response = await (await withJob()).ask(new Request(url('/clip.html')));
    const policy = response.headers.get('content-security-policy') ?? '';
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'nosniff',
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('*');
  });

  it.each([
    ['/assets/clip-1.js', 200],
    ['/index.html', 404],
    ['/assets/../index.html', 404],
    ['/assets/%2e%2e/index.html', 404],
    ['/assets/..%2findex.html', 404],
    ['/assets/missing.js', 404],
    ['/', 404],
  ])('replies to %s with %i', async (path, status) => {
    expect((await (await withJob()).ask(new Request(url(path)))).status).toBe(status);
  });

  it('serves ranges of the source of the running job and nothing else', async () => {
    const { ask, get } = await withJob();
    const part = await get('source', { range: 'bytes=2-4' });
    expect([part.status, ...new Uint8Array(await part.arrayBuffer())]).toEqual([206, 2, 3, 4]);
    for (const range of ['bytes=2-', 'bytes=-4', 'bytes=4-2', 'bytes=0-8', 'bytes=0-1,3-4', '']) {
      expect((await get('source', range === '' ? {} : { range })).status).toBe(416);
    }
    const other = url('/jobs/00000000-0000-0000-0000-000000000000/source');
    expect((await ask(new Request(other, { headers: { range: 'bytes=0-1' } }))).status).toBe(410);
  });

  it('replies with 500 if the source cannot be read', async () => {
    const { get } = await withJob({ size: 8, read: () => Promise.reject(new Error('gone')) });
    expect((await get('source', { range: 'bytes=0-1' })).status).toBe(500);
  });

  it('accepts parts and metadata, and then forgets the job', async () => {
    const { post, get, result } = await withJob();
    const abandonedResponse = get('abandoned');
    await post('parts/poster', new Uint8Array([9]));
    await post('done', JSON.stringify({ width: 1 }));
    expect(await result).toEqual({ parts: new Map([['poster', new Uint8Array([9])]]), metadata: { width: 1 } });
    expect([(await abandonedResponse).status, (await post('done', '{}')).status]).toEqual([204, 410]);
  });

  it('rejects a part that is larger than a picture can be', async () => {
    const { post, result } = await withJob();
    expect((await post('parts/poster', new Uint8Array(9 * 1024 * 1024))).status).toBe(413);
    await expect(result).rejects.toMatchObject({ reason: 'internal' });
  });

  it('reports a picture that is too large with that reason, not as a bug', async () => {
    const { result, post } = await withJob(undefined, 'picture');
    const huge = new Blob(Array(257).fill(new Uint8Array(1024 * 1024)));
    expect((await post('parts/picture', huge)).status).toBe(413);
    await expect(result).rejects.toMatchObject({ reason: 'too-much' });
  });

  it('keeps a known failure reason and treats others as internal', async () => {
    const knownReason = await withJob();
    await knownReason.post('failed', JSON.stringify({ reason: 'undecodable', message: 'hevc' }));
    await expect(knownReason.result).rejects.toMatchObject({ reason: 'undecodable', message: 'hevc' });
    const unknownReason = await withJob();
    await unknownReason.post('failed', 'not json');
    await expect(unknownReason.result).rejects.toMatchObject({ reason: 'internal' });
  });
});
