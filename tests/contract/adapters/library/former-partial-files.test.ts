// A restored backup and its original database may run at once, on two computers with one folder: neither writes into the other's files.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { claimPartialFile } from '../../../../electron/adapters/library/claim-partial-file.ts';
import { noteOf } from '../../../../electron/adapters/library/partial-file.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testDownload, testOwner, testPartialFile } from '../../../support/partial-file-owner.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { startFileServer } from '../http/file-server.ts';
import { testClock } from '../test-clock.ts';

const video = mp4(400_000);
const restored = { id: 'restored00000000', formerIds: [testOwner.id] };
/** Each computer has its own. */
const newLibrary = () => createVideoLibrary({ http: createNodeHttpClient(), clock: testClock() });
const minuteMs = 60_000;

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'former-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.incoming'));
  return folder;
}

const job = (folder: string, url: string, owner = testOwner) => ({ ...testDownload(folder, url), owner });

/** A partial file with its note, as the former identity left it this long ago. */
function putFormerPart(folder: string, agoMs: { readonly part: number; readonly note: number }): void {
  const of = { of: testPartialFile.serviceResultName, url: 'https://a/b.mp4', etag: null, lastModified: null, totalBytes: 9 };
  for (const [name, content, age] of [
    [`${testOwner.id}-7.part`, 'abc', agoMs.part],
    [`${testOwner.id}-7.part.json`, JSON.stringify(noteOf(of, 3)), agoMs.note],
  ] as const) {
    const path = join(folder, '.incoming', name);
    writeFileSync(path, content);
    const at = (Date.now() - age) / 1_000;
    utimesSync(path, at, at);
  }
}

it('a published file stays as it was verified, whatever the former identity still writes', async () => {
  const folder = scratch();
  // The first computer goes on writing different bytes, so that they would be visible in the file.
  const other = Buffer.from(video);
  other.fill(0x55, 200_000);
  const slow = await startFileServer(() => ({ bytes: other, pieceBytes: 1_000 }));
  const fast = await startFileServer(() => ({ bytes: video }));
  onTestFinished(async () => {
    await slow.close();
    await fast.close();
  });
  const stop = new AbortController();
  let received = 0;
  const running = newLibrary().download(
    {
      ...job(folder, `${slow.origin}/a.mp4`),
      onProgress: ({ receivedBytes }) => {
        received = receivedBytes;
      },
    },
    stop.signal,
  );
  await expect.poll(() => received).toBeGreaterThan(50_000);
  const stored = await newLibrary().download(job(folder, `${fast.origin}/a.mp4`, restored), new AbortController().signal);
  expect(stored).toMatchObject({ ok: true, value: { path: 'fox.mp4' } });
  const at = received;
  await expect.poll(() => received).toBeGreaterThan(Math.max(at, 250_000));
  stop.abort();
  await running;
  expect(readFileSync(join(folder, 'fox.mp4')).equals(video)).toBe(true);
});

const claim = (folder: string, nowMs = Date.now()) =>
  claimPartialFile(
    { ...testPartialFile, owner: restored, resultId: 7, url: 'https://a/b.mp4', folder },
    { nowMs, isClosedHere: () => false },
  );
const names = (folder: string) => readdirSync(join(folder, '.incoming')).sort();
const former = [`${testOwner.id}-7.part`, `${testOwner.id}-7.part.json`];
const own = [`${restored.id}-7.part`, `${restored.id}-7.part.json`];

it.each([
  ['is claimed ten minutes after its last change', { part: 11 * minuteMs, note: 11 * minuteMs }, own],
  ['is not claimed while it grows', { part: 1 * minuteMs, note: 60 * minuteMs }, former],
  ['is not claimed while its note is being written', { part: 60 * minuteMs, note: 1 * minuteMs }, former],
  ['is not claimed if its time is in the future', { part: -60 * minuteMs, note: 60 * minuteMs }, former],
])('the partial file of a former identity %s', async (_, agoMs, left) => {
  const folder = scratch();
  putFormerPart(folder, agoMs);
  await claim(folder);
  expect(names(folder)).toEqual(left);
});

it('a local clock ahead of the folder’s does not cause a file that is still being written to be claimed', async () => {
  const folder = scratch();
  putFormerPart(folder, { part: 0, note: 0 });
  await claim(folder, Date.now() + 24 * 60 * minuteMs);
  expect(names(folder)).toEqual(former);
});

const of = (folder: string) => ({ ...testPartialFile, owner: restored, resultId: 7, url: 'https://a/b.mp4', folder });
const lockedCalls = ['EBUSY', 'EPERM', 'EACCES'].flatMap((code) =>
  (
    [
      ['copy', former],
      ['rename', former],
      // The bytes exist twice: the other program may continue with its own.
      ['remove', [...former, ...own]],
    ] as const
  ).map(([call, left]) => ({ code, call, left })),
);

it.each(lockedCalls)('a partial file that another program holds open is not claimed if $call fails with $code', async (locked) => {
  const folder = scratch();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const refuse = async () => {
    throw Object.assign(new Error('held open'), { code: locked.code });
  };
  await claimPartialFile(of(folder), { nowMs: Date.now(), isClosedHere: () => false, calls: { [locked.call]: refuse } });
  expect(names(folder)).toEqual([...locked.left].sort());
});

it('a partial file that is written while it is copied is not claimed, and no copy stays', async () => {
  const folder = scratch();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const copy = async (from: string, to: string) => {
    copyFileSync(from, to);
    appendFileSync(from, 'def');
  };
  await claimPartialFile(of(folder), { nowMs: Date.now(), isClosedHere: () => false, calls: { copy } });
  expect(names(folder)).toEqual(former);
});

it('a copy interrupted by a kill is made again', async () => {
  const folder = scratch();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  writeFileSync(join(folder, '.incoming', `${restored.id}-7.part~`), 'a');
  await claim(folder);
  expect(names(folder)).toEqual(own);
  expect(readFileSync(join(folder, '.incoming', `${restored.id}-7.part`), 'utf8')).toBe('abc');
});

it('a copy interrupted by a kill is removed if it is not made again, and a copy of another database is kept', async () => {
  const folder = scratch();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const theirs = `${testOwner.id}-8.part~`;
  for (const name of [`${restored.id}-7.part~`, theirs]) writeFileSync(join(folder, '.incoming', name), 'a');
  await newLibrary().sweepPartialFiles({ folder, owner: restored, statusOf: () => 'unknown' });
  expect(names(folder)).toEqual([...former, theirs].sort());
});

it('a partial file that this process wrote and closed is claimed without a copy', async () => {
  const folder = scratch();
  putFormerPart(folder, { part: 0, note: 0 });
  const copy = () => Promise.reject(new Error('copied'));
  await claimPartialFile(of(folder), { nowMs: Date.now(), isClosedHere: () => true, calls: { copy } });
  expect(names(folder)).toEqual(own);
});

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Holds the request until it is released, like a slow host: the partial file is open by then, and nothing is written. */
function heldHttp() {
  const real = createNodeHttpClient();
  let isAsked = false;
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const http: typeof real = {
    ...real,
    async send(request) {
      isAsked = true;
      await gate;
      return await real.send(request);
    },
  };
  return { http, isAsked: () => isAsked, release: () => release() };
}

it.each([
  ['restarts the download', true],
  ['resumes the download', false],
])(
  'a video published from the partial file of a former identity stays intact if that one has the file open and %s',
  async (_, ignoresRange) => {
    const folder = scratch();
    let isCut = true;
    const server = await startFileServer(() => ({ bytes: video, ignoresRange, ...(isCut ? { cutAfter: 100_000 } : {}) }));
    onTestFinished(() => server.close());
    const url = `${server.origin}/a.mp4`;
    const tagsFor = (title: string) => () => ({ title, prompt: title, record: JSON.stringify({ title }) });
    const signal = new AbortController().signal;
    expect(await newLibrary().download(job(folder, url), signal)).toMatchObject({ ok: false });
    isCut = false;
    for (const name of former) utimesSync(join(folder, '.incoming', name), 1, 1);
    // Both computers are started the next morning.
    const held = heldHttp();
    const first = createVideoLibrary({ http: held.http, clock: testClock() }).download(
      { ...job(folder, url), tagsFor: tagsFor('first') },
      signal,
    );
    await expect.poll(held.isAsked).toBe(true);
    const stored = await newLibrary().download({ ...job(folder, url, restored), tagsFor: tagsFor('other') }, signal);
    if (!stored.ok) throw new Error(stored.error.kind);
    held.release();
    expect(await first).toMatchObject({ ok: false });
    // The next attempt of the other computer creates its own file.
    const again = await newLibrary().download({ ...job(folder, url), tagsFor: tagsFor('first') }, signal);
    if (!again.ok) throw new Error(again.error.kind);
    for (const { path, sha256 } of [stored.value, again.value]) expect(hashOf(join(folder, path))).toBe(sha256);
  },
);
