// Notes every task whose entries in a search changed, so that the search index knows what to read again.
import type { Migration } from '../migrate.ts';

/** The body of a trigger: notes a task again, under the next number. A conflict clause would be replaced by that of the outer statement. */
const note = (taskId: string): string =>
  `DELETE FROM task_change WHERE taskId = ${taskId}; INSERT INTO task_change (taskId) VALUES (${taskId});`;

/** True when one of the columns differs between old and new row. */
const differs = (...columns: readonly string[]): string => columns.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ');

const ofTask = differs(
  'state',
  'request',
  'model',
  'error',
  'profileId',
  'simulated',
  'sourceTaskId',
  'creditsUsed',
  'creditsReserved',
  'serviceTaskId',
);
const ofResult = differs('state', 'kind', 'storedAtMs', 'path', 'bytes', 'durationSeconds', 'hasAudio');

/** Format 220: `task_change`, which has at most one row a task; the newest change has the largest `seq`. No `seq` is ever used twice. */
export const taskChanges: Migration = {
  version: 220,
  sql: `
CREATE TABLE task_change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  taskId INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER task_change_on_insert AFTER INSERT ON task BEGIN ${note('new.id')} END;
CREATE TRIGGER task_change_on_update AFTER UPDATE ON task WHEN ${ofTask} BEGIN ${note('new.id')} END;
CREATE TRIGGER task_change_on_delete AFTER DELETE ON task BEGIN ${note('old.id')} END;
CREATE TRIGGER result_change_on_insert AFTER INSERT ON result BEGIN ${note('new.taskId')} END;
CREATE TRIGGER result_change_on_update AFTER UPDATE ON result WHEN ${ofResult} BEGIN ${note('new.taskId')} END;
CREATE TRIGGER result_change_on_delete AFTER DELETE ON result BEGIN ${note('old.taskId')} END;
-- A file that was given first, and then taken from a stored video: tasks that were made from it are made from a video.
CREATE TRIGGER reference_change_on_source AFTER UPDATE OF sourceResultId ON reference
WHEN (old.sourceResultId IS NULL) <> (new.sourceResultId IS NULL) BEGIN
  DELETE FROM task_change WHERE taskId IN (SELECT taskId FROM task_reference WHERE referenceId = new.id);
  INSERT INTO task_change (taskId) SELECT DISTINCT taskId FROM task_reference WHERE referenceId = new.id;
END;`,
};
