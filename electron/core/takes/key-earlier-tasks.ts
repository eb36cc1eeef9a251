// Computes the take keys of tasks that an earlier version created without one, newest first, in slices in the background. Each slice is one transaction
// with its progress, so that a kill at any moment loses one slice at most and the next start continues.
import { z } from 'zod';
import { takeKeyVersion } from '../../../shared/takes/take-text.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';
import { takeKeyOf } from './take-key.ts';

/** Loading the first screen and the search has priority. */
const startAfterMs = 8_000;
/** Tasks per slice: main is busy for a few milliseconds. */
const tasksPerSlice = 40;
const pauseBetweenSlicesMs = 25;
/** Delay after a slice that could not be written. */
const retryMs = 60_000;

/** All tasks from `below` on have keys of this version. */
const storedProgress = z.object({ version: z.number().int(), below: z.number().int() });
const progressSetting = 'take-keys';

interface EarlierTaskKeysDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly log: Log;
}

/** The background work; one for each run of the core. */
export interface EarlierTaskKeys {
  /** Continues after some seconds. Called once, at the start. */
  begin(): void;
  /** Nothing is written after this. */
  stop(): void;
}

/** The id below which tasks lack a key. A new version of the keys, and the first start with them, begin with the newest task. */
function firstBelowId({ settings, tasks }: Tables): number {
  const progress = storedProgress.safeParse(settings.get(progressSetting));
  return progress.success && progress.data.version === takeKeyVersion ? progress.data.below : tasks.newestId() + 1;
}

/** Computes the keys of one slice; returns the id below which to continue, 0 at the end. A task whose row does not parse gets no key. */
export function assignSliceKeys(tables: Tables, belowId: number): number {
  return tables.transaction(() => {
    const ids = tables.stacks.tasksBelow(belowId, tasksPerSlice);
    for (const id of ids) {
      const row = tables.ifReadable(() => tables.tasks.get(id));
      if (row) tables.stacks.assign(id, takeKeyOf(tables, row.request, row.simulated === 1));
    }
    const nextBelowId = ids.length < tasksPerSlice ? 0 : (ids.at(-1) ?? 0);
    tables.settings.set(progressSetting, { version: takeKeyVersion, below: nextBelowId });
    return nextBelowId;
  });
}

/** Called once by `core/compose/`. */
export function createEarlierTaskKeys(deps: EarlierTaskKeysDeps): EarlierTaskKeys {
  const { tables, clock } = deps;
  const failures = createFailureReporter(deps);
  let cancelTimer: () => void = () => {};

  function continueAfter(delayMs: number, belowId: number): void {
    cancelTimer = clock.setTimer(delayMs, () => {
      try {
        const nextBelowId = assignSliceKeys(tables, belowId);
        if (nextBelowId > 0) continueAfter(pauseBetweenSlicesMs, nextBelowId);
      } catch (error) {
        failures.report(error, 'computing take keys');
        continueAfter(retryMs, belowId);
      }
    });
  }

  return {
    begin() {
      const belowId = firstBelowId(tables);
      if (belowId > 0) continueAfter(startAfterMs, belowId);
    },
    stop: () => cancelTimer(),
  };
}
