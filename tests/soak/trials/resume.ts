// Interrupts two downloads after every 1 %: cuts the connection of one, and kills the process of the other. The file must be correct, and
// at most 1 MiB may be read twice.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../electron/adapters/library/video-library.ts';
import type { HttpClient, StoredFile } from '../../../electron/core/ports.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { startFileServer } from '../../contract/adapters/http/file-server.ts';
import { testPartialFile } from '../../support/partial-file-owner.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { atMost, type Condition, exactly, seededRandom, type Trial } from '../trial.ts';

const child = join(import.meta.dirname, '../support/fetch-child.ts');
const parts = 100;
const oneMebibyte = 1024 * 1024;

interface DownloadOutcome {
  readonly readBytes: number;
  readonly interruptions: number;
  /** The number of files that had their final name too early, or have wrong content. */
  readonly badFileCount: number;
}

/** The names of finished files. Partial files have hidden names. */
const finalFiles = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));
const countBadFiles = (folder: string, video: Buffer): number =>
  finalFiles(folder).filter((name) => !readFileSync(join(folder, name)).equals(video)).length;

/** Downloads the video while the server cuts each connection after a hundredth of the file. */
async function withCuts(video: Buffer, folder: string): Promise<DownloadOutcome> {
  let readBytes = 0;
  const client = createNodeHttpClient();
  const http: HttpClient = {
    async send(request) {
      const response = await client.send(request);
      const body = (async function* () {
        for await (const chunk of response.body) {
          readBytes += chunk.byteLength;
          yield chunk;
        }
      })();
      return { ...response, header: (name) => response.header(name), body };
    },
  };
  const hundredth = Math.ceil(video.byteLength / parts);
  const server = await startFileServer(() => ({ bytes: video, cutAfterBytes: hundredth }));
  const library = createVideoLibrary({ http, clock: scaledClock() });
  const job = {
    ...testPartialFile,
    resultId: 7,
    url: `${server.origin}/a.mp4`,
    folder,
    fileName: 'fox',
    account: { allowsLoopback: true },
    onProgress: () => undefined,
  };
  let interruptions = 0;
  let badFileCount = 0;
  let stored: Result<StoredFile, AppError> | null = null;
  while (stored?.ok !== true && interruptions < 2 * parts) {
    stored = await library.download(job, new AbortController().signal);
    badFileCount += countBadFiles(folder, video);
    if (!stored.ok) interruptions += 1;
  }
  await server.close();
  client.close();
  return { readBytes, interruptions, badFileCount };
}

/** Downloads the video in one process after another. Each is killed up to 12 ms after it has read another hundredth of the file. */
async function withKills(video: Buffer, folder: string, random: () => number): Promise<DownloadOutcome> {
  const server = await startFileServer(() => ({ bytes: video, pieceBytes: 16_384 }));
  const hundredth = video.byteLength / parts;
  let readBytes = 0;
  let interruptions = 0;
  let badFileCount = 0;
  let isStored = false;
  for (let part = 1; !isStored && interruptions < 2 * parts; part += 1) {
    isStored = await new Promise<boolean>((resolve, reject) => {
      const running = spawn(process.execPath, ['--no-warnings', '--experimental-strip-types', child, `${server.origin}/a.mp4`, folder], {
        stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      });
      let output = '';
      let incompleteLine = '';
      let isDying = false;
      running.stdout?.on('data', (data: Buffer) => {
        output += data.toString();
      });
      running.stdio[3]?.on('data', (data: Buffer) => {
        const lines = (incompleteLine + data.toString()).split('\n');
        incompleteLine = lines.pop() ?? '';
        for (const line of lines) readBytes += Number(line);
        if (isDying || part >= parts || readBytes < part * hundredth) return;
        isDying = true;
        setTimeout(() => running.kill('SIGKILL'), random() * 12);
      });
      running.on('error', reject);
      running.on('close', () => resolve(output !== '' && (JSON.parse(output) as Result<StoredFile, AppError>).ok));
    });
    if (!isStored) interruptions += 1;
    badFileCount += countBadFiles(folder, video);
  }
  await server.close();
  return { readBytes, interruptions, badFileCount };
}

function conditionsOf(
  name: string,
  video: Buffer,
  folder: string,
  { readBytes, interruptions, badFileCount }: DownloadOutcome,
): readonly Condition[] {
  const [only, ...others] = finalFiles(folder);
  const sha256 =
    only === undefined
      ? 'none'
      : createHash('sha256')
          .update(readFileSync(join(folder, only)))
          .digest('hex');
  const isRight = others.length === 0 && sha256 === createHash('sha256').update(video).digest('hex');
  return [
    exactly(`${name}: files with the right SHA-256`, isRight ? 1 : 0, 1),
    atMost(`${name}: read beyond the file's size`, (readBytes - video.byteLength) / oneMebibyte, 1, 'MiB'),
    exactly(`${name}: incomplete or wrong files seen`, badFileCount, 0),
    { name: `${name}: interruptions`, measured: String(interruptions), limit: `≥ ${parts - 5}`, holds: interruptions >= parts - 5 },
  ];
}

export const resume: Trial = {
  name: 'resume',
  promise: 'a download cut at every 1 %, and killed at every 1 %: at most 1 MiB is read twice, and the SHA-256 is right',
  runs: { full: 3, short: 1 },
  async run({ seed, runs, scale, directory, say }) {
    const random = seededRandom(seed);
    const video = mp4(scale === 'full' ? 100_000_000 : 4_000_000);
    const conditions: Condition[] = [];
    const figures: Record<string, number> = { fileBytes: video.byteLength };
    for (let run = 0; run < runs; run += 1) {
      for (const [name, fetch] of [
        ['cuts', withCuts],
        ['kills', withKills],
      ] as const) {
        if (scale === 'short' && name === 'kills') continue; // a hundred processes; tests/contract/adapters/library/download-kills.test.ts kills five
        const folder = join(directory, `${name}-${run}`);
        await mkdir(folder);
        const fetched = await fetch(video, folder, random);
        say(`run ${run + 1}, ${name}: ${JSON.stringify(fetched)}`);
        conditions.push(...conditionsOf(name, video, folder, fetched));
        figures[`${name}${run + 1}ExtraBytes`] = fetched.readBytes - video.byteLength;
      }
    }
    return { conditions, figures };
  },
};
