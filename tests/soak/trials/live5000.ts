// 5,000 tasks are pending at one time: every poll is on time and cheap, and no resource grows.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { integerRow } from '../../../electron/db/rows/row-shape.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { openRealStudio, scaledDown } from '../../support/real-studio.ts';
import { seedAtService, submitDirectly } from '../support/seeded-tasks.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { atMost, type Condition, exactly, type Trial, timeLimit } from '../trial.ts';

const secondMs = 1_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** One run is one minute of polling. */
export const live5000: Trial = {
  name: 'live5000',
  promise: '5,000 live tasks for ten minutes: no poll later than 2 s, at most 0.5 CPU-ms each, nothing grows',
  runs: { full: 10, short: 1 },
  async run({ runs, scale, directory, say }) {
    const count = scale === 'full' ? 5_000 : 300;
    const durationMs = scale === 'full' ? runs * 60 * secondMs : 8 * secondMs;
    // A start polls all tasks as fast as the profile allows. The measurement begins afterwards, in the steady state.
    const settleMs = scale === 'full' ? 60 * secondMs : 4 * secondMs;
    // The short part continues until there were enough polls, even if a busy machine takes longer.
    const longestMs = timeLimit(scale, durationMs, 120 * secondMs);
    // The short part is too short for polls at intervals of 10 to 15 s.
    const timeDivisor = scale === 'full' ? 1 : 5;
    const service = await startServiceProcess(null, { progressMs: 24 * 3_600_000, credits: 10_000_000 });
    const http = createNodeHttpClient();
    const databasePath = join(directory, 'studio.sqlite');
    const open = () => openRealStudio({ directory, service, clock: systemClock, http, timings: scaledDown(productTimings, timeDivisor) });
    const first = open();
    await first.must('profiles.useSimulator', {});
    await first.studio.stop({ withinMs: 0 });
    seedAtService(databasePath, await submitDirectly(service.api, count), 12 * secondMs);

    const studio = open();
    const watch = openDatabase({ path: databasePath, nowMs: Date.now(), onSlowStatement: () => undefined });
    if (!watch.ok) throw new Error(watch.error.kind);
    const oldest = watch.value.database.query<object, { atMs: number }>(
      'oldest due',
      'SELECT min(nextPollAtMs) AS atMs FROM task WHERE nextPollAtMs IS NOT NULL',
      integerRow('task', 'atMs'),
    );
    // Subscribes as an open window does, so that changes are published.
    let changes = 0;
    studio.studio.onEvent((event) => {
      if (event.type === 'delta') changes += event.changed.length;
    });
    await wait(settleMs);
    const atStart = { cpu: process.cpuUsage(), changes, heap: heapMegabytes(), timers: timers() };
    const startedAtMs = Date.now();
    // Each task is due every 10 to 15 s.
    const enoughPolls = Math.floor((count * durationMs * timeDivisor) / 17_000);
    let latestMs = 0;
    let mostTimers = 0;
    while (Date.now() - startedAtMs < durationMs || (changes - atStart.changes < enoughPolls && Date.now() - startedAtMs < longestMs)) {
      await wait(500);
      latestMs = Math.max(latestMs, Date.now() - (oldest.get({})?.atMs ?? Date.now()));
      mostTimers = Math.max(mostTimers, timers());
    }
    const { user, system } = process.cpuUsage(atStart.cpu);
    const polls = changes - atStart.changes;
    const cpuMsPerPoll = (user + system) / 1_000 / polls;
    const grownMegabytes = heapMegabytes() - atStart.heap;
    const live = (await studio.must('studio.snapshot', {})).tasks.length;
    watch.value.database.close();
    await studio.studio.stop({ withinMs: 0 });
    await service.stop();
    http.close();
    const minutes = (Date.now() - startedAtMs) / 60 / secondMs;
    say(`${polls} polls in ${minutes.toFixed(1)} minutes`);
    const conditions: Condition[] = [
      exactly('live tasks at the end', live, count),
      atMost('delay of the latest poll', latestMs / secondMs, timeLimit(scale, 2, 60), 's'),
      atMost('timers at one time', mostTimers, atStart.timers + 8, ''),
      exactly('incidents', studio.log.incidents.length, 0),
      { name: 'polls', measured: String(polls), limit: `≥ ${enoughPolls}`, holds: polls >= enoughPolls },
    ];
    // Only the full trial checks CPU time and memory, because it has the machine to itself.
    if (scale === 'full')
      conditions.push(atMost('CPU for one poll', cpuMsPerPoll, 0.5, 'ms'), atMost('heap grown', grownMegabytes, 10, 'MiB'));
    return {
      conditions,
      figures: {
        tasks: count,
        polls,
        cpuMsPerPoll: Math.round(cpuMsPerPoll * 1_000) / 1_000,
        latestPollMs: latestMs,
        grownMegabytes: Math.round(grownMegabytes * 10) / 10,
        mostTimers,
      },
    };
  },
};
