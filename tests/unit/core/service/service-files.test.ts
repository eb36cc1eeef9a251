// The files of a profile at EvoLink: listed with the studio's own data, deleted, and uploaded once per content.
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../../shared/generation.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const bench = benchPerTest();

const addFile = async (path: string): Promise<Reference> => {
  const [added] = (await bench.must('references.addFiles', { paths: [path] })).added;
  if (added === undefined) throw new Error();
  return added;
};
const requestWith = (image: Reference) => ({ ...fox, references: [{ role: 'first-frame' as const, referenceId: image.id }] });
const list = async (page = 1) => await bench.must('files.list', { profileId: bench.profileId, page });
const upload = async (path: string) => {
  bench.desktop.chosenFiles = [path];
  return await bench.call('files.upload', { profileId: bench.profileId });
};

describe('listing files', () => {
  it('returns URL and expiry of files the studio uploaded, and the tasks that use them', async () => {
    const uploadedAtMs = bench.clock.now();
    await bench.submit(requestWith(await addFile('/a.png')), 2);
    bench.files.hostedFiles.push({ fileId: 'elsewhere', name: 'b.gif', bytes: 7, uploadedAtMs: uploadedAtMs - hourMs });
    bench.files.hostedFiles.push({ fileId: 'bare', name: 'c.mp4', bytes: null, uploadedAtMs: null });
    expect(await list()).toEqual({
      total: 3,
      page: 1,
      pageSize: 20,
      files: [
        {
          fileId: 'file_1',
          name: '/a.png',
          bytes: 6,
          uploadedAtMs,
          expiresAtMs: uploadedAtMs + 72 * hourMs,
          url: 'https://files.example/file_1',
          taskCount: 2,
          uploadResponse: { file_id: 'file_1', file_name: '/a.png' },
        },
        {
          fileId: 'elsewhere',
          name: 'b.gif',
          bytes: 7,
          uploadedAtMs: uploadedAtMs - hourMs,
          expiresAtMs: uploadedAtMs + 71 * hourMs,
          url: null,
          taskCount: 0,
          uploadResponse: null,
        },
        {
          fileId: 'bare',
          name: 'c.mp4',
          bytes: null,
          uploadedAtMs: null,
          expiresAtMs: null,
          url: null,
          taskCount: 0,
          uploadResponse: null,
        },
      ],
    });
    for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
    await bench.clock.advance(hourMs);
    expect((await list()).files[0]?.taskCount).toBe(0);
  });

  it('names a file as the user’s reference is named if it was uploaded under its content name', async () => {
    const image = await addFile('/fox.png');
    await bench.submit(requestWith(image));
    const hostedFile = bench.files.hostedFiles[0];
    if (hostedFile !== undefined) bench.files.hostedFiles[0] = { ...hostedFile, name: `${image.sha256}.png` };
    expect((await list()).files[0]?.name).toBe('/fox.png');
  });

  it('does not confuse a normalized copy with the file itself', async () => {
    bench.references.normalize = ['turned'];
    const image = await addFile('/a.png');
    await bench.submit(requestWith(image));
    expect(await upload('/a.png')).toMatchObject({ ok: true, value: { wasThere: false, url: 'https://files.example/file_2' } });
    await bench.submit(requestWith(image));
    expect(bench.files.uploads.map(({ name }) => name)).toEqual(['normalized /a.png', '/a.png', 'normalized /a.png']);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_3']);
  });

  it('returns pages', async () => {
    for (let index = 0; index < 45; index += 1)
      bench.files.hostedFiles.push({ fileId: `f${index}`, name: `${index}.png`, bytes: 1, uploadedAtMs: 0 });
    const { total, files } = await list(3);
    expect([total, files.map(({ fileId }) => fileId)]).toEqual([45, ['f40', 'f41', 'f42', 'f43', 'f44']]);
  });

  it.each([
    ['a refusal with HTTP 200', { kind: 'file-host-refused', service: serviceResponse(200, '400') }],
    ['a rejected key', unauthorized],
    ['no response', noResponse],
    ['a service without a list', { kind: 'not-found', service: serviceResponse(404) }],
  ] as const)('passes on the error %s', async (_, error) => {
    bench.files.refusals.set('list', error);
    bench.files.refusals.set('quota', error);
    expect(await bench.call('files.list', { profileId: bench.profileId, page: 1 })).toEqual({ ok: false, error });
    expect(await bench.call('files.quota', { profileId: bench.profileId })).toEqual({ ok: false, error });
  });

  it('needs a profile with a key', async () => {
    const unknown = { ok: false, error: { kind: 'unknown-item', what: 'profile' } };
    expect(await bench.call('files.list', { profileId: 99, page: 1 })).toEqual(unknown);
    expect(await bench.call('files.delete', { profileId: 99, fileId: 'x' })).toEqual(unknown);
    await bench.must('profiles.forgetKey', { profileId: bench.profileId });
    expect(await bench.call('files.quota', { profileId: bench.profileId })).toEqual({
      ok: false,
      error: { kind: 'no-key', profile: 'Mine' },
    });
  });
});

it('the quota is returned as the service reports it', async () => {
  await upload('/a.png');
  expect(await bench.must('files.quota', { profileId: bench.profileId })).toEqual({ usedFiles: 1, maxFiles: 100, remainingFiles: 99 });
});

describe('deleting a file', () => {
  it('makes the next use upload it again', async () => {
    const image = await addFile('/a.png');
    await bench.submit(requestWith(image));
    await bench.must('files.delete', { profileId: bench.profileId, fileId: 'file_1' });
    expect((await list()).files).toEqual([]);
    await bench.submit(requestWith(image));
    expect(bench.files.uploads).toHaveLength(2);
    expect(bench.api.submitted.at(-1)?.body.image_urls).toEqual(['https://files.example/file_2']);
  });

  it.each([
    ['no longer exists', { kind: 'not-found', service: serviceResponse(404) }, true],
    ['no longer exists, reported with HTTP 200', { kind: 'file-host-refused', service: serviceResponse(200, '404') }, true],
    ['may no longer exist', noResponse, true],
    ['is refused', { kind: 'file-host-refused', service: serviceResponse(200, '403') }, false],
    ['is not for this key', unauthorized, false],
  ] as const)('that %s returns an error, and the file is uploaded again if necessary', async (_, error, isUploadedAgain) => {
    const image = await addFile('/a.png');
    await bench.submit(requestWith(image));
    bench.files.refusals.set('remove', error);
    expect(await bench.call('files.delete', { profileId: bench.profileId, fileId: 'file_1' })).toEqual({ ok: false, error });
    await bench.submit(requestWith(image));
    expect(bench.files.uploads).toHaveLength(isUploadedAgain ? 2 : 1);
  });

  it('rejects an id that is a path segment with a meaning', async () => {
    for (const fileId of ['', '.', '..']) {
      expect(await bench.call('files.delete', { profileId: bench.profileId, fileId })).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input' },
      });
    }
  });
});

describe('uploading a file by hand', () => {
  it('returns the URL, which a reference of the same content then uses', async () => {
    const uploaded = await upload('/a.png');
    expect(uploaded).toEqual({
      ok: true,
      value: {
        name: '/a.png',
        url: 'https://files.example/file_1',
        expiresAtMs: bench.clock.now() + 72 * hourMs,
        wasThere: false,
        reply: { file_id: 'file_1', file_name: '/a.png' },
      },
    });
    expect((await list()).files[0]?.url).toBe('https://files.example/file_1');
    await bench.submit(requestWith(await addFile('/a.png')));
    expect(bench.files.uploads).toEqual([{ method: 'stream', name: '/a.png' }]);
  });

  it('happens once per content while the upload exists', async () => {
    await upload('/a.png');
    expect(await upload('/a.png')).toMatchObject({ ok: true, value: { url: 'https://files.example/file_1', wasThere: true } });
    bench.files.hostedFiles.length = 0; // deleted on the service's own page
    expect(await upload('/a.png')).toMatchObject({ ok: true, value: { url: 'https://files.example/file_2', wasThere: false } });
    bench.files.refusals.set('list', noResponse);
    expect(await upload('/a.png')).toMatchObject({ ok: true, value: { url: 'https://files.example/file_3', wasThere: false } });
  });

  it('returns the error of the file or of the service', async () => {
    expect(await upload('/gone.png')).toEqual({ ok: false, error: { kind: 'reference-file-missing', name: '/gone.png' } });
    const full = { kind: 'file-host-refused', service: serviceResponse(200, '403') } as const;
    bench.files.refusals.set('stream', full);
    expect(await upload('/a.png')).toEqual({ ok: false, error: full });
    bench.desktop.chosenFiles = [];
    expect(await bench.call('files.upload', { profileId: bench.profileId })).toEqual({ ok: false, error: { kind: 'cancelled-by-user' } });
  });

  it('happens one file at a time, and can be stopped', async () => {
    bench.files.ready = new Promise(() => {});
    const running = upload('/a.png');
    expect(await bench.call('files.upload', { profileId: bench.profileId })).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed-in-state' },
    });
    await bench.must('files.cancelUpload', { profileId: bench.profileId });
    expect(await running).toEqual({ ok: false, error: { kind: 'cancelled-by-user' } });
    expect(await bench.call('files.cancelUpload', { profileId: bench.profileId })).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed-in-state' },
    });
    bench.files.ready = Promise.resolve();
    expect((await upload('/a.png')).ok).toBe(true);
  });
});
