// Records, for the search index, the videos of tags and collections that got a new name: slice by slice, continued at the next start.
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { ActionLane } from '../../undo/action-lane.ts';
import { videosPerSlice } from './plan-command.ts';

/** What recording needs. */
export interface RefreshDeps {
  readonly tables: Tables;
  readonly lane: ActionLane;
  readonly failures: FailureReporter;
}

/** Records all that is left. Runs behind the actions that are waiting, ends with `stop` of the lane, and never throws. */
export async function refreshSearch({ tables, lane, failures }: RefreshDeps): Promise<void> {
  try {
    await lane.run(async (running) => {
      const record = () => tables.transaction(() => tables.searchRefresh.recordNext(videosPerSlice));
      let isMore = record().length > 0;
      while (isMore && (await running.next(0))) isMore = record().length > 0;
      return ok(null);
    });
  } catch (error) {
    failures.report(error, 'recording renamed tags');
  }
}
