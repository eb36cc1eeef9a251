// The part of the trial that needs no window: checks which tasks and videos a start restores from many rows, and how long recovery takes.
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { seedLibrary } from '../../bench/seeded-library.ts';
import { openRealStudio } from '../../support/real-studio.ts';
import { seedAtService, submitDirectly } from '../support/seeded-tasks.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { atMost, exactly, type Findings, type TrialOptions, timeLimit } from '../trial.ts';

const storedCount = 5_000;
const liveCount = 300;
/** A start spreads the first polls over this many milliseconds. */
const firstPollsWithinMs = 3_000;

export async function startInNode({ runs, scale, directory, say }: TrialOptions): Promise<Findings> {
  const databasePath = join(directory, 'studio.sqlite');
  const service = await startServiceProcess(null, { progressMs: 24 * 3_600_000, credits: 10_000_000 });
  const http = createNodeHttpClient();
  const open = () => openRealStudio({ directory, service, clock: systemClock, http, timings: productTimings });
  try {
    const first = open();
    await first.must('profiles.useSimulator', {});
    await first.studio.stop({ withinMs: 0 });
    seedLibrary(directory, first.folder, storedCount);
    // All polls are due in a day, as if the clock had been set back. A start must reschedule them.
    seedAtService(databasePath, await submitDirectly(service.api, liveCount), 24 * 3_600_000);
    let slowestMs = 0;
    let latePolls = 0;
    let fewest = { live: liveCount, stored: storedCount };
    let incidents = 0;
    for (let run = 0; run < runs; run += 1) {
      const studio = open();
      const startedAtMs = Date.now();
      const line = studio.log.lines.find((one) => one.startsWith('state-recovered '));
      slowestMs = Math.max(
        slowestMs,
        (JSON.parse(line?.slice('state-recovered '.length) ?? '{}') as { tookMs?: number }).tookMs ?? Infinity,
      );
      const { tasks } = await studio.must('studio.snapshot', {});
      latePolls += tasks.filter((task) => !('nextPollAtMs' in task) || task.nextPollAtMs > startedAtMs + firstPollsWithinMs).length;
      const { resultIds } = await studio.must('library.index', {});
      fewest = { live: Math.min(fewest.live, tasks.length), stored: Math.min(fewest.stored, resultIds.length) };
      incidents += studio.log.incidents.length;
      await studio.studio.stop({ withinMs: 0 });
      postponePolls(databasePath);
    }
    say(`recovery of ${liveCount} tasks beside ${storedCount} videos: ${slowestMs} ms`);
    return {
      conditions: [
        exactly('live tasks after a start', fewest.live, liveCount),
        exactly('videos after a start', fewest.stored, storedCount),
        exactly('tasks without an early poll', latePolls, 0),
        exactly('incidents', incidents, 0),
        atMost('recovery', slowestMs, timeLimit(scale, 1_000, 60_000), 'ms'),
      ],
      figures: { stored: storedCount, live: liveCount, recoveryMs: slowestMs },
    };
  } finally {
    await service.stop();
    http.close();
  }
}

/** Before the next start, postpones every poll by a day again. */
function postponePolls(databasePath: string): void {
  const opened = openDatabase({ path: databasePath, nowMs: Date.now(), onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  database
    .prepare<{ atMs: number }>('postpone polls', 'UPDATE task SET nextPollAtMs = :atMs WHERE nextPollAtMs IS NOT NULL')
    .run({ atMs: Date.now() + 24 * 3_600_000 });
  database.close();
}
