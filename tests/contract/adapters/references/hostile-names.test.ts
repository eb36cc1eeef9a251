// Hostile file names: no name leads out of the folder of references, breaks an upload, or is displayed misleadingly.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createFilesApi } from '../../../../electron/adapters/evolink/files-api.ts';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createReferenceStore } from '../../../../electron/adapters/references/reference-store.ts';
import { systemClock as clock } from '../../../../electron/shell/system/system-clock.ts';
import { createFakePictureDecoder } from '../../../support/fake-picture-decoder.ts';
import { png } from '../../../unit/adapters/media/image-fixture.ts';
import { startSimulatedService } from '../../simulator/simulated-service.ts';

const names: readonly (readonly [fileName: string, displayName: string])[] = [
  ['../../x', 'x'],
  ['..', ''],
  ['C:\\Windows\\win.ini', 'win.ini'],
  ['CON', 'CON'],
  ['nul.png', 'nul.png'],
  ['a\0b.png', 'ab.png'],
  ['two\r\nlines: yes.png', 'twolines: yes.png'],
  ['quote".png"; filename="evil', 'quote".png"; filename="evil'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['👩‍👩‍👧‍👦🦊.png', '👩‍👩‍👧‍👦🦊.png'],
  ['\ud83d.png', '\ufffd.png'],
  ['x'.repeat(300), 'x'.repeat(300)],
  [' ', ''],
  ['', ''],
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-names-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

it('a hostile name is displayed as one harmless line, is never part of a path, and does not prevent an upload', async () => {
  const { api, files: host, simulator } = await startSimulatedService();
  const http = createNodeHttpClient();
  onTestFinished(() => http.close());
  const files = createFilesApi({ http, clock, version: '0' });
  const account = { apiBaseUrl: api, filesBaseUrl: host, key: 'sk-names', allowsLoopback: true };
  const store = createReferenceStore({ pictures: createFakePictureDecoder(), folder: join(folder, 'store'), http });
  for (const [index, [fileName, displayName]] of names.entries()) {
    const added = await store.addBytes(fileName, png(300 + index, 300, 2));
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    expect(added.value.name).toBe(displayName);
    const location = await store.locate(added.value.sha256);
    expect(location?.absolutePath.startsWith(join(folder, 'store') + sep)).toBe(true);
    const source = await store.open(added.value.sha256);
    if (source === null) throw new Error('the reference is not stored');
    // A reference is uploaded under the hash of its content; a file uploaded in the settings keeps its own name.
    for (const name of [source.name, displayName || source.name]) {
      for (const upload of [files.uploadStream, files.uploadBase64]) {
        const uploaded = await upload(account, { ...source, name }, AbortSignal.timeout(10_000));
        expect(uploaded.ok ? 'uploaded' : uploaded.error).toBe('uploaded');
      }
    }
  }
  expect(readdirSync(folder)).toEqual(['store']);
  const { uploads } = simulator.control.state();
  expect(new Set(uploads.map(({ sha256 }) => sha256)).size).toBe(names.length);
});

it.skipIf(process.platform === 'win32')(
  'a file with a hostile name is read from the disk and displayed under a harmless name',
  async () => {
    const store = createReferenceStore({
      pictures: createFakePictureDecoder(),
      folder: join(folder, 'store'),
      http: createNodeHttpClient(),
    });
    for (const [index, name] of ['two\nlines.png', 'a"b.png', '..png', 'gnp\u202eexe.png', 'back\\slash.png'].entries()) {
      const path = join(folder, name);
      writeFileSync(path, png(300 + index, 300, 2));
      const added = await store.addFile(path);
      expect(added.ok && added.value.name).toMatch(/^[^\n\u202e\\]+png$/);
      expect(statSync(path).isFile()).toBe(true);
    }
  },
);

it('an upload counts as deleted when the host says so, and not when the host does not respond', async () => {
  const { api, files: host } = await startSimulatedService();
  const http = createNodeHttpClient();
  onTestFinished(() => http.close());
  const files = createFilesApi({ http, clock, version: '0' });
  const account = { apiBaseUrl: api, filesBaseUrl: host, key: 'sk-names', allowsLoopback: true };
  const signal = AbortSignal.timeout(10_000);
  const store = createReferenceStore({ pictures: createFakePictureDecoder(), folder: join(folder, 'store'), http });
  const added = await store.addBytes('fox.png', png(300, 300, 2));
  const source = added.ok ? await store.open(added.value.sha256) : null;
  if (source === null) throw new Error('the reference is not stored');
  const uploaded = await files.uploadStream(account, source, signal);
  if (!uploaded.ok) throw new Error('not uploaded');
  const { url, fileId } = uploaded.value;
  expect(await files.isDeleted(account, url, signal)).toBe(false);
  await files.remove(account, fileId, signal);
  expect(await files.isDeleted(account, url, signal)).toBe(true);
  expect(await files.isDeleted({ ...account, allowsLoopback: false }, url, signal)).toBe(false);
  expect(await files.isDeleted(account, 'http://127.0.0.1:9/a.png', signal)).toBe(false);
  expect(await files.isDeleted(account, 'nonsense', signal)).toBe(false);
});
