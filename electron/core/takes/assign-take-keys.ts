// Computes the take keys of tasks that an earlier version created without a key: newest tasks first, in slices, in the background. Each
// slice and its progress are written in one transaction. A kill at any moment loses at most one slice, and the next start continues.
import { z } from 'zod';
import { takeKeyVersion } from '../../../shared/takes/take-text.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Log } from '../ports.ts';
import { takeKeyOf } from './take-key.ts';

/** Delay after the start. Loading the first screen and the search have priority. */
const startAfterMs = 8_000;
/** Number of tasks per slice. A slice blocks the main process for a few milliseconds. */
const tasksPerSlice = 40;
const pauseBetweenSlicesMs = 25;
/** Delay after a slice that could not be written. */
const retryMs = 60_000;

/** All tasks with an id of at least `below` have keys of this version. */
const storedProgress = z.object({ version: z.number().int(), below: z.number().int() });
const progressSetting = 'take-keys';

interface EarlierTaskKeysDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly log: Log;
}

/** The background work that computes the keys. It runs once per run of the core. */
export interface EarlierTaskKeys {
  /** Starts or continues after some seconds. Called once, at start-up. */
  begin(): void;
  /** Stops the work. Nothing is written afterwards. */
  stop(): void;
}

/** The id below which tasks lack a key. With a new version of the keys, and on the first run, this starts above the newest task. */
function firstBelowId({ settings, tasks }: Tables): number {
  const progress = storedProgress.safeParse(settings.get(progressSetting));
  return progress.success && progress.data.version === takeKeyVersion ? progress.data.below : tasks.newestId() + 1;
}

/** Computes the keys of one slice. Returns the id below which to continue; 0 at the end. A task whose row does not parse gets no key. */
export function assignKeysToSlice(tables: Tables, belowId: number): number {
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
        const nextBelowId = assignKeysToSlice(tables, belowId);
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
