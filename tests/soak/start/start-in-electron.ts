// Measures how long the studio takes to become usable with a long library and thousands of live tasks, compared with an empty Electron app.
// Electron and its built-in simulator are real, and the simulator has each of these tasks.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { median } from '../../bench/figures.ts';
import { measureStart } from '../../bench/measure-start.ts';
import { seedLibrary } from '../../bench/seeded-library.ts';
import { prepareComparedApps } from '../../bench/startup.ts';
import { seedAtService, submitDirectly } from '../support/seeded-tasks.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { atMost, exactly, type Findings, type TrialOptions } from '../trial.ts';

const storedCount = 100_000;
const liveCount = 5_000;

/** The `state-recovered` entries in the logs of a user data folder, one for each start. */
function recoveries(userData: string): readonly { readonly pollsScheduled: number; readonly tookMs: number }[] {
  const folder = join(userData, 'logs');
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"state-recovered"'))
    .map((line) => JSON.parse(line) as { pollsScheduled: number; tookMs: number });
}

export async function startInElectron({ runs, say }: TrialOptions): Promise<Findings> {
  const apps = await prepareComparedApps();
  const tookMs = { empty: [] as number[], fresh: [] as number[], full: [] as number[] };
  try {
    const { full } = apps;
    const simulator = join(full.userData, 'simulator');
    // Replaces the simulator that the app created, because it has too few credits.
    rmSync(simulator, { recursive: true, force: true });
    const service = await startServiceProcess(simulator, { progressMs: 24 * 3_600_000, credits: 10_000_000 });
    const ids = await submitDirectly(service.api, liveCount);
    await service.stop();
    say(`   ${ids.length} tasks at the service`);
    seedLibrary(full.userData, full.videos, storedCount);
    seedAtService(join(full.userData, 'studio.sqlite'), ids, 12_000);
    say(`   ${storedCount} videos in the library`);
    const before = recoveries(full.userData).length;
    const kinds = { empty: apps.baseline, fresh: apps.studio(apps.fresh), full: apps.studio(full) };
    for (let run = 0; run <= runs; run += 1) {
      for (const kind of ['empty', 'fresh', 'full'] as const) {
        const { usableMs } = await measureStart(kinds[kind]);
        say(`   ${kind.padEnd(6)} usable after ${Math.round(usableMs)} ms`);
        if (run > 0) tookMs[kind].push(usableMs); // the first round only warms the caches
      }
    }
    const recovered = recoveries(full.userData).slice(before);
    const emptyAppMs = median(tookMs.empty);
    const slowest = Math.max(...recovered.map((one) => one.tookMs));
    return {
      conditions: [
        exactly('starts whose recovery was seen', recovered.length, runs + 1),
        exactly('polls scheduled after each start', Math.min(...recovered.map(({ pollsScheduled }) => pollsScheduled)), liveCount),
        atMost('time until usable, relative to the empty app', median(tookMs.full) / emptyAppMs, 1.5, '×'),
        atMost('recovery', slowest, 1_000, 'ms'),
      ],
      figures: {
        stored: storedCount,
        live: liveCount,
        emptyMs: Math.round(emptyAppMs),
        freshMs: Math.round(median(tookMs.fresh)),
        fullMs: Math.round(median(tookMs.full)),
        recoveryMs: slowest,
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      },
    };
  } finally {
    apps.remove();
  }
}
