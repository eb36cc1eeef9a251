// Records every task whose entries in the search index may have changed, so that the index reads them again.
import type { Migration } from '../migrate.ts';

/**
 * The body of a trigger: records a task under the next `seq`, in place of its earlier row. It does not use INSERT OR REPLACE, because the conflict clause
 * of the statement that fires the trigger would override it.
 */
const recordChange = (taskId: string): string =>
  `DELETE FROM task_change WHERE taskId = ${taskId}; INSERT INTO task_change (taskId) VALUES (${taskId});`;

/** An SQL condition: at least one of the columns differs between the old row and the new one. */
const differs = (...columns: readonly string[]): string => columns.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ');

/** The index contains whether a task failed, and the error of a failed task. */
const taskDiffers = `(old.state = 'failed') <> (new.state = 'failed') OR (new.state = 'failed' AND (${differs('error')}))
  OR coalesce(old.creditsUsed, old.creditsReserved) IS NOT coalesce(new.creditsUsed, new.creditsReserved)
  OR ${differs('request', 'model', 'profileId', 'simulated', 'serviceTaskId')}`;

/** An SQL condition: the result has its own entry in the index. Other results have no entry in any state of their download. */
const isEntry = (row: 'old' | 'new'): string => `(${row}.kind = 'video' AND ${row}.storedAtMs IS NOT NULL)`;
const resultDiffers = `(${isEntry('old')} OR ${isEntry('new')})
  AND (${differs('state', 'kind', 'storedAtMs', 'path', 'bytes', 'durationSeconds', 'hasAudio')})`;

/** Format 220: `task_change`, which has at most one row per task. The newest change has the largest `seq`, and no `seq` is used twice. */
export const taskChanges: Migration = {
  version: 220,
  sql: `
CREATE TABLE task_change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  taskId INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER task_change_on_insert AFTER INSERT ON task BEGIN ${recordChange('new.id')} END;
CREATE TRIGGER task_change_on_update AFTER UPDATE ON task WHEN ${taskDiffers} BEGIN ${recordChange('new.id')} END;
CREATE TRIGGER task_change_on_delete AFTER DELETE ON task BEGIN ${recordChange('old.id')} END;
CREATE TRIGGER result_change_on_insert AFTER INSERT ON result WHEN ${isEntry('new')} BEGIN ${recordChange('new.taskId')} END;
CREATE TRIGGER result_change_on_update AFTER UPDATE ON result WHEN ${resultDiffers} BEGIN ${recordChange('new.taskId')} END;
CREATE TRIGGER result_change_on_delete AFTER DELETE ON result WHEN ${isEntry('old')} BEGIN ${recordChange('old.taskId')} END;
-- A reference that gets or loses its source video changes whether the tasks that use it count as made from a video. Discarded tasks, which
-- task_reference does not have, keep what they were.
CREATE TRIGGER reference_change_on_source AFTER UPDATE OF sourceResultId ON reference
WHEN (old.sourceResultId IS NULL) <> (new.sourceResultId IS NULL) BEGIN
  DELETE FROM task_change WHERE taskId IN (SELECT taskId FROM task_reference WHERE referenceId = new.id);
  INSERT INTO task_change (taskId) SELECT DISTINCT taskId FROM task_reference WHERE referenceId = new.id;
END;`,
};
