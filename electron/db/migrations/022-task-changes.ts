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
CREATE TRIGGER profile_change_on_rename AFTER UPDATE OF name ON profile WHEN old.name <> new.name BEGIN
  DELETE FROM task_change WHERE taskId IN (SELECT id FROM task WHERE profileId = new.id);
  INSERT INTO task_change (taskId) SELECT id FROM task WHERE profileId = new.id;
END;`,
};
