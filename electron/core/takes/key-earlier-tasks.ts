// Computes the take keys of tasks that were created before there were any, newest first, in slices in the background. Each slice is one transaction
// with its progress, so that a kill at any moment loses one slice at most and the next start continues.
import { z } from 'zod';
import { takeKeyVersion } from '../../../shared/takes/take-text.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';
import { takeKeyOf } from './take-key.ts';

/** The first screen and the search come first. */
const startAfterMs = 8_000;
/** Tasks per slice: main is busy for a few milliseconds. */
const sliceTasks = 40;
const betweenSlicesMs = 25;
/** After a slice that could not be written. */
const retryMs = 60_000;

/** All tasks from `below` on have keys of this version. */
const storedProgress = z.object({ version: z.number().int(), below: z.number().int() });
const progressSetting = 'take-keys';

interface KeyTaskDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly log: Log;
}

/** The background work; one for each run of the core. */
export interface EarlierTaskKeys {
  /** Continues some seconds later. Called once, at the start. */
  begin(): void;
  /** Nothing is written after this. */
  stop(): void;
}

/** The id below which tasks lack a key. A new version of the keys, and the first start with them, begin with the newest task. */
function firstBelow({ settings, tasks }: Tables): number {
  const progress = storedProgress.safeParse(settings.get(progressSetting));
  return progress.success && progress.data.version === takeKeyVersion ? progress.data.below : tasks.newestId() + 1;
}

/** Computes the keys of one slice; returns the id below which to continue, 0 at the end. A task whose row does not parse gets no key. */
export function keySlice(tables: Tables, below: number): number {
  return tables.transaction(() => {
    const ids = tables.stacks.tasksBelow(below, sliceTasks);
    for (const id of ids) {
      const row = tables.ifReadable(() => tables.tasks.get(id));
      if (row) tables.stacks.assign(id, takeKeyOf(tables, row.request, row.simulated === 1));
    }
    const next = ids.length < sliceTasks ? 0 : (ids.at(-1) ?? 0);
    tables.settings.set(progressSetting, { version: takeKeyVersion, below: next });
    return next;
  });
}

/** Built once by the composition. */
export function createEarlierTaskKeys(deps: KeyTaskDeps): EarlierTaskKeys {
  const { tables, clock } = deps;
  const failures = createFailureReporter(deps);
  let cancelTimer: () => void = () => {};

  function continueAfter(delayMs: number, below: number): void {
    cancelTimer = clock.setTimer(delayMs, () => {
      try {
        const next = keySlice(tables, below);
        if (next > 0) continueAfter(betweenSlicesMs, next);
      } catch (error) {
        failures.report(error, 'computing take keys');
        continueAfter(retryMs, below);
      }
    });
  }

  return {
    begin() {
      const below = firstBelow(tables);
      if (below > 0) continueAfter(startAfterMs, below);
    },
    stop: () => cancelTimer(),
  };
}
