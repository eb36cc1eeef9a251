// The complete trial: a gigabyte from nginx through the studio's transport and library, in the real Electron. The compared downloaders
// alternate, so that a busy moment of the machine affects all of them. The median of their times counts, and the longest block of the event
// loop.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { median } from '../../bench/figures.ts';
import { atLeast, atMost, exactly, type Findings, type TrialOptions } from '../trial.ts';
import { hashOfFile } from './file-hash.ts';
import { longVideo } from './long-video.ts';
import { startNginx } from './nginx.ts';
import { startTransferApp } from './transfer-app.ts';
import type { TransferResult, Transport } from './transfer-main.ts';

const megabytes = 1_000;
const limitMegabytes = 100;
/** Space for the video, for one copy at a time, and for the system. */
const neededBytes = 3 * megabytes * 1_000_000;

type Downloader = Transport | 'curl';
type Pace = 'limited' | 'unlimited';
const downloaders = {
  limited: ['studio', 'curl'],
  unlimited: ['studio', 'studio-untagged', 'bare', 'bare-node', 'curl'],
} as const satisfies Record<Pace, readonly Downloader[]>;

/** Downloads with curl to a file and syncs the file, as the studio does. Returns the duration in milliseconds. */
async function curl(url: string, path: string): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn('sh', ['-c', 'curl --silent --fail --output "$1" "$0" && sync "$1"', url, path], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`curl ended with ${code}`);
  return performance.now() - startedAtMs;
}

export async function transferInElectron({ runs, directory, say }: TrialOptions): Promise<Findings> {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < neededBytes) throw new Error(`${directory} has no room for ${neededBytes} bytes`);
  const [files, folder] = [join(directory, 'files'), join(directory, 'stored')];
  for (const created of [files, folder]) mkdirSync(created);
  const video = longVideo(megabytes);
  const file = openSync(join(files, 'video.mp4'), 'w');
  for (const piece of video.pieces()) writeSync(file, piece);
  closeSync(file);
  const sentSha256 = video.sha256();

  const nginx = await startNginx(join(directory, 'nginx'), files, limitMegabytes);
  const app = await startTransferApp(directory);
  const tookMs = new Map<string, number[]>();
  const studioTransfers: TransferResult[] = [];
  let wrongHashes = 0;
  try {
    for (const pace of ['unlimited', 'limited'] as const) {
      const url = `${nginx[pace]}/video.mp4`;
      // The first unlimited round is not counted, because it warms the file cache and loads the code of all downloaders.
      for (let run = pace === 'unlimited' ? 0 : 1; run <= runs; run += 1) {
        for (const downloader of downloaders[pace]) {
          const name = `${pace} ${downloader}`;
          let ms: number;
          if (downloader === 'curl') {
            ms = await curl(url, join(folder, 'curl.mp4'));
            rmSync(join(folder, 'curl.mp4'));
          } else {
            const transferred = await app.fetch(downloader, url, folder);
            ms = transferred.tookMs;
            if (transferred.receivedSha256 !== sentSha256) wrongHashes += 1;
            // One check of the stored file suffices, because the other rounds store the same bytes.
            if (downloader === 'studio' && run === 0 && transferred.storedSha256 !== (await hashOfFile(join(folder, transferred.path))))
              wrongHashes += 1;
            if (downloader.startsWith('studio') && run > 0) studioTransfers.push(transferred);
            rmSync(join(folder, transferred.path));
            const { blockedP99Ms, blockedMaxMs, grownMegabytes, receivedMs } = transferred;
            say(
              `   ${name.padEnd(20)} ${Math.round(ms)} ms (received after ${Math.round(receivedMs)}), blocked ${blockedP99Ms.toFixed(1)} ms at p99 and ${blockedMaxMs.toFixed(1)} at most, +${grownMegabytes.toFixed(0)} MiB`,
            );
          }
          if (downloader === 'curl') say(`   ${name.padEnd(20)} ${Math.round(ms)} ms`);
          if (run > 0) tookMs.set(name, [...(tookMs.get(name) ?? []), ms]);
        }
      }
    }
  } finally {
    await app.stop();
    await nginx.stop();
  }
  const medianOf = (name: `${Pace} ${Downloader}`) => median(tookMs.get(name) ?? []);
  const worst = (pick: (transferred: TransferResult) => number) => Math.max(...studioTransfers.map(pick));
  const paces = [...tookMs].map(([name, ms]) => [`${name.replaceAll(' ', '.')}.ms`, Math.round(median(ms))] as const);
  return {
    conditions: [
      exactly('videos whose SHA-256 is wrong', wrongHashes, 0),
      atLeast('limited to 100 MB/s, share of the rate of curl', medianOf('limited curl') / medianOf('limited studio'), 0.95, ''),
      // Compares the studio as it ships, which writes a tag record into the file, with a bare loop, which writes none.
      atLeast('unlimited, share of the rate of a bare loop', medianOf('unlimited bare') / medianOf('unlimited studio'), 0.9, ''),
      atMost(
        'memory of main grown',
        worst(({ grownMegabytes }) => grownMegabytes),
        64,
        'MiB',
      ),
      atMost(
        'event loop blocked at p99',
        worst(({ blockedP99Ms }) => blockedP99Ms),
        16,
        'ms',
      ),
      atMost(
        'event loop blocked at most',
        worst(({ blockedMaxMs }) => blockedMaxMs),
        50,
        'ms',
      ),
    ],
    figures: {
      megabytes,
      ...Object.fromEntries(paces),
      'share of a bare loop, untagged': Math.round((medianOf('unlimited bare') / medianOf('unlimited studio-untagged')) * 1_000) / 1_000,
      'share of curl, unlimited': Math.round((medianOf('unlimited curl') / medianOf('unlimited studio')) * 1_000) / 1_000,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    },
  };
}
