// Downloads 200 finished videos over a slow connection, one hour before their links expire. The file host refuses some links once. Time and
// the connection are accelerated by the same factor, so that an hour takes a minute.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import type { StoredFile } from '../../../electron/core/ports.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { createSimulator } from '../../../electron/simulator/simulator.ts';
import type { AppError } from '../../../shared/errors.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { newActionId } from '../../support/action-id.ts';
import { openRealStudio, scaledDown, waitFor } from '../../support/real-studio.ts';
import { type ScaledClock, scaledClock } from '../../support/scaled-clock.ts';
import { fox } from '../../support/studio-bench.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { atMost, exactly, seededRandom, type Trial } from '../trial.ts';

const hourMs = 3_600_000;
const linkBytesPerSecond = 2_000_000 / 8;
/** Number of downloads that share the connection. */
const concurrentDownloads = 2;

export const expiry: Trial = {
  name: 'expiry',
  promise: '200 finished tasks one hour before expiry on a 2 Mbit/s link, some links 403 once: none is lost',
  runs: { full: 1, short: 1 },
  async run({ seed, runs, scale, directory, say }) {
    const random = seededRandom(seed);
    const { tasks, videoBytes, speed } =
      scale === 'full' ? { tasks: 200, videoBytes: 3_600_000, speed: 60 } : { tasks: 24, videoBytes: 3_600_000, speed: 60 };
    let lostCount = 0;
    let refusedOnce = 0;
    let differingFileCount = 0;
    let slowestMinutes = 0;
    for (let run = 0; run < runs; run += 1) {
      let clock: ScaledClock = scaledClock(20);
      const http = createNodeHttpClient();
      const home = join(directory, String(run));
      const video = mp4(videoBytes);
      const service = createSimulator({
        directory: join(home, 'service'),
        clips: { render: async () => video },
        clock: { now: () => clock.now() },
        settings: { progressMs: 1, credits: 1_000_000 },
      });
      const addresses = await service.start();
      // In the first run of the studio every task completes, and no download makes progress.
      const stalledDownload = (signal: AbortSignal) =>
        new Promise<Result<StoredFile, AppError>>((resolve) => {
          const detail = 'the connection is stalled';
          signal.addEventListener('abort', () => resolve(fail({ kind: 'no-response', reason: 'connection-lost', detail })));
        });
      const firstStudio = openRealStudio({
        directory: home,
        service: addresses,
        clock,
        http,
        timings: scaledDown(productTimings, 20),
        wrapLibrary: (library) => ({ ...library, download: (_job, signal) => stalledDownload(signal) }),
      });
      await firstStudio.must('profiles.useSimulator', {});
      await firstStudio.must('settings.change', { maxConcurrentTasks: 50 });
      for (let submitted = 0; submitted < tasks; submitted += 20) {
        const variations = Math.min(20, tasks - submitted);
        await firstStudio.must('tasks.submit', {
          actionId: newActionId(),
          request: fox,
          variations,
          sendAnyway: false,
          sourceTaskId: null,
        });
      }
      const tasksNow = async () => (await firstStudio.must('studio.snapshot', {})).tasks;
      const areAllCompleted = async () => (await tasksNow()).filter(({ state }) => state === 'completed').length === tasks;
      if (!(await waitFor(areAllCompleted, 300_000, 250))) {
        const unfinished = (await tasksNow()).filter(({ state }) => state !== 'completed');
        throw new Error(
          `${unfinished.length} of ${tasks} were not made, the first: ${JSON.stringify(unfinished[0])}; ${firstStudio.log.lines.slice(-5).join(' ')}`,
        );
      }
      await firstStudio.studio.stop({ withinMs: 0 });

      // The second run of the studio starts one hour before the first link expires.
      clock = scaledClock(speed, clock.now() + 23 * hourMs - 5 * 60_000);
      const refusedLinks = Array.from({ length: Math.ceil(tasks / 10) }, () => 1 + Math.floor(random() * tasks));
      service.control.addFaults([
        {
          match: { endpoint: 'result' },
          count: null,
          action: { kind: 'throttle', bytesPerSecond: (linkBytesPerSecond / concurrentDownloads) * speed },
        },
        ...[...new Set(refusedLinks)].map((nth) => ({
          match: { endpoint: 'result', nth },
          count: 1,
          action: { kind: 'expired-link' } as const,
        })),
      ]);
      refusedOnce += new Set(refusedLinks).size;
      const startedAtMs = clock.now();
      const secondStudio = openRealStudio({ directory: home, service: addresses, clock, http, timings: productTimings });
      const storedCount = async () => (await secondStudio.must('library.index', {})).resultIds.length;
      await waitFor(async () => (await storedCount()) === tasks, (1.2 * hourMs) / speed, 100);
      slowestMinutes = Math.max(slowestMinutes, (clock.now() - startedAtMs) / 60_000);
      const { resultIds } = await secondStudio.must('library.index', {});
      lostCount += tasks - resultIds.length;
      const sha256 = createHash('sha256').update(video).digest('hex');
      for (let at = 0; at < resultIds.length; at += 100) {
        const { items } = await secondStudio.must('library.records', { resultIds: resultIds.slice(at, at + 100) });
        for (const item of items) {
          const onDisk = createHash('sha256')
            .update(readFileSync(join(secondStudio.folder, item.fileName)))
            .digest('hex');
          if (onDisk !== item.sha256 || item.receivedSha256 !== sha256) differingFileCount += 1;
        }
      }
      say(`run ${run + 1}: ${resultIds.length} of ${tasks} stored after ${Math.round(slowestMinutes)} minutes of its time`);
      await secondStudio.studio.stop({ withinMs: 0 });
      await service.stop();
      http.close();
    }
    return {
      conditions: [
        exactly('finished videos that were lost', lostCount, 0),
        exactly('stored files that differ from what was made', differingFileCount, 0),
        atMost('until everything was stored', slowestMinutes, 60, 'minutes'),
      ],
      figures: {
        tasks: tasks * runs,
        refusedOnce,
        megabytes: (tasks * runs * videoBytes) / 1_000_000,
        slowestMinutes: Math.round(slowestMinutes),
      },
    };
  },
};
