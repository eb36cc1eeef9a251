// The last attempt of a download whose file cannot be verified: a complete transfer is quarantined, and stored only if the user asks for
// it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { download, errorOf, folder, folderAndServerPerTest, kindOf, serve, video, visibleFiles } from './download-bench.ts';

folderAndServerPerTest();

const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const keepUnverified = (bytes: number) =>
  library.storeQuarantined({ ...testPartialFile, resultId: 7, bytes, folder, fileName: 'fox (not verified)' });
const asideName = `${testPartialFile.owner.id}-7.aside`;
const incomingFiles = () => readdirSync(join(folder, '.incoming')).sort();

it('the last attempt quarantines a truncated video, which is stored as received only on request', async () => {
  const cut = video.subarray(0, video.byteLength - 9);
  await serve(() => ({ bytes: cut }));
  const quarantinedBytes: number[] = [];
  expect(kindOf(await download({ onQuarantined: (bytes) => quarantinedBytes.push(bytes) }))).toBe('download-incomplete');
  expect([quarantinedBytes, visibleFiles(), incomingFiles()]).toEqual([[cut.byteLength], [], [asideName, `${asideName}.json`]]);
  const stored = await keepUnverified(cut.byteLength);
  expect(stored).toMatchObject({ ok: true, value: { path: 'fox (not verified).mp4', bytes: cut.byteLength } });
  expect(readFileSync(join(folder, 'fox (not verified).mp4')).equals(cut)).toBe(true);
  // The note stays until the row has been committed, so that a repeated call returns the same file.
  expect(incomingFiles()).toEqual([`${asideName}.json`]);
  expect(await keepUnverified(cut.byteLength)).toEqual(stored);
  rmSync(join(folder, 'fox (not verified).mp4'));
  expect(await keepUnverified(cut.byteLength)).toEqual({ ok: false, error: { kind: 'file-missing' } });
  await library.sweepPartialFiles({ folder, owner: testPartialFile.owner, statusOf: () => 'stored' });
  expect(incomingFiles()).toEqual([]);
});

it('the last attempt keeps another kind of file, but never a web page or an empty file', async () => {
  const quarantinedBytes: number[] = [];
  const onQuarantined = (bytes: number) => quarantinedBytes.push(bytes);
  const texts = ['<html>gone</html>', '{"error":1}', 'The file is not ready yet. Bye', '文件尚未生成，请稍后再试。'];
  for (const bytes of [...texts.map((text) => Buffer.from(text)), Buffer.alloc(0)]) {
    await serve(() => ({ bytes }));
    expect(kindOf(await download({ onQuarantined, acceptsAnyContent: true }))).toBe('not-a-video');
  }
  expect(quarantinedBytes).toEqual([]);
  await serve(() => ({ bytes: Buffer.alloc(5_000, 7), contentType: 'video/x-matroska' }));
  expect(kindOf(await download({ onQuarantined }))).toBe('not-a-video');
  // Only the last attempt downloads a file that does not start like a video.
  expect(quarantinedBytes).toEqual([]);
  expect(kindOf(await download({ onQuarantined, acceptsAnyContent: true }))).toBe('not-a-video');
  expect(quarantinedBytes).toEqual([5_000]);
});

it('the quarantine keeps the largest of all complete transfers, even if smaller ones follow', async () => {
  const quarantinedBytes: number[] = [];
  const large = video.subarray(0, video.byteLength - 9);
  for (const bytes of [video.subarray(0, 200_000), large, Buffer.alloc(30, 7), video.subarray(0, 300_000), large]) {
    await serve(() => ({ bytes }));
    await download({ onQuarantined: (size) => quarantinedBytes.push(size), acceptsAnyContent: true });
  }
  expect(quarantinedBytes).toEqual([200_000, ...Array(4).fill(large.byteLength)]);
  expect(readFileSync(join(folder, '.incoming', asideName)).equals(large)).toBe(true);
  expect(incomingFiles()).toEqual([asideName, `${asideName}.json`]);
});

it('“Keep as is” stores the larger transfer if two identities of a database have quarantined one each', async () => {
  const large = video.subarray(0, video.byteLength - 9);
  await serve(() => ({ bytes: large }));
  await download();
  const formerName = `former0000000000-7.aside`;
  const owner = { ...testPartialFile.owner, formerIds: ['former0000000000'] };
  writeFileSync(join(folder, '.incoming', formerName), 'short');
  writeFileSync(join(folder, '.incoming', `${formerName}.json`), readFileSync(join(folder, '.incoming', `${asideName}.json`)));
  const stored = await library.storeQuarantined({
    ...testPartialFile,
    owner,
    resultId: 7,
    bytes: large.byteLength,
    folder,
    fileName: 'fox (not verified)',
  });
  expect(stored).toMatchObject({ ok: true, value: { bytes: large.byteLength } });
});

it('a complete video replaces the quarantined transfer', async () => {
  await serve(() => ({ bytes: video.subarray(0, video.byteLength - 9) }));
  await download({ onQuarantined: () => undefined });
  await serve(() => ({ bytes: video }));
  expect(errorOf(await download())).toBe('stored');
  expect(incomingFiles().filter((name) => name.endsWith('.aside'))).toEqual([]);
});

it('a quarantined transfer survives every sweep, of any database and in any state of its result', async () => {
  await serve(() => ({ bytes: video.subarray(0, video.byteLength - 9) }));
  await download({ onQuarantined: () => undefined });
  writeFileSync(join(folder, '.incoming', '8.move'), 'half a copy');
  writeFileSync(join(folder, '.incoming', '9.aside'), 'from an earlier version');
  const before = incomingFiles();
  for (const owner of [
    testPartialFile.owner,
    { id: 'another000000000', formerIds: [] },
    { id: 'restored00000000', formerIds: [testPartialFile.owner.id] },
  ]) {
    for (const status of ['unknown', 'stored', 'pending'] as const)
      await library.sweepPartialFiles({ folder, owner, statusOf: () => status });
  }
  expect(incomingFiles()).toEqual(before);
});
