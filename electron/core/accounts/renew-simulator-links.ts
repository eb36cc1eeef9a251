// Requests new links and uploads after the simulator's URL has changed.
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/**
 * Deletes the uploads and polls the tasks now, so that their downloads get new links. Links and uploads of the former port are invalid.
 */
export function renewSimulatorLinks(
  { tables, tasks }: { readonly tables: Tables; readonly tasks: Pick<TaskStore, 'transitionResult' | 'schedulePoll'> },
  profileId: number,
  nowMs: number,
): void {
  tables.uploads.deleteOfProfile(profileId);
  for (const result of tables.results.unfinished()) {
    if (tables.ifReadable(() => tables.tasks.get(result.taskId))?.profileId !== profileId) continue;
    tasks.transitionResult(result.id, {
      type: 'download-interrupted',
      error: null,
      nextAttemptAtMs: nowMs,
      needsFreshLink: true,
      reason: 'other',
    });
    tasks.schedulePoll(result.taskId, nowMs);
  }
}
