// A restored backup and the original database may run at the same time on two computers that share a folder. Neither writes into the
// other's files.
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
import { claimPartialFile } from '../../../../electron/adapters/library/download/claim-partial-file.ts';
import { noteOf } from '../../../../electron/adapters/library/download/partial-file.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testDownload, testOwner, testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { startFileServer } from '../http/file-server.ts';

const video = mp4(400_000);
const restoredOwner = { id: 'restored00000000', formerIds: [testOwner.id] };
/** A library adapter of another computer, which shares only the folder. */
const newLibrary = () => createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const minuteMs = 60_000;

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'former-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.incoming'));
  return folder;
}

const job = (folder: string, url: string, owner = testOwner) => ({ ...testDownload(folder, url), owner });

/** Creates a partial file and its note, as the former identity left them this long ago. */
function putFormerPart(folder: string, ageMs: { readonly part: number; readonly note: number }): void {
  const of = { of: testPartialFile.serviceResultName, url: 'https://a/b.mp4', etag: null, lastModified: null, totalBytes: 9 };
  for (const [name, content, age] of [
    [`${testOwner.id}-7.part`, 'abc', ageMs.part],
    [`${testOwner.id}-7.part.json`, JSON.stringify(noteOf(of, 3)), ageMs.note],
  ] as const) {
    const path = join(folder, '.incoming', name);
    writeFileSync(path, content);
    const at = (Date.now() - age) / 1_000;
    utimesSync(path, at, at);
  }
}

it('a published file keeps its verified content although the former identity continues to write', async () => {
  const folder = createFolder();
  // The first computer continues to write. Its bytes differ, so that they would show in the published file.
  const other = Buffer.from(video);
  other.fill(0x55, 200_000);
  const slow = await startFileServer(() => ({ bytes: other, pieceBytes: 1_000 }));
  const fast = await startFileServer(() => ({ bytes: video }));
  onTestFinished(async () => {
    await slow.close();
    await fast.close();
  });
  const controller = new AbortController();
  let received = 0;
  const firstDownload = newLibrary().download(
    {
      ...job(folder, `${slow.origin}/a.mp4`),
      onProgress: ({ receivedBytes }) => {
        received = receivedBytes;
      },
    },
    controller.signal,
  );
  await expect.poll(() => received).toBeGreaterThan(50_000);
  const stored = await newLibrary().download(job(folder, `${fast.origin}/a.mp4`, restoredOwner), new AbortController().signal);
  expect(stored).toMatchObject({ ok: true, value: { path: 'fox.mp4' } });
  const receivedBefore = received;
  await expect.poll(() => received).toBeGreaterThan(Math.max(receivedBefore, 250_000));
  controller.abort();
  await firstDownload;
  expect(readFileSync(join(folder, 'fox.mp4')).equals(video)).toBe(true);
});

const claim = (folder: string, nowMs = Date.now()) =>
  claimPartialFile(
    { ...testPartialFile, owner: restoredOwner, resultId: 7, url: 'https://a/b.mp4', folder },
    { nowMs, isClosedHere: () => false },
  );
const incomingFiles = (folder: string) => readdirSync(join(folder, '.incoming')).sort();
const formerFiles = [`${testOwner.id}-7.part`, `${testOwner.id}-7.part.json`];
const restoredFiles = [`${restoredOwner.id}-7.part`, `${restoredOwner.id}-7.part.json`];

it.each([
  ['is claimed ten minutes after its last change', { part: 11 * minuteMs, note: 11 * minuteMs }, restoredFiles],
  ['is not claimed while it grows', { part: 1 * minuteMs, note: 60 * minuteMs }, formerFiles],
  ['is not claimed while its note is being written', { part: 60 * minuteMs, note: 1 * minuteMs }, formerFiles],
  ['is not claimed if its time is in the future', { part: -60 * minuteMs, note: 60 * minuteMs }, formerFiles],
])('the partial file of a former identity %s', async (_, ageMs, expectedFiles) => {
  const folder = createFolder();
  putFormerPart(folder, ageMs);
  await claim(folder);
  expect(incomingFiles(folder)).toEqual(expectedFiles);
});

it('a file that is still being written is not claimed even if the local clock is ahead of the folder’s clock', async () => {
  const folder = createFolder();
  putFormerPart(folder, { part: 0, note: 0 });
  await claim(folder, Date.now() + 24 * 60 * minuteMs);
  expect(incomingFiles(folder)).toEqual(formerFiles);
});

const partialFileIn = (folder: string) => ({ ...testPartialFile, owner: restoredOwner, resultId: 7, url: 'https://a/b.mp4', folder });
const lockedCalls = ['EBUSY', 'EPERM', 'EACCES'].flatMap((code) =>
  (
    [
      ['copy', formerFiles],
      ['rename', formerFiles],
      // Both copies stay, because the other program may continue with its copy.
      ['remove', [...formerFiles, ...restoredFiles]],
    ] as const
  ).map(([call, expectedFiles]) => ({ code, call, expectedFiles })),
);

it.each(lockedCalls)('a partial file that another program holds open is not claimed if $call fails with $code', async (lockedCall) => {
  const folder = createFolder();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const refuse = async () => {
    throw Object.assign(new Error('held open'), { code: lockedCall.code });
  };
  await claimPartialFile(partialFileIn(folder), { nowMs: Date.now(), isClosedHere: () => false, calls: { [lockedCall.call]: refuse } });
  expect(incomingFiles(folder)).toEqual([...lockedCall.expectedFiles].sort());
});

it('a partial file that is written while it is copied is not claimed, and the copy is removed', async () => {
  const folder = createFolder();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const copy = async (from: string, to: string) => {
    copyFileSync(from, to);
    appendFileSync(from, 'def');
  };
  await claimPartialFile(partialFileIn(folder), { nowMs: Date.now(), isClosedHere: () => false, calls: { copy } });
  expect(incomingFiles(folder)).toEqual(formerFiles);
});

it('a copy that was interrupted by a kill is made again', async () => {
  const folder = createFolder();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  writeFileSync(join(folder, '.incoming', `${restoredOwner.id}-7.part~`), 'a');
  await claim(folder);
  expect(incomingFiles(folder)).toEqual(restoredFiles);
  expect(readFileSync(join(folder, '.incoming', `${restoredOwner.id}-7.part`), 'utf8')).toBe('abc');
});

it('a copy that was interrupted by a kill is removed if it is not needed any more, and a copy of another database is kept', async () => {
  const folder = createFolder();
  putFormerPart(folder, { part: 60 * minuteMs, note: 60 * minuteMs });
  const foreignCopy = `${testOwner.id}-8.part~`;
  for (const name of [`${restoredOwner.id}-7.part~`, foreignCopy]) writeFileSync(join(folder, '.incoming', name), 'a');
  await newLibrary().sweepPartialFiles({ folder, owner: restoredOwner, statusOf: () => 'unknown' });
  expect(incomingFiles(folder)).toEqual([...formerFiles, foreignCopy].sort());
});

it('a partial file that this process wrote and closed is claimed without a copy', async () => {
  const folder = createFolder();
  putFormerPart(folder, { part: 0, note: 0 });
  const copy = () => Promise.reject(new Error('copied'));
  await claimPartialFile(partialFileIn(folder), { nowMs: Date.now(), isClosedHere: () => true, calls: { copy } });
  expect(incomingFiles(folder)).toEqual(restoredFiles);
});

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/**
 * An HTTP client that holds its request until the test releases it, like a slow host. The partial file is then open, but nothing has been
 * written yet.
 */
function createHeldHttp() {
  const real = createNodeHttpClient();
  let isRequested = false;
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const http: typeof real = {
    ...real,
    async send(request) {
      isRequested = true;
      await gate;
      return await real.send(request);
    },
  };
  return { http, isAsked: () => isRequested, release: () => release() };
}

it.each([
  ['restarts the download', true],
  ['resumes the download', false],
])(
  'a video published from the partial file of a former identity stays intact if its other database has the file open and %s',
  async (_, ignoresRange) => {
    const folder = createFolder();
    let isCut = true;
    const server = await startFileServer(() => ({ bytes: video, ignoresRange, ...(isCut ? { cutAfterBytes: 100_000 } : {}) }));
    onTestFinished(() => server.close());
    const url = `${server.origin}/a.mp4`;
    const tagsFor = (title: string) => () => ({ title, prompt: title, record: JSON.stringify({ title }) });
    const signal = new AbortController().signal;
    expect(await newLibrary().download(job(folder, url), signal)).toMatchObject({ ok: false });
    isCut = false;
    for (const name of formerFiles) utimesSync(join(folder, '.incoming', name), 1, 1);
    // The partial file is old enough to be claimed, and both computers continue with it.
    const heldHttp = createHeldHttp();
    const firstDownload = createVideoLibrary({ http: heldHttp.http, clock: scaledClock() }).download(
      { ...job(folder, url), tagsFor: tagsFor('first') },
      signal,
    );
    await expect.poll(heldHttp.isAsked).toBe(true);
    const stored = await newLibrary().download({ ...job(folder, url, restoredOwner), tagsFor: tagsFor('other') }, signal);
    if (!stored.ok) throw new Error(stored.error.kind);
    heldHttp.release();
    expect(await firstDownload).toMatchObject({ ok: false });
    // The next attempt of the other computer creates its own file.
    const secondAttempt = await newLibrary().download({ ...job(folder, url), tagsFor: tagsFor('first') }, signal);
    if (!secondAttempt.ok) throw new Error(secondAttempt.error.kind);
    for (const { path, sha256 } of [stored.value, secondAttempt.value]) expect(hashOf(join(folder, path))).toBe(sha256);
  },
);
