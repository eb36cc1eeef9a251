// The computer sleeps for two hours while tasks and downloads run. After it wakes, due work must start within seconds, in order of link expiry, and
// within the profile's requests per second. Time is simulated, so that two hours take no time.

import type { VideoLibrary } from '../../../electron/core/ports.ts';
import { defaultRequestsPerSecond } from '../../../electron/core/scheduling/rate-limiter.ts';
import { ok } from '../../../shared/result.ts';
import { serviceTask } from '../../support/fake-api.ts';
import { fox, startBench } from '../../support/studio-bench.ts';
import { atMost, exactly, seededRandom, type Trial } from '../trial.ts';

const secondMs = 1_000;
const hourMs = 3_600_000;
/** The requests per second of a new profile. */
const perSecond = defaultRequestsPerSecond;

type DownloadJob = Parameters<VideoLibrary['download']>[0];

/** The most polls within one second. */
function maxPerSecond(atMs: readonly number[]): number {
  return Math.max(0, ...atMs.map((fromMs) => atMs.filter((ms) => ms >= fromMs && ms < fromMs + secondMs).length));
}

/** Performs one run: when the computer goes to sleep, some tasks are being generated and finished tasks are being downloaded. */
async function simulateSleep(random: () => number, hasResumeEvent: boolean) {
  const bench = startBench();
  const { clock, api, library } = bench;
  await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  const live = 4 + Math.floor(random() * 16);
  const finished = 4 + Math.floor(random() * 16);
  await bench.submit(fox, finished);
  await clock.advance(10 * secondMs);
  const taskIds = [...api.tasks.keys()];
  let hasSleepBegun = false;
  const inFlight = new Set<number>();
  const downloadsStarted: { readonly resultId: number; readonly atMs: number }[] = [];
  library.onDownload = (job: DownloadJob, signal) => {
    if (hasSleepBegun) {
      downloadsStarted.push({ resultId: job.resultId, atMs: clock.now() });
      return library.store(job);
    }
    inFlight.add(job.resultId);
    // The real library aborts a stalled transfer after half a minute on the monotonic clock; so does this fake.
    return new Promise((resolve) => {
      const timeOut = () => resolve({ ok: false, error: { kind: 'no-response', reason: 'timed-out', detail: '' } });
      clock.setTimer(30 * secondMs, timeOut);
      signal.addEventListener('abort', timeOut);
    });
  };
  // The tasks end one after another, so that their links also expire one after another.
  for (const taskId of taskIds) {
    api.finish(taskId);
    await clock.advance(Math.round(random() * 20 * secondMs));
  }
  await clock.advance(30 * secondMs);
  await bench.submit(fox, live);
  await clock.advance(Math.round(5 * secondMs + random() * 40 * secondMs));

  const pollsAtMs: number[] = [];
  api.onPoll = (taskId) => {
    pollsAtMs.push(clock.now());
    return ok(api.tasks.get(taskId) ?? serviceTask(taskId));
  };
  const linkExpiries = new Map<number, number | null>();
  for (const task of (await bench.must('studio.snapshot', {})).tasks) {
    if (task.state === 'completed') for (const { id, linkExpiresAtMs } of task.results) linkExpiries.set(id, linkExpiresAtMs);
  }
  hasSleepBegun = true;
  const wakesAtMs = clock.now() + 2 * hourMs;
  // Timers stop while the computer sleeps, and its connections are lost.
  const sleeping = clock.sleep(2 * hourMs);
  if (hasResumeEvent) bench.studio.wake('resume');
  await sleeping;
  await clock.advance(90 * secondMs);

  const stored = (await bench.must('library.index', {})).resultIds.length;
  // Downloads that the sleep interrupted count as failed attempts and start again after a back-off.
  const expiryTimes = downloadsStarted
    .filter(({ resultId }) => !inFlight.has(resultId))
    .map(({ resultId }) => linkExpiries.get(resultId) ?? Number.NaN);
  const isInExpiryOrder = expiryTimes.every((endMs, index) => index === 0 || (expiryTimes[index - 1] ?? 0) <= endMs);
  const incidents = bench.log.incidents.length;
  await bench.studio.stop({ withinMs: 0 });
  return {
    live,
    finished,
    stored,
    isInExpiryOrder,
    incidents,
    polls: pollsAtMs.length,
    firstPollMs: Math.min(...pollsAtMs) - wakesAtMs,
    firstDownloadMs: Math.min(...downloadsStarted.map(({ atMs }) => atMs)) - wakesAtMs,
    pollsPerSecond: maxPerSecond(pollsAtMs),
  };
}

export const sleep: Trial = {
  name: 'sleep',
  promise: 'two hours of sleep during work: due work begins within 5 s, in order of link expiry, within the requests per second',
  runs: { full: 200, short: 5 },
  async run({ seed, runs }) {
    const random = seededRandom(seed);
    const sleeps: Awaited<ReturnType<typeof simulateSleep>>[] = [];
    // In every second run the studio gets no resume event, and must detect the sleep by the clock.
    for (let run = 0; run < runs; run += 1) sleeps.push(await simulateSleep(random, run % 2 === 0));
    const lostCount = sleeps.reduce((sum, { finished, stored }) => sum + finished - stored, 0);
    const worst = (pick: (one: (typeof sleeps)[number]) => number) => Math.max(...sleeps.map(pick));
    return {
      conditions: [
        exactly('finished videos that were not stored', lostCount, 0),
        atMost('first poll after waking', worst(({ firstPollMs }) => firstPollMs) / secondMs, 5, 's'),
        atMost('first download after waking', worst(({ firstDownloadMs }) => firstDownloadMs) / secondMs, 5, 's'),
        exactly(
          'runs in which a link was downloaded before one that expires earlier',
          sleeps.filter(({ isInExpiryOrder }) => !isInExpiryOrder).length,
          0,
        ),
        atMost(
          'polls within one second',
          worst(({ pollsPerSecond }) => pollsPerSecond),
          perSecond,
          '',
        ),
        exactly(
          'incidents',
          worst(({ incidents }) => incidents),
          0,
        ),
      ],
      figures: {
        sleeps: runs,
        finished: sleeps.reduce((sum, { finished }) => sum + finished, 0),
        polls: sleeps.reduce((sum, { polls }) => sum + polls, 0),
      },
    };
  },
};
