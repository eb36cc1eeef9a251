// Adds the key revision that a task was sent with, and the send time by the service's clock. The local clock may be changed at any time, so it must not
// decide which account a task belongs to, or which task of the service's list it is.
import type { Migration } from '../migrate.ts';

const profile = `
-- Incremented whenever the key or the API address becomes another one.
ALTER TABLE profile ADD COLUMN keyRevision INTEGER NOT NULL DEFAULT 0;
UPDATE profile SET keyRevision = 1 WHERE keyChangedAtMs IS NOT NULL;`;

const task = `
-- keyRevision of the profile when the task was first sent; once the service has it: when it was accepted, or found in the list.
ALTER TABLE task ADD COLUMN keyRevision INTEGER;
-- firstSentAtMs and lastSentAtMs by the service's clock; null where that clock was not known.
ALTER TABLE task ADD COLUMN firstSentServiceMs INTEGER;
ALTER TABLE task ADD COLUMN lastSentServiceMs INTEGER;
-- Answers "not found" in a row.
ALTER TABLE task ADD COLUMN notFoundLooks INTEGER NOT NULL DEFAULT 0;
-- What earlier versions compared at each poll, compared once: was the key replaced after the task was sent? A task that was accepted more than
-- 45 s after its send was found in the list, so the key in use then counts.
UPDATE task SET keyRevision = (
  SELECT CASE WHEN p.keyChangedAtMs > CASE
      WHEN task.acceptedAtMs IS NOT NULL AND (task.lastSentAtMs IS NULL OR task.acceptedAtMs - task.lastSentAtMs >= 45000)
      THEN task.acceptedAtMs ELSE task.lastSentAtMs END
    THEN 0 ELSE p.keyRevision END
  FROM profile p WHERE p.id = task.profileId)
WHERE live = 1 AND (acceptedAtMs IS NOT NULL OR lastSentAtMs IS NOT NULL);`;

/** Format 110: the key revision of profiles and tasks, and send times by the service’s clock. */
export const keyRevisions: Migration = { version: 110, sql: [profile, task].join('\n') };
