// Kills the process with SIGKILL before and during every change that a tagged download makes to the disk. After the next start there is one
// valid file with both hashes, and every file with a visible name is complete.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bytesReader } from '../../../../electron/adapters/files/file-io.ts';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { parseMp4 } from '../../../../electron/adapters/mp4/mp4-parser.ts';
import { readRecord } from '../../../../electron/adapters/mp4/mp4-tags.ts';
import type { StoredFile } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { startFileServer } from '../http/file-server.ts';
import { outputOfChild } from './run-child.ts';

const child = programPerFile(join(import.meta.dirname, 'tagged-download-child.ts'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The library adapter of the next start, which repeats the download in this process. */
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const tagsFor = ({ sha256: received }: { readonly sha256: string }) => ({
  title: 'fox',
  prompt: 'a fox',
  record: JSON.stringify({ sha256: received }),
});
const job = { ...testPartialFile, resultId: 7, fileName: 'fox', account: { allowsLoopback: true }, tagsFor, onProgress: () => undefined };

interface ChildReport {
  readonly result: Result<StoredFile, AppError>;
  /** The name of each change, in order. */
  readonly changes: readonly string[];
}

type Volumes = 'one' | 'two';

const run = (url: string, folder: string, killAt: number, how: 'before' | 'half', volumes: Volumes): Promise<ChildReport | null> =>
  outputOfChild<ChildReport>(child(), [url, folder, String(killAt), how, volumes]);

const title = 'a kill at any change to the disk leaves one whole file, stored once, with both hashes right (volumes: %s)';

it.each(['one', 'two'] as const)(title, { timeout: 120_000 }, async (volumes) => {
  const video = mp4(20_000);
  const server = await startFileServer(() => ({ bytes: video }));
  const root = mkdtempSync(join(tmpdir(), 'kills-at-writes-'));
  onTestFinished(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });
  const url = `${server.origin}/a.mp4`;
  const visibleFiles = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('.'));

  /** Hidden files beside the videos. */
  const leftoverFiles = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.') && name !== '.incoming');

  const undisturbedFolder = mkdtempSync(join(root, 'whole-'));
  const undisturbed = await run(url, undisturbedFolder, 0, 'before', volumes);
  if (undisturbed === null || !undisturbed.result.ok) throw new Error('an undisturbed download failed');
  const { receivedSha256 } = undisturbed.result.value;
  expect(receivedSha256).toBe(sha256(video));
  expect(undisturbed.changes.length).toBeGreaterThan(15);
  expect(undisturbed.changes.filter((name) => name === 'link')).toHaveLength(volumes === 'one' ? 1 : 2);

  // Changes before the first `writev`, which writes the first bytes of the video, are the same without tags. Changes before the first
  // `link`, which names the file, are the same on two volumes.
  const { changes } = undisturbed;
  const firstMoment = changes.indexOf(volumes === 'one' ? 'writev' : 'link');
  const moments = changes.flatMap((name, at) => {
    if (at < firstMoment) return [];
    return name.startsWith('write') && name !== 'writeFile'
      ? (['before', 'half'] as const).map((how) => [at + 1, how] as const)
      : [[at + 1, 'before'] as const];
  });
  const downloadAgain = async (folder: string): Promise<Result<StoredFile, AppError>> => {
    if (volumes === 'one') return await library.download({ ...job, url, folder }, new AbortController().signal);
    const secondRun = await run(url, folder, 0, 'before', volumes);
    if (secondRun === null) throw new Error('the next start was killed');
    return secondRun.result;
  };
  const checkKill = async ([killAt, how]: readonly [number, 'before' | 'half']) => {
    const folder = mkdtempSync(join(root, `${killAt}-${how}-`));
    expect(await run(url, folder, killAt, how, volumes), `${how} ${killAt}`).toBeNull();
    for (const name of visibleFiles(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect((await parseMp4(bytesReader(bytes))).kind, `${how} ${killAt}: ${name}`).toBe('complete');
    }
    const next = await downloadAgain(folder);
    if (!next.ok) throw new Error(`${how} ${killAt}: the next start failed: ${next.error.kind}`);
    const onDisk = readFileSync(join(folder, 'fox.mp4'));
    expect([killAt, how, visibleFiles(folder)]).toEqual([killAt, how, ['fox.mp4']]);
    expect([killAt, how, leftoverFiles(folder)]).toEqual([killAt, how, []]);
    const { value } = next;
    expect([value.receivedSha256, value.sha256, value.untagged]).toEqual([receivedSha256, sha256(onDisk), null]);
    expect(await readRecord(bytesReader(onDisk))).toBe(JSON.stringify({ sha256: receivedSha256 }));
  };
  // Two processes run at a time, because each mostly waits for its start.
  const queue = [...moments];
  const worker = async () => {
    for (let moment = queue.shift(); moment !== undefined; moment = queue.shift()) await checkKill(moment);
  };
  await Promise.all([worker(), worker()]);
});
