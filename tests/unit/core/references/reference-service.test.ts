// References: recorded once per content, uploaded once while the upload is valid, in the way that fits their origin.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Reference } from '../../../../shared/generation.ts';
import { fail } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, rateLimited, serviceResponse } from '../../../support/fake-api.ts';
import { createWorld, fox } from '../../../support/studio-bench.ts';

const hour = 3_600_000;
const bench = benchPerTest();

const withImage = (image: Reference | undefined) => ({
  ...fox,
  references: [{ role: 'first-frame' as const, referenceId: image?.id ?? 0 }],
});
const addFile = async (path: string) => (await bench.must('references.addFiles', { paths: [path] })).added[0];

test('one bad file does not affect the others', async () => {
  const { added, failed } = await bench.must('references.addFiles', { paths: ['/a.png', '/gone.png', '/b.png'] });
  expect(added.map(({ name }) => name)).toEqual(['/a.png', '/b.png']);
  expect(failed).toEqual([{ kind: 'reference-file-missing', name: '/gone.png' }]);
  const [first] = added;
  expect((await addFile('/a.png'))?.id).toBe(first?.id);
  expect((await bench.must('references.records', { ids: [first?.id ?? 0, 999] })).references).toEqual([first]);
});

test('variations share one upload, which is used until it is about to expire', async () => {
  const image = await addFile('/a.png');
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.submit(withImage(image), 5);
  expect(bench.api.submitted).toHaveLength(5);
  expect(bench.files.uploads).toEqual([{ method: 'stream', name: '/a.png' }]);
  expect(bench.api.submitted[0]?.body.image_urls).toEqual(['https://files.example/file_1']);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(70 * hour);
  await bench.submit(withImage(image));
  expect(bench.files.uploads).toHaveLength(1);
  await bench.clock.advance(1.5 * hour);
  await bench.submit(withImage(image));
  expect(bench.files.uploads).toHaveLength(2);
  expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_2']);
});

test('an upload that the host lost between two attempts is uploaded again, and its new URL is sent', async () => {
  const image = await addFile('/a.png');
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: rateLimited });
  const [id = 0] = await bench.submit(withImage(image));
  expect((await bench.task(id)).state).toBe('waiting');
  expect(bench.files.existenceChecks).toEqual([]);
  bench.files.deletedUrls.add('https://files.example/file_1');
  bench.api.onSubmit = () => bench.api.accept();
  await bench.clock.advance(61_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(bench.api.submitted.map(({ body }) => body.image_urls)).toEqual([
    ['https://files.example/file_1'],
    ['https://files.example/file_2'],
  ]);
  expect(bench.files.uploads).toHaveLength(2);
});

test('an upload is checked once before many simultaneous tasks use it', async () => {
  const image = await addFile('/a.png');
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.submit(withImage(image));
  await bench.clock.advance(3_600_000);
  await bench.submit(withImage(image), 5);
  expect(bench.files.existenceChecks).toEqual(['https://files.example/file_1']);
  expect(bench.files.uploads).toHaveLength(1);
});

test('an upload that was checked before the clock was set back is checked again', async () => {
  const image = await addFile('/a.png');
  await bench.submit(withImage(image));
  bench.clock.set(bench.clock.now() - 24 * hour);
  await bench.clock.advance(60_000);
  bench.files.deletedUrls.add('https://files.example/file_1');
  await bench.submit(withImage(image));
  expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_2']);
});

test('bytes are uploaded as base64, and a picture added by URL as the bytes that were shown, even if the URL serves others now', async () => {
  const pasted = await bench.must('references.addBytes', { name: 'pasted.png', bytes: new Uint8Array([1]) });
  await bench.submit(withImage(pasted));
  const remote = await bench.must('references.addUrl', { url: 'https://example.com/webcam.png' });
  await bench.submit(withImage(remote));
  expect(bench.files.uploads).toEqual([
    { method: 'base64', name: 'pasted.png' },
    { method: 'stream', name: 'https://example.com/webcam.png' },
  ]);
});

test('an upload without a response is retried, and a refused upload fails the task without sending it', async () => {
  const image = await addFile('/a.png');
  bench.files.refusals.set('stream', noResponse);
  const [id = 0] = await bench.submit(withImage(image));
  expect((await bench.taskIn(id, 'waiting')).error).toEqual(noResponse);
  bench.files.refusals.clear();
  await bench.clock.advance(10_000);
  expect((await bench.task(id)).state).toBe('pending');

  const other = await addFile('/b.png');
  const refusal = { kind: 'file-host-refused', service: serviceResponse(400, 'quota') } as const;
  bench.files.refusals.set('stream', refusal);
  const [later = 0] = await bench.submit(withImage(other));
  expect((await bench.taskIn(later, 'failed')).error).toEqual(refusal);
  expect(bench.api.submitted).toHaveLength(1);
});

test('a missing reference is reported before anything is stored; one that disappears later fails the task, which is kept', async () => {
  const image = await addFile('/a.png');
  bench.references.storedFiles.clear();
  const input = { actionId: newActionId(), request: withImage(image), variations: 1, sendAnyway: false, sourceTaskId: null };
  expect(await bench.call('tasks.submit', input)).toEqual(fail({ kind: 'reference-file-missing', name: '/a.png' }));
  expect((await bench.must('studio.snapshot', {})).tasks).toEqual([]);

  await addFile('/a.png');
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: false, error: noResponse, raw: null });
  const [id = 0] = await bench.submit(withImage(image));
  await bench.clock.advance(10_000);
  bench.references.storedFiles.clear();
  await bench.clock.sleep(100 * hour); // the upload has expired by now, and its file is gone
  await bench.clock.advance(5 * 60_000);
  expect(await bench.task(id)).toMatchObject({ state: 'failed', error: { kind: 'reference-file-missing' }, request: withImage(image) });
});

test('a request that is blocked or advised against is not stored; advice can be overridden, a block cannot', async () => {
  const submit = (request: typeof fox, sendAnyway: boolean) =>
    bench.call('tasks.submit', { actionId: newActionId(), request, variations: 1, sendAnyway, sourceTaskId: null });
  const blocked = await submit({ ...fox, prompt: '' }, true);
  expect(blocked).toMatchObject({ ok: false, error: { kind: 'request-blocked', issues: [{ field: 'prompt', code: 'prompt-missing' }] } });
  const advised = { ...fox, model: 'somebody-elses-model' };
  expect(await submit(advised, false)).toMatchObject({ ok: false, error: { kind: 'request-blocked' } });
  expect((await bench.must('studio.snapshot', {})).tasks).toEqual([]);
  expect((await submit(advised, true)).ok).toBe(true);
  const unknown = await submit({ ...fox, references: [{ role: 'first-frame', referenceId: 77 }] } as typeof fox, true);
  expect(unknown).toEqual(fail({ kind: 'unknown-item', what: 'reference' }));
});

test('references are served by id', async () => {
  const image = await addFile('/a.png');
  expect(await bench.studio.locateMedia('reference', image?.id ?? 0)).toMatchObject({ bytes: 6, mimeType: 'image/png' });
  expect(await bench.studio.locateMedia('reference', 99)).toBeNull();
});

test('a derived picture names its source, and does not replace it', async () => {
  const original = await addFile('/fox.png');
  const cropped = await bench.must('references.addDerived', {
    name: 'fox – crop.png',
    bytes: new Uint8Array([1, 2]),
    fromId: original?.id ?? 0,
    how: 'crop',
  });
  expect(cropped).toMatchObject({ name: 'fox – crop.png', derivedFrom: { referenceId: original?.id, how: 'crop' } });
  expect((await bench.must('references.records', { ids: [original?.id ?? 0, cropped.id] })).references).toEqual([original, cropped]);
  expect(original?.derivedFrom).toBeNull();
  await bench.submit(withImage(cropped));
  expect(bench.files.uploads).toEqual([{ method: 'base64', name: 'fox – crop.png' }]);
});

test('no picture can be derived from an unknown reference', async () => {
  const result = await bench.call('references.addDerived', { name: 'x.png', bytes: new Uint8Array([1]), fromId: 999, how: 'pad' });
  expect(result).toEqual(fail({ kind: 'unknown-item', what: 'reference' }));
});

test.each(['turned', 'cmyk', 'animated'] as const)('a picture that is %s is uploaded as its normalized copy', async (reason) => {
  bench.references.normalize = [reason];
  const image = await addFile('/a.png');
  expect(image?.normalizeReasons).toEqual([reason]);
  await bench.submit(withImage(image));
  expect(bench.files.uploads).toEqual([{ method: 'stream', name: 'normalized /a.png' }]);
  expect(bench.references.inspections).toEqual([]);
});

describe('a picture that was added by an earlier version', () => {
  let databasePath = '';
  let ownProfileId = 0;
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'references-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    databasePath = join(folder, 'studio.sqlite');
    await bench.restart({ world: createWorld(), databasePath });
    ownProfileId = await bench.connect();
  });
  /** Restarts the studio over a database in which the picture's content was never decoded. */
  async function restartAsEarlierVersion(): Promise<void> {
    await bench.studio.stop({ withinMs: 0 });
    const raw = new BetterSqlite(databasePath);
    raw.exec('UPDATE reference SET normalizeReasons = NULL, decoded = NULL');
    raw.close();
    await bench.restart();
  }

  /** A picture that the earlier version sent, and that is only now known to be rotated. */
  async function addRotatedPictureThatWasSent(): Promise<Reference | undefined> {
    const image = await addFile('/a.png');
    await bench.submit(withImage(image));
    await restartAsEarlierVersion();
    bench.references.normalize = ['turned'];
    return image;
  }

  test('is decoded once before it is sent, and uploaded as its normalized copy if it is rotated', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    bench.references.normalize = ['turned'];
    await bench.submit(withImage(image), 2);
    await bench.submit(withImage(image));
    expect(bench.files.uploads).toEqual([{ method: 'stream', name: 'normalized /a.png' }]);
    expect(bench.references.inspections).toHaveLength(1);
    expect((await bench.must('references.records', { ids: [image?.id ?? 0] })).references).toMatchObject([
      { normalizeReasons: ['turned'], decoded: true },
    ]);
  });

  test('is uploaded again if its valid upload may be rotated', async () => {
    const image = await addRotatedPictureThatWasSent();
    await bench.submit(withImage(image));
    expect(bench.files.uploads.map(({ name }) => name)).toEqual(['/a.png', 'normalized /a.png']);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_2']);
  });

  test('is uploaded again even if the upload fails at first', async () => {
    const image = await addRotatedPictureThatWasSent();
    bench.files.refusals.set('stream', noResponse);
    const [id = 0] = await bench.submit(withImage(image));
    expect((await bench.taskIn(id, 'waiting')).error).toEqual(noResponse);
    bench.files.refusals.clear();
    await bench.clock.advance(10_000);
    await bench.taskIn(id, 'pending');
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_3']);
  });

  test('is uploaded again for every account that has an upload', async () => {
    const image = await addFile('/a.png');
    const connection = { profileId: null, name: 'Yours', key: 'sk-ijklmnop5678', apiBaseUrl: null, filesBaseUrl: null };
    await bench.submit(withImage(image));
    const otherProfile = await bench.must('profiles.connect', connection);
    await bench.must('profiles.activate', { profileId: otherProfile.id });
    await bench.submit(withImage(image));
    await restartAsEarlierVersion();
    bench.references.normalize = ['turned'];
    await bench.submit(withImage(image));
    await bench.must('profiles.activate', { profileId: ownProfileId });
    await bench.submit(withImage(image));
    expect(bench.files.uploads.map(({ name }) => name)).toEqual(['/a.png', '/a.png', 'normalized /a.png', 'normalized /a.png']);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_4']);
  });

  test('is uploaded again if the same file was added again', async () => {
    const image = await addRotatedPictureThatWasSent();
    await addFile('/a.png');
    await bench.submit(withImage(image));
    expect(bench.files.uploads.map(({ name }) => name)).toEqual(['/a.png', 'normalized /a.png']);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_2']);
  });

  test('is not sent with a request that was checked with wrong dimensions, if the real ones do not fit', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    bench.references.inspectedSize = { width: 720, height: 1_280 };
    const ids = await bench.submit(withImage(image), 2);
    for (const id of ids) {
      expect((await bench.taskIn(id, 'failed')).error).toMatchObject({
        kind: 'request-blocked',
        issues: [{ code: 'combination', values: { rule: 'image-ratio', width: 720, height: 1_280 } }],
      });
    }
    expect(bench.api.submitted).toEqual([]);
  });

  test('waits while nothing can be decoded, and is sent when decoding works', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    const unavailable = { kind: 'decoder-unavailable', name: '/a.png', detail: 'no page' } as const;
    bench.references.inspection = unavailable;
    const [id = 0] = await bench.submit(withImage(image));
    expect((await bench.taskIn(id, 'waiting')).error).toEqual(unavailable);
    bench.references.inspection = null;
    await bench.clock.advance(10_000);
    await bench.taskIn(id, 'pending');
    expect(bench.api.submitted).toHaveLength(1);
  });

  test('is not reported as incomplete if its format is unsupported, and is decoded again next time', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    bench.references.inspection = { kind: 'reference-undecodable', name: '/a.png', why: 'unsupported' };
    const [id = 0] = await bench.submit(withImage(image));
    await bench.taskIn(id, 'failed');
    bench.references.inspection = null;
    await bench.submit(withImage(image));
    expect(bench.api.submitted).toHaveLength(1);
  });

  test('is sent if its real dimensions fit as well', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    bench.references.inspectedSize = { width: 1_920, height: 1_080 };
    await bench.submit(withImage(image));
    expect(bench.api.submitted).toHaveLength(1);
  });

  test('keeps its valid upload if nothing needs to be normalized', async () => {
    const image = await addFile('/a.png');
    await bench.submit(withImage(image));
    await restartAsEarlierVersion();
    await bench.submit(withImage(image));
    expect(bench.files.uploads).toHaveLength(1);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_1']);
    expect(bench.references.inspections).toHaveLength(1);
  });

  test('is not sent when it is incomplete, and the next request with it is blocked even with Send anyway', async () => {
    const image = await addFile('/a.png');
    await restartAsEarlierVersion();
    bench.references.inspection = { kind: 'reference-incomplete', name: '/a.png' };
    const [id = 0] = await bench.submit(withImage(image));
    expect((await bench.taskIn(id, 'failed')).error).toEqual({ kind: 'reference-incomplete', name: '/a.png' });
    const resubmission = { actionId: newActionId(), request: withImage(image), variations: 1, sendAnyway: true, sourceTaskId: null };
    expect(await bench.call('tasks.submit', resubmission)).toMatchObject({
      ok: false,
      error: { kind: 'request-blocked', issues: [{ code: 'reference-incomplete' }] },
    });
    expect([bench.files.uploads, bench.api.submitted]).toEqual([[], []]);
    // The store decoded the picture when it was added again.
    expect(await addFile('/a.png')).toMatchObject({ id: image?.id, decoded: true });
    await bench.submit(withImage(image));
    expect(bench.api.submitted).toHaveLength(1);
  });
});
