// Adds the source of each reference, the frame rate of videos, and the references that each task uses.
import type { Migration } from '../migrate.ts';

const origins = `
ALTER TABLE reference ADD COLUMN framesPerSecond REAL;
-- A frame of a stored video, or (without a time) the stored video itself. The newest origin of a content counts.
ALTER TABLE reference ADD COLUMN sourceResultId INTEGER REFERENCES result (id) ON DELETE SET NULL;
ALTER TABLE reference ADD COLUMN sourceSeconds REAL;
-- Moves with every time the same content is given again: what was used lately is found first.
ALTER TABLE reference ADD COLUMN givenAtMs INTEGER NOT NULL DEFAULT 0;
UPDATE reference SET givenAtMs = addedAtMs;
CREATE INDEX reference_given ON reference (kind, givenAtMs, id);`;

const uses = `
-- Which tasks name which reference, kept by the triggers below: requests are JSON, and reading all of them for a count would be felt.
-- A discarded task does not count.
CREATE TABLE task_reference (
  referenceId INTEGER NOT NULL,
  taskId INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  PRIMARY KEY (referenceId, taskId)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO task_reference (referenceId, taskId)
  SELECT json_extract(use.value, '$.referenceId'), task.id FROM task, json_each(task.request, '$.references') AS use
  WHERE task.state <> 'discarded';
CREATE TRIGGER task_reference_on_insert AFTER INSERT ON task WHEN new.state <> 'discarded' BEGIN
  INSERT OR IGNORE INTO task_reference (referenceId, taskId)
    SELECT json_extract(value, '$.referenceId'), new.id FROM json_each(new.request, '$.references');
END;
CREATE TRIGGER task_reference_on_update AFTER UPDATE OF state, request ON task
WHEN new.request <> old.request OR (new.state = 'discarded') <> (old.state = 'discarded') BEGIN
  DELETE FROM task_reference WHERE taskId = new.id
    AND referenceId IN (SELECT json_extract(value, '$.referenceId') FROM json_each(old.request, '$.references'));
  INSERT OR IGNORE INTO task_reference (referenceId, taskId)
    SELECT json_extract(value, '$.referenceId'), new.id FROM json_each(new.request, '$.references')
    WHERE new.state <> 'discarded';
END;`;

/** Format 20: the video and the second that a reference was taken from, and `task_reference`, which triggers maintain. */
export const referenceOrigins: Migration = { version: 20, sql: [origins, uses].join('\n') };
