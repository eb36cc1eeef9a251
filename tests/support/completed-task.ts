// The row of a task that ended long ago.
import { newTask } from '../../electron/core/tasks/row-factories.ts';
import type { TaskRow } from '../../electron/db/tables/task/task-table.ts';
import type { GenerationRequest } from '../../shared/generation.ts';

/** A completed task of a real account. */
export const completedTask = (
  profileId: number,
  request: GenerationRequest,
  serviceTaskId: string,
  createdAtMs: number,
): Omit<TaskRow, 'id'> => ({
  ...newTask({ profileId, simulated: false, request, sourceTaskId: null }, createdAtMs),
  state: 'completed',
  serviceTaskId,
  acceptedAtMs: 1,
  pollingSinceMs: 1,
  progress: 100,
  endedAtMs: 1,
});
