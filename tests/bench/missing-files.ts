// Measures the search for missing files: a whole core, without a window, finds 10,000 videos under other names. The files are small, so
// the figures show the work for each file and not the speed of the disk.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../electron/core/scheduling/timings.ts';
import type { ResultRow } from '../../electron/db/tables/library/result-table.ts';
import { systemClock } from '../../electron/shell/system/system-clock.ts';
import { openRealStudio, type RealStudio, waitFor } from '../support/real-studio.ts';
import { seedResult, withTables } from '../support/seeded-results.ts';
import { type Figures, figure } from './figures.ts';
import { measureTurns } from './measure-turns.ts';

const fileCount = 10_000;
const filesPerFolder = 500;
const goals = { turnMs: 16 };
const knownFile = 'kept.mp4';
const stopsWithinMs = 5_000;

/** The content of a file. Several files have each size, as short videos of one model do. */
const contentOf = (at: number): Buffer => Buffer.alloc(4_000 + (at % 2_000), `video ${at} `);

/** Writes the files below `videos` under new names. Returns the hash of each. */
function writeFiles(videos: string): readonly string[] {
  return Array.from({ length: fileCount }, (_, at) => {
    const folder = join(videos, 'moved', String(Math.floor(at / filesPerFolder)));
    if (at % filesPerFolder === 0) mkdirSync(folder, { recursive: true });
    const content = contentOf(at);
    writeFileSync(join(folder, `renamed ${at}.mp4`), content);
    return createHash('sha256').update(content).digest('hex');
  });
}

/** Adds a missing video for each file, and a stored one, by which the studio recognises the folder. */
function addVideos(directory: string, videos: string, hashes: readonly string[]): void {
  withTables(join(directory, 'studio.sqlite'), (tables) => {
    tables.transaction(() => {
      const folderId = tables.results.folderId(videos);
      const add = (at: number, sha256: string, change: Partial<ResultRow>): number =>
        seedResult(tables, `task-${at}`, 'https://files.example/v.mp4', {
          state: 'missing',
          nextAttemptAtMs: null,
          storedAtMs: at + 1,
          folderId,
          path: `${at}.mp4`,
          bytes: contentOf(at).length,
          modifiedAtMs: 1,
          sha256,
          receivedSha256: sha256,
          ...change,
        });
      writeFileSync(join(videos, knownFile), contentOf(fileCount));
      add(fileCount, 'f'.repeat(64), { state: 'stored', path: knownFile });
      for (const [at, sha256] of hashes.entries()) add(at, sha256, {});
    });
  });
}

const open = (directory: string): RealStudio =>
  openRealStudio({
    directory,
    service: { api: 'http://127.0.0.1:9', files: 'http://127.0.0.1:9' },
    clock: systemClock,
    http: createNodeHttpClient(),
    timings: productTimings,
  });

async function search({ must }: RealStudio): Promise<void> {
  const fileJob = async () => (await must('studio.snapshot', { page: { afterId: 0, limit: 1 } })).status.library.fileJob;
  await must('library.locateMissing', { where: 'library' });
  await waitFor(async () => (await fileJob())?.state !== 'running', 300_000);
  const ended = await fileJob();
  if (ended?.done !== fileCount) throw new Error(`the search found ${ended?.done} of ${fileCount} files`);
}

/** Measures one search. Yardstick of its duration: reading and hashing the same files one after another is most of the work. */
export async function missingFilesFigures(): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-missing-'));
  const videos = join(directory, 'videos');
  try {
    // The first start makes the database and the library folder.
    await open(directory).studio.stop({ withinMs: stopsWithinMs });
    addVideos(directory, videos, writeFiles(videos));
    const studio = open(directory);
    const { tookMs, longestMs } = await measureTurns(() => search(studio));
    await studio.studio.stop({ withinMs: stopsWithinMs });
    return {
      'library.locate10000': figure(tookMs, 'ms', null),
      'library.locate10000.longestTurn': figure(longestMs, 'ms', null, goals.turnMs),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
