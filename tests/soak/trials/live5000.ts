// Five thousand tasks at the service at one time: every look on time, cheap, and nothing that grows.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { integerRow } from '../../../electron/db/rows/row-shape.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { openRealStudio, shorter } from '../../support/real-studio.ts';
import { startServiceProcess } from '../support/other-process.ts';
import { seedAtService, submitDirectly } from '../support/seeded-tasks.ts';
import { atMost, exactly, type Holding, promisedOr, type Trial } from '../trial.ts';

const second = 1_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** A run is one minute of looking. */
export const live5000: Trial = {
  name: 'live5000',
  shows: '5,000 live tasks for ten minutes: no look later than 2 s, at most 0.5 CPU-ms each, nothing grows',
  runs: { full: 10, short: 1 },
  async run({ runs, scale, directory, say }) {
    const count = scale === 'full' ? 5_000 : 300;
    const lastsMs = scale === 'full' ? runs * 60 * second : 8 * second;
    // Tasks found by a start are looked at at once, as fast as the profile may ask; only then is it the steady state that is judged.
    const settleMs = scale === 'full' ? 60 * second : 4 * second;
    // A short part goes on until it has seen enough looks, however long a busy machine takes for them.
    const longestMs = promisedOr(scale, lastsMs, 120 * second);
    // A short part has no time for looks 10 to 15 s apart.
    const times = scale === 'full' ? 1 : 5;
    const service = await startServiceProcess(null, { progressMs: 24 * 3_600_000, credits: 10_000_000 });
    const http = createNodeHttpClient();
    const databasePath = join(directory, 'studio.sqlite');
    const open = () => openRealStudio({ directory, service, clock: systemClock, http, timings: shorter(productTimings, times) });
    const first = open();
    await first.must('profiles.useSimulator', {});
    await first.studio.stop({ withinMs: 0 });
    seedAtService(databasePath, await submitDirectly(service.api, count), 12 * second);

    const studio = open();
    const watch = openDatabase({ path: databasePath, nowMs: Date.now(), slow: () => undefined });
    if (!watch.ok) throw new Error(watch.error.kind);
    const oldest = watch.value.database.query<object, { atMs: number }>(
      'oldest due',
      'SELECT min(nextPollAtMs) AS atMs FROM task WHERE nextPollAtMs IS NOT NULL',
      integerRow('task', 'atMs'),
    );
    // The windows of a person are open: what changes is told.
    let told = 0;
    studio.studio.onEvent((event) => {
      if (event.type === 'delta') told += event.changed.length;
    });
    await wait(settleMs);
    const began = { cpu: process.cpuUsage(), told, heap: heapMegabytes(), timers: timers() };
    const beganAtMs = Date.now();
    // Each task is due every 10 to 15 s.
    const enoughLooks = Math.floor((count * lastsMs * times) / 17_000);
    let latestMs = 0;
    let mostTimers = 0;
    while (Date.now() - beganAtMs < lastsMs || (told - began.told < enoughLooks && Date.now() - beganAtMs < longestMs)) {
      await wait(500);
      latestMs = Math.max(latestMs, Date.now() - (oldest.get({})?.atMs ?? Date.now()));
      mostTimers = Math.max(mostTimers, timers());
    }
    const { user, system } = process.cpuUsage(began.cpu);
    const looks = told - began.told;
    const cpuMsPerLook = (user + system) / 1_000 / looks;
    const grownMegabytes = heapMegabytes() - began.heap;
    const live = (await studio.must('studio.snapshot', {})).tasks.length;
    watch.value.database.close();
    await studio.studio.stop({ withinMs: 0 });
    await service.stop();
    http.close();
    const minutes = (Date.now() - beganAtMs) / 60 / second;
    say(`${looks} looks in ${minutes.toFixed(1)} minutes`);
    const holdings: Holding[] = [
      exactly('live tasks at the end', live, count),
      atMost('latest look after it was due', latestMs / second, promisedOr(scale, 2, 60), 's'),
      atMost('timers at one time', mostTimers, began.timers + 8, ''),
      exactly('incidents', studio.log.incidents.length, 0),
      { what: 'looks', measured: String(looks), limit: `≥ ${enoughLooks}`, holds: looks >= enoughLooks },
    ];
    // Rates and memory are asserted on a machine that does nothing else.
    if (scale === 'full')
      holdings.push(atMost('CPU for one look', cpuMsPerLook, 0.5, 'ms'), atMost('heap grown', grownMegabytes, 10, 'MiB'));
    return {
      holdings,
      figures: {
        tasks: count,
        looks,
        cpuMsPerLook: Math.round(cpuMsPerLook * 1_000) / 1_000,
        latestLookMs: latestMs,
        grownMegabytes: Math.round(grownMegabytes * 10) / 10,
        mostTimers,
      },
    };
  },
};
