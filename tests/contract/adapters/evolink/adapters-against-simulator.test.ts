// The adapters against the simulated service: from the first call to the file on disk.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEvolinkApi } from '../../../../electron/adapters/evolink/evolink-api.ts';
import { createFilesApi } from '../../../../electron/adapters/evolink/files-api.ts';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import type { Account, FileSource, ServiceTask } from '../../../../electron/core/ports.ts';
import type { SimulatorSettings } from '../../../../electron/simulator/simulator-settings.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { type SimulatedService, startSimulatedService, tinyPng } from '../../simulator/simulated-service.ts';

const http = createNodeHttpClient();
const signal = new AbortController().signal;
const body = { model: 'seedance-1.5-pro', prompt: 'a fox in the snow', duration: 5, quality: '720p', aspect_ratio: '16:9' };

async function startAdapters(settings: Partial<SimulatorSettings> = {}) {
  const service: SimulatedService = await startSimulatedService({ settings });
  const clock = scaledClock();
  const account: Account = { apiBaseUrl: service.api, filesBaseUrl: service.files, key: 'sk-test', allowsLoopback: true };
  const api = createEvolinkApi({ http, clock, version: '1.0.0' });
  const files = createFilesApi({ http, clock, version: '1.0.0' });
  const library = createVideoLibrary({ http, clock });
  const submit = (changes: object = {}, key = 'studio-0123456789abcdef') => api.submit(account, { ...body, ...changes }, key, signal);
  const pollUntilFinished = async (): Promise<ServiceTask> => {
    const outcome = await submit();
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    for (let attempt = 0; attempt < 4_000; attempt += 1) {
      const polled = await api.getTask(account, outcome.task.serviceTaskId, signal);
      if (polled.ok && polled.value.status === 'completed') return polled.value;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the task did not end');
  };
  return { service, account, api, files, library, submit, pollUntilFinished };
}

describe('a generation', () => {
  it('goes from the prompt to a file on disk', async () => {
    const { service, library, pollUntilFinished } = await startAdapters();
    const task = await pollUntilFinished();
    const [result] = task.results;
    if (result?.kind !== 'video') throw new Error('no video');
    const folder = mkdtempSync(join(tmpdir(), 'library-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const job = {
      ...testPartialFile,
      resultId: 1,
      url: result.url,
      folder,
      fileName: 'fox',
      account: { allowsLoopback: true },
      onProgress: () => undefined,
    };
    // The transfer is cut once: the second attempt requests the rest.
    service.simulator.control.addFaults([{ match: { path: '.mp4' }, count: 1, action: { kind: 'truncate', bytes: 1_000 } }]);
    expect((await library.download(job, signal)).ok).toBe(false);
    const stored = await library.download(job, signal);
    if (!stored.ok) throw new Error(stored.error.kind);
    const { width, height, durationSeconds, bytes, sha256, path } = stored.value;
    expect({ width, height, durationSeconds }).toEqual({ width: 1_280, height: 720, durationSeconds: 5 });
    const onDisk = readFileSync(join(folder, path));
    expect([onDisk.byteLength, createHash('sha256').update(onDisk).digest('hex')]).toEqual([bytes, sha256]);
    expect(service.simulator.control.ledger().accepted.length).toBe(1);
  });

  it('is accepted only once if it is requested twice with the same key', async () => {
    const { service, submit } = await startAdapters();
    const [first, second] = [await submit(), await submit()];
    if (first.kind !== 'accepted' || second.kind !== 'accepted') throw new Error('not accepted');
    expect([first.isReplayed, second.isReplayed, second.task.serviceTaskId]).toEqual([false, true, first.task.serviceTaskId]);
    expect(service.simulator.control.ledger().accepted.length).toBe(1);
    expect((await submit({ prompt: 'another' })).kind).toBe('unknown');
  });

  it.each(['now', 'contract'] as const)('is refused with a typed error in either error format (%s)', async (errorStyle) => {
    const { account, api, submit } = await startAdapters({ errorStyle, credits: 0 });
    expect((await submit()).kind).toBe('account-refused');
    expect((await submit({ model: 'no-such-model' })).kind).toBe('refused');
    const outcome = await api.submit({ ...account, key: 'sk-invalid' }, body, 'studio-0123456789abcdef', signal);
    expect(outcome.kind === 'account-refused' && outcome.error.kind).toBe('unauthorized');
    const polled = await api.getTask(account, 'task-unified-1761313744-aaaaaaaa', signal);
    expect(!polled.ok && polled.error.kind).toBe('not-found');
  });

  it('has an unknown outcome if its connection is cut after acceptance, and is found in the list', async () => {
    const { service, account, api, submit } = await startAdapters();
    service.simulator.control.addFaults([{ match: { path: '/v1/videos/generations' }, count: 1, action: { kind: 'drop', when: 'after' } }]);
    const outcome = await submit();
    expect(outcome).toMatchObject({ kind: 'unknown', wasSent: true, error: { kind: 'no-response', reason: 'connection-lost' } });
    const list = await api.listTasks(account, 1, signal);
    expect(list.ok && list.value.map(({ serviceTaskId }) => serviceTaskId)).toEqual(
      service.simulator.control.ledger().accepted.map(({ taskId }) => taskId),
    );
  });
});

describe('a poll batch', () => {
  it('returns only the tasks of this account', async () => {
    const { account, api, pollUntilFinished } = await startAdapters();
    const { serviceTaskId } = await pollUntilFinished();
    const foreignTaskId = 'task-unified-1761313744-aaaaaaaa';
    const response = await api.getTasks(account, [serviceTaskId, foreignTaskId], signal);
    if (!response.ok) throw new Error(response.error.kind);
    expect([...response.value.keys()]).toEqual([serviceTaskId]);
    const single = await api.getTask(account, serviceTaskId, signal);
    expect(single.ok && { ...single.value, raw: '' }).toEqual({ ...response.value.get(serviceTaskId), raw: '' });
    const foreignPoll = await api.getTasks({ ...account, key: 'sk-other' }, [serviceTaskId], signal);
    expect(foreignPoll.ok && foreignPoll.value.size).toBe(0);
  });

  it('is not found if the service supports only documented calls', async () => {
    const { account, api } = await startAdapters({ undocumented: false });
    const response = await api.getTasks(account, ['task-unified-1761313744-aaaaaaaa'], signal);
    expect(!response.ok && response.error.kind).toBe('not-found');
  });
});

describe('the account', () => {
  it('has a balance', async () => {
    const { account, api } = await startAdapters({ credits: 500 });
    expect(await api.getCredits(account, signal)).toMatchObject({ ok: true, value: { unlimited: false, accountRemaining: 500 } });
  });

  it('has no task list if the service supports only documented calls', async () => {
    const { account, api } = await startAdapters({ undocumented: false });
    const list = await api.listTasks(account, 1, signal);
    expect(!list.ok && list.error.kind).toBe('not-found');
  });
});

describe('files', () => {
  const picture: FileSource = {
    name: 'Füchsin "im" Schnee.png',
    mimeType: 'image/png',
    bytes: 64,
    async *read() {
      yield tinyPng().subarray(0, 10);
      yield tinyPng().subarray(10);
    },
  };
  const sha256 = createHash('sha256').update(tinyPng()).digest('hex');

  it('are uploaded in two ways, listed, counted and deleted', async () => {
    const { service, account, files } = await startAdapters();
    const streamed = await files.uploadStream(account, picture, signal);
    const encoded = await files.uploadBase64(account, picture, signal);
    if (!streamed.ok || !encoded.ok) throw new Error('refused');
    const { uploads } = service.simulator.control.state();
    expect(uploads.map((upload) => upload.sha256)).toEqual([sha256, sha256]);
    const hoursUntilExpiry = ((streamed.value.expiresAtMs ?? 0) - Date.now()) / 3_600_000;
    expect(hoursUntilExpiry).toBeGreaterThan(71);
    expect(hoursUntilExpiry).toBeLessThan(73);
    const list = await files.list(account, 1, 20, signal);
    expect(list.ok && list.value.files.some(({ fileId, bytes }) => fileId === streamed.value.fileId && bytes === 64)).toBe(true);
    expect(await files.quota(account, signal)).toMatchObject({ ok: true, value: { maxFiles: 100 } });
    expect(await files.remove(account, streamed.value.fileId, signal)).toEqual({ ok: true, value: null });
    const secondRemoval = await files.remove(account, streamed.value.fileId, signal);
    expect(secondRemoval.ok).toBe(false);
  });

  it.each([
    [false, 'invalid-request'],
    [true, 'file-host-refused'],
  ])('are refused with a reason, even if the refusal has HTTP status 200 (%s)', async (fileErrorsOn200, kind) => {
    const { account, files } = await startAdapters({ fileErrorsOn200 });
    const bytes = Buffer.from('%PDF-1.7 nothing');
    const document: FileSource = {
      name: 'a.pdf',
      mimeType: 'application/pdf',
      bytes: bytes.byteLength,
      async *read() {
        yield bytes;
      },
    };
    const refused = await files.uploadStream(account, document, signal);
    expect(!refused.ok && refused.error.kind).toBe(kind);
    expect(!refused.ok && 'service' in refused.error && refused.error.service.message).toBeTruthy();
  });
});
