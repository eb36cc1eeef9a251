// kill -9 at any moment: nothing is lost, nothing is paid for twice, no half file is seen, and the next start goes on by itself.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCore } from '../support/core-process.ts';
import type { Trial } from '../trial.ts';
import { busyRuns, entryRuns, judged } from './kills/core-deaths.ts';
import { coreProcesses } from './kills/run.ts';

const moments = ['before commit', 'after commit'] as const;

export const kills: Trial = {
  name: 'kills',
  shows: 'kill -9 at random moments and at every journal entry, submissions cut at five points: nothing lost, nothing paid twice',
  // A run is a busy studio with 25 deaths at random moments and 8 at journal entries.
  runs: { full: 20, short: 1 },
  async run({ seed, runs, scale, directory, say }) {
    const built = join(directory, 'built');
    mkdirSync(built);
    const processes = coreProcesses(await buildCore(built));
    const common = { directory, processes, seed, say };
    try {
      if (scale === 'short') {
        const entries = await entryRuns(common, { isBare: false, moments: ['after commit'], atOnce: 3 });
        const busy = await busyRuns(common, { runs, randomDeaths: 12, exactDeaths: 2, atOnce: 1 });
        return judged(busy, entries, { random: 12 * runs, entry: 9, cutPoints: 3 });
      }
      const entries = [
        ...(await entryRuns(common, { isBare: false, moments, atOnce: 2 })),
        ...(await entryRuns(common, { isBare: true, moments, atOnce: 2 })),
        ...(await entryRuns(common, { isBare: false, firstCut: 'before the answer', moments, atOnce: 2 })),
        ...(await entryRuns(common, { isBare: true, firstCut: 'before the answer', moments, atOnce: 2 })),
      ];
      const busy = await busyRuns(common, { runs, randomDeaths: 25, exactDeaths: 8, atOnce: 2 });
      return judged(busy, entries, { random: 25 * runs, entry: 60, cutPoints: 5 });
    } finally {
      await processes.stop();
    }
  },
};
