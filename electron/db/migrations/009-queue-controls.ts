// What the person decides about a queue: paused or not, how many requests a second; and tries the studio made by itself after a retryable error.
import type { Migration } from '../migrate.ts';

const profile = `
ALTER TABLE profile ADD COLUMN pausedByPerson INTEGER NOT NULL DEFAULT 0 CHECK (pausedByPerson IN (0, 1));
ALTER TABLE profile ADD COLUMN perSecond INTEGER NOT NULL DEFAULT 10 CHECK (perSecond BETWEEN 1 AND 50);`;

const task = `
-- The task whose failure led to this one, through however many tries: the first of them. The first is no try itself; the second has number 2.
ALTER TABLE task ADD COLUMN tryOfId INTEGER REFERENCES task (id);
ALTER TABLE task ADD COLUMN tryNumber INTEGER CHECK ((tryNumber BETWEEN 2 AND 3) = (tryOfId IS NOT NULL));
-- Whatever crashes when: no failure leads to two tries.
CREATE UNIQUE INDEX task_try ON task (tryOfId, tryNumber) WHERE tryOfId IS NOT NULL;
CREATE INDEX task_made_from ON task (madeFromId) WHERE madeFromId IS NOT NULL;
-- With "cannot look": the list could be read, but goes on further than the studio reads.
ALTER TABLE task ADD COLUMN listTooLong INTEGER NOT NULL DEFAULT 0 CHECK (listTooLong = 0 OR looked = 'cannot-look');`;

/** Format 90: the pause and the request rate of a profile, and auto-retries. */
export const queueControls: Migration = { version: 90, sql: [profile, task].join('\n') };
