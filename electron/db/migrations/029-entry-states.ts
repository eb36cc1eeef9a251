// The search index contains the state of each task. So the index reads a task again when the state changes, but not when only the progress
// changes.
import type { Migration } from '../migrate.ts';

/** A task is in progress from its submission until its results are saved. The index reads from the results whether they are saved. */
const stateGroup = (row: 'old' | 'new'): string =>
  `iif(${row}.state IN ('submitting', 'pending', 'processing', 'completed'), 'in-progress', ${row}.state)`;

const differs = (...columns: readonly string[]): string => columns.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ');

const taskDiffers = `${stateGroup('old')} <> ${stateGroup('new')} OR (new.state = 'failed' AND (${differs('error')}))
  OR coalesce(old.creditsUsed, old.creditsReserved) IS NOT coalesce(new.creditsUsed, new.creditsReserved)
  OR ${differs('request', 'model', 'profileId', 'simulated', 'serviceTaskId')}`;

/** Records a task under the next `seq`, in place of its earlier row. */
const recordChange = (taskId: string): string =>
  `DELETE FROM task_change WHERE taskId = ${taskId}; INSERT INTO task_change (taskId) VALUES (${taskId});`;

/** Format 290: `task_change` records tasks whose state changed, whose link expired or whose result is data. */
export const entryStates: Migration = {
  version: 290,
  sql: `
DROP TRIGGER task_change_on_update;
CREATE TRIGGER task_change_on_update AFTER UPDATE ON task WHEN ${taskDiffers} BEGIN ${recordChange('new.id')} END;
CREATE TRIGGER result_change_on_data AFTER INSERT ON result WHEN new.kind <> 'video' BEGIN ${recordChange('new.taskId')} END;
CREATE TRIGGER result_change_on_expiry AFTER UPDATE OF state ON result WHEN (old.state = 'expired') <> (new.state = 'expired') BEGIN
  ${recordChange('new.taskId')}
END;`,
};
