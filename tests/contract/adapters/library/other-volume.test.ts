// Publishes a file in a library folder on another volume. Neither hard links nor renames work across volumes.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { publishFile, temporaryPrefix, type VolumeCalls } from '../../../../electron/adapters/library/download/publish-file.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';

const bytes = Buffer.from(Array.from({ length: 1_300_000 }, (_, at) => (at * 31 + (at >> 8) * 17) & 0xff));

function createFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'volume-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const failAcrossVolumes = async (): Promise<never> => {
  throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV' });
};
/** Calls that behave as if each folder were a separate volume. */
const callsOnTwoVolumes: VolumeCalls = {
  link: async (from, to) => (dirname(from) === dirname(to) ? await link(from, to) : await failAcrossVolumes()),
  rename: async (from, to) => (dirname(from) === dirname(to) ? await rename(from, to) : await failAcrossVolumes()),
};

const hasSharedMemory = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev;

it.for([
  ['on a real second volume', hasSharedMemory ? '/dev/shm' : null, undefined],
  ['on a simulated second volume', tmpdir(), callsOnTwoVolumes],
] as const)('publishing copies, verifies and removes the source: %s', async ([_, parent, calls], { skip }) => {
  if (parent === null) return skip('needs /dev/shm on another volume than the temporary folder');
  const [incoming, folder] = [createFolder(parent), createFolder()];
  const source = join(incoming, '7.part');
  writeFileSync(source, bytes);
  utimesSync(source, 1_700_000_000, 1_700_000_000);
  writeFileSync(join(folder, 'fox.mp4'), 'somebody else’s');
  const plannedNames: string[] = [];
  const name = await publishFile(source, folder, { stem: 'fox', extension: 'mp4' }, async (next) => void plannedNames.push(next), calls);
  expect([name, plannedNames]).toEqual(['fox (2).mp4', ['fox (2).mp4']]);
  expect(readdirSync(folder).sort()).toEqual(['fox (2).mp4', 'fox.mp4']);
  expect(readFileSync(join(folder, name)).equals(bytes)).toBe(true);
  expect(readFileSync(join(folder, 'fox.mp4'), 'utf8')).toBe('somebody else’s');
  expect(statSync(join(folder, name)).mtimeMs).toBe(1_700_000_000_000);
  expect(readdirSync(incoming)).toEqual([]);
});

it('publishing never replaces a file that appears during the copy', async () => {
  const [incoming, folder] = [createFolder(), createFolder()];
  const source = join(incoming, '7.part');
  writeFileSync(source, bytes);
  let linkCalls = 0;
  const calls: VolumeCalls = {
    rename: failAcrossVolumes,
    async link(from, to) {
      linkCalls += 1;
      if (from === source) return await failAcrossVolumes();
      // The copy is complete; another program takes the name at this moment.
      if (linkCalls === 2) writeFileSync(join(folder, 'fox.mp4'), 'somebody else’s');
      await link(from, to);
    },
  };
  expect(await publishFile(source, folder, { stem: 'fox', extension: 'mp4' }, async () => undefined, calls)).toBe('fox (2).mp4');
  expect(readFileSync(join(folder, 'fox.mp4'), 'utf8')).toBe('somebody else’s');
  expect(readFileSync(join(folder, 'fox (2).mp4')).equals(bytes)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['fox (2).mp4', 'fox.mp4']);
});

it('publishing keeps the source and leaves no file when the copy cannot get its name', async () => {
  const [incoming, folder] = [createFolder(), createFolder()];
  const source = join(incoming, '7.part');
  writeFileSync(source, bytes);
  const calls: VolumeCalls = {
    rename: failAcrossVolumes,
    link: async (from) => {
      if (from === source) await failAcrossVolumes();
      throw Object.assign(new Error('EIO: i/o error, link'), { code: 'EIO' });
    },
  };
  await expect(publishFile(source, folder, { stem: 'fox', extension: 'mp4' }, async () => undefined, calls)).rejects.toMatchObject({
    code: 'EIO',
  });
  expect(readdirSync(folder)).toEqual([]);
  expect(readFileSync(source).equals(bytes)).toBe(true);
});

it('publishing leaves no empty file when a rename fails on a file system without hard links', async () => {
  const [incoming, folder] = [createFolder(), createFolder()];
  const source = join(incoming, '7.part');
  writeFileSync(source, bytes);
  const failWith = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };
  const calls: VolumeCalls = { link: failWith('EPERM'), rename: failWith('EIO') };
  await expect(publishFile(source, folder, { stem: 'fox', extension: 'mp4' }, async () => undefined, calls)).rejects.toMatchObject({
    code: 'EIO',
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('publishing restarts a copy that was interrupted by a kill', async () => {
  const [incoming, folder] = [createFolder(), createFolder()];
  const source = join(incoming, '7.part');
  writeFileSync(source, bytes);
  writeFileSync(join(folder, `${temporaryPrefix}7.part`), 'half of somethi');
  expect(await publishFile(source, folder, { stem: 'fox', extension: 'mp4' }, async () => undefined, callsOnTwoVolumes)).toBe('fox.mp4');
  expect(readFileSync(join(folder, 'fox.mp4')).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(['fox.mp4']);
});

it('a sweep removes its own copy if the source is missing, and keeps other databases’ copies and copies that wait', async () => {
  const folder = createFolder();
  const { owner } = testPartialFile;
  mkdirSync(join(folder, '.incoming'));
  writeFileSync(join(folder, '.incoming', `${owner.id}-7.part`), bytes);
  const copies = [`${owner.id}-7.part`, `${owner.id}-8.part`, 'another000000000-7.part', '7.part'].map((name) => temporaryPrefix + name);
  for (const name of copies) writeFileSync(join(folder, name), 'half of somethi');
  const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
  await library.sweepPartialFiles({ folder, owner, statusOf: () => 'pending' });
  const removed = copies.filter((name) => !readdirSync(folder).includes(name));
  expect(removed).toEqual([`${temporaryPrefix}${owner.id}-8.part`]);
});
