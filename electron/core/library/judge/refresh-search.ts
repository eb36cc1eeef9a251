// Marks the videos of renamed tags and collections for the search index, slice by slice. The next start continues an unfinished run.
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import { videosPerSlice } from './video-slices.ts';

/** Dependencies of `refreshSearch`. */
export interface RefreshDeps {
  readonly tables: Tables;
  readonly actionQueue: ActionQueue;
  readonly failures: FailureReporter;
}

/** Marks all remaining videos. Runs after the waiting actions and ends when the queue stops. Never rejects. */
export async function refreshSearch({ tables, actionQueue, failures }: RefreshDeps): Promise<void> {
  try {
    await actionQueue.run(async (runningAction) => {
      const recordSlice = () => tables.transaction(() => tables.searchRefresh.recordNext(videosPerSlice));
      let hasMore = recordSlice().length > 0;
      while (hasMore && (await runningAction.canContinue(0))) hasMore = recordSlice().length > 0;
      return ok(null);
    });
  } catch (error) {
    failures.report(error, 'recording renamed tags');
  }
}
