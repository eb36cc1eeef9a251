// Adds the user's settings of a queue: whether it is paused, and how many requests it sends per second. Also adds auto-retries, in the
// columns `try…`.
import type { Migration } from '../migrate.ts';

const profile = `
ALTER TABLE profile ADD COLUMN pausedByPerson INTEGER NOT NULL DEFAULT 0 CHECK (pausedByPerson IN (0, 1));
ALTER TABLE profile ADD COLUMN perSecond INTEGER NOT NULL DEFAULT 10 CHECK (perSecond BETWEEN 1 AND 50);`;

const task = `
-- Of an auto-retry: the task that the user created, and the number of the attempt. That task is attempt 1, and its own columns are null.
ALTER TABLE task ADD COLUMN tryOfId INTEGER REFERENCES task (id);
ALTER TABLE task ADD COLUMN tryNumber INTEGER CHECK ((tryNumber BETWEEN 2 AND 3) = (tryOfId IS NOT NULL));
-- Even after a crash, a failure leads to at most one auto-retry.
CREATE UNIQUE INDEX task_try ON task (tryOfId, tryNumber) WHERE tryOfId IS NOT NULL;
CREATE INDEX task_made_from ON task (madeFromId) WHERE madeFromId IS NOT NULL;
-- Why the task could not be found ("cannot look"): the task list of the service is longer than the studio reads.
ALTER TABLE task ADD COLUMN listTooLong INTEGER NOT NULL DEFAULT 0 CHECK (listTooLong = 0 OR looked = 'cannot-look');`;

/** Format 90: the pause and the request rate of a profile, and auto-retries. */
export const queueControls: Migration = { version: 90, sql: [profile, task].join('\n') };
