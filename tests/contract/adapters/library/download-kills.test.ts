// Kills a process with SIGKILL during a download: the next process continues the download, and the library never shows half a file.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { StoredFile } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { startFileServer } from '../http/file-server.ts';
import { outputOfChild } from './run-child.ts';

const child = programPerFile(join(import.meta.dirname, 'download-child.ts'));

/** Downloads in a child process, which is killed as soon as `shouldKill` returns true. Returns null if it was killed. */
const downloadInChild = (url: string, folder: string, shouldKill: () => boolean): Promise<Result<StoredFile, AppError> | null> =>
  outputOfChild<Result<StoredFile, AppError>>(child(), [url, folder], shouldKill);

/** The size of the partial file in the folder. */
function bytesOnDisk(folder: string): number {
  const incoming = join(folder, '.incoming');
  const names = existsSync(incoming) ? readdirSync(incoming).filter((name) => name.endsWith('.part')) : [];
  return Math.max(0, ...names.map((name) => statSync(join(incoming, name)).size));
}

/** The offset of the first requested byte; 0 if the whole file is requested. */
const startOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

it('a download that was killed keeps its bytes on disk, shows no partial file and requests no written byte again', async () => {
  const video = mp4(3_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  const server = await startFileServer(() => ({ bytes: video, pieceBytes: 25_000 }));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const url = `${server.origin}/a.mp4`;
  let stored: Result<StoredFile, AppError> | null = null;
  const starts: [start: number, written: number][] = [];
  for (const sentBytes of [200_000, 900_000, 1_600_000, 2_999_000, Number.POSITIVE_INFINITY]) {
    const [written, requestsBefore] = [bytesOnDisk(folder), server.requests.length];
    stored = await downloadInChild(url, folder, () => server.bytesSent() >= sentBytes);
    // Bytes in sockets and buffers are lost in a kill; how many depends on the machine.
    const nextRequest = server.requests[requestsBefore];
    if (nextRequest !== undefined) starts.push([startOf(nextRequest.range), written]);
    const visibleNames = readdirSync(folder).filter((name) => !name.startsWith('.'));
    for (const name of visibleNames) expect(readFileSync(join(folder, name)).equals(video)).toBe(true);
    if (stored?.ok) break;
  }
  expect(stored?.ok && stored.value.sha256).toBe(createHash('sha256').update(video).digest('hex'));
  expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(['fox.mp4']);
  expect(starts.map(([start]) => start)).toEqual(starts.map(([, written]) => written));
  expect(starts.filter(([start]) => start > 0).length).toBeGreaterThan(0);
});
