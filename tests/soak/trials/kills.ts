// SIGKILL at any moment: nothing is lost, nothing is paid twice, no incomplete file is shown, and the next start continues automatically.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from '../../support/bundle-program.ts';
import type { Trial } from '../trial.ts';
import { busyRuns, entryRuns, judgeRuns } from './kills/core-deaths.ts';
import { durableOrder } from './kills/durable-order.ts';
import { coreProcesses } from './kills/run.ts';

const moments = ['before commit', 'after commit'] as const;

export const kills: Trial = {
  name: 'kills',
  promise: 'kill -9 at random moments and at every journal entry, submissions cut at five points: nothing lost, nothing paid twice',
  // One run is a busy core with 25 kills at random moments and 8 kills at journal entries. Two of the runs also kill Electron three times
  // at random.
  runs: { full: 20, short: 1 },
  async run({ seed, runs, scale, directory, say }) {
    if (scale === 'full' && process.platform === 'linux' && process.env.DISPLAY === undefined) {
      throw new Error('Electron needs a display: npm run soak provides one');
    }
    const built = join(directory, 'built');
    mkdirSync(built);
    const script = await bundleProgram(join(import.meta.dirname, '../support/core-child.ts'), built);
    const processes = coreProcesses(script);
    const common = { directory, processes, seed, say };
    try {
      if (scale === 'short') {
        const [entries, busy] = await Promise.all([
          // The moment just before the commit is harder than the one after: what the entry describes has happened, but the entry is not on
          // disk.
          entryRuns(common, { lacksIdempotencyKeys: false, moments: ['before commit'], fileCalls: false, atOnce: 2 }),
          busyRuns(common, { runs, randomDeaths: 12, exactDeaths: 2, atOnce: 1 }),
        ]);
        return judgeRuns(busy, entries, { random: 12 * runs, entry: 7, fileCall: 0, cutPoints: 3 });
      }
      const orders = await durableOrder({ directory, script, say });
      // Loads modules that only a real window needs.
      const { electronDeaths } = await import('./kills/electron-deaths.ts');
      const electron = await electronDeaths({ seed, randomDeaths: Math.ceil(1.5 * runs), say });
      const entries = [
        ...(await entryRuns(common, { lacksIdempotencyKeys: false, moments, fileCalls: true, atOnce: 2 })),
        ...(await entryRuns(common, { lacksIdempotencyKeys: true, moments, fileCalls: false, atOnce: 2 })),
        ...(await entryRuns(common, { lacksIdempotencyKeys: false, firstCut: 'before the answer', moments, fileCalls: false, atOnce: 2 })),
        ...(await entryRuns(common, { lacksIdempotencyKeys: true, firstCut: 'before the answer', moments, fileCalls: false, atOnce: 2 })),
      ];
      const busy = await busyRuns(common, { runs, randomDeaths: 25, exactDeaths: 8, atOnce: 2 });
      const core = judgeRuns(busy, entries, { random: 25 * runs, entry: 60, fileCall: 15, cutPoints: 5 });
      return { conditions: [...orders, ...core.conditions, ...electron.conditions], figures: { ...core.figures, ...electron.figures } };
    } finally {
      await processes.stop();
    }
  },
};
