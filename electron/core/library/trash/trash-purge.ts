// Deletes videos for good that have been in the trash longer than the setting allows: once shortly after a start, then once a day. It has
// no timer: a job runner calls `tick` at least once a minute. A clock that is ahead must not empty the trash. So after a long gap, a pass
// deletes only videos that were already due at the previous pass. This leaves one day to correct the clock.
import type { TrashTable } from '../../../db/tables/library/trash-table.ts';
import { createFailureReporter } from '../../failure-reporter.ts';
import type { Clock, Log } from '../../ports.ts';
import type { SettingsStore } from '../../settings-store.ts';
import type { Trash } from './trash.ts';

const dayMs = 86_400_000;
/** Delay after a start, because other work comes first. */
const afterStartMs = 60_000;
/** Maximum number of videos per pass. A file that cannot be deleted now is tried again the next day. */
const maxPerPass = 100_000;
/** A longer gap between two passes means that the studio was closed for long, or that the clock was set ahead. */
const maxGapMs = 4 * dayMs;

/** The time from which the age of videos is computed, in Unix milliseconds. null if no pass has run yet: nothing may be deleted. */
function trustedTime(lastPassMs: number | null, nowMs: number): number | null {
  if (lastPassMs === null) return null;
  return nowMs - lastPassMs > maxGapMs ? lastPassMs : nowMs;
}

/** The time of the first pass after a start. It is at least one day after the last pass, which may have found the clock ahead. */
const firstPassMs = (lastPassMs: number | null, nowMs: number): number => Math.max(nowMs + afterStartMs, (lastPassMs ?? 0) + dayMs);

/** Deletes expired videos in the background. */
export interface TrashPurge {
  /** Starts a pass when one is due. `nowMs`: Unix milliseconds. */
  tick(nowMs: number): void;
}

/** Called once by `core/compose/`. `signal` aborts when the studio stops. */
export function createTrashPurge(deps: {
  tables: { readonly trash: Pick<TrashTable, 'trashedBefore'> };
  settings: Pick<SettingsStore, 'get' | 'trashPurgedAtMs' | 'saveTrashPurge'>;
  trash: Pick<Trash, 'purge'>;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}): TrashPurge {
  const { tables, settings, trash, clock, log, signal } = deps;
  const failures = createFailureReporter(deps);
  let nextPassMs = firstPassMs(settings.trashPurgedAtMs(), clock.now());
  let isRunning = false;

  async function purge(trashedBeforeMs: number): Promise<void> {
    const ids = tables.trash.trashedBefore(trashedBeforeMs, maxPerPass);
    if (ids.length === 0) return;
    const { changedIds, bytes, refused } = await trash.purge(ids, trashedBeforeMs);
    log.info('trash-purged', { videos: changedIds.length, bytes, refused: refused.length });
  }

  return {
    tick(nowMs) {
      // The clock may have been set back.
      if (nextPassMs > nowMs + dayMs) nextPassMs = nowMs + dayMs;
      if (isRunning || signal.aborted || nowMs < nextPassMs) return;
      nextPassMs = nowMs + dayMs;
      const { trashDays } = settings.get();
      // Writes nothing if there is nothing to delete, because otherwise an unchanged database would be backed up every day.
      if (trashDays === null || tables.trash.trashedBefore(nowMs, 1).length === 0) return;
      const trustedMs = trustedTime(settings.trashPurgedAtMs(), nowMs);
      settings.saveTrashPurge(nowMs);
      if (trustedMs === null) return;
      isRunning = true;
      void purge(trustedMs - trashDays * dayMs)
        .catch((error: unknown) => failures.report(error, 'purging the trash'))
        .then(() => {
          isRunning = false;
        });
    },
  };
}
