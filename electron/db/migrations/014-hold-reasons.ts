// Adds the reason why a waiting task is held: by the user, after the restore of a backup, or after too many refusals.
import type { Migration } from '../migrate.ts';

/** Format 140: the reason for which a waiting task is held. */
export const holdReasons: Migration = {
  version: 140,
  sql: `
ALTER TABLE task ADD COLUMN heldBy TEXT CHECK (heldBy IS NULL OR (held = 1 AND heldBy IN ('person','restore','refusals')));
-- The journal tells which hold came last. Where it tells nothing, the person is taken to hold it: that hold never ends by itself.
UPDATE task SET heldBy = CASE
  WHEN json_extract(error, '$.kind') = 'maybe-sent-since' THEN 'restore'
  WHEN (SELECT fact FROM task_journal WHERE taskId = task.id
      AND (fact = 'held' OR (fact = 'refused-for-now' AND json_extract(detail, '$.hold') = 1))
    ORDER BY id DESC LIMIT 1) = 'refused-for-now' THEN 'refusals'
  ELSE 'person' END
WHERE held = 1;`,
};
