// Adds stacks, which group the takes of one request by a key of the request without its seed. Also finds files with the same content.
import type { Migration } from '../migrate.ts';

/** Format 230: the stack of each task, the take on top of a stack, and an index over the content of stored videos. */
export const stacks: Migration = {
  version: 230,
  sql: `
-- One row per request, apart from its seed. SQL cannot compute the key, so the studio adds the rows: those of new tasks with them, and those of
-- earlier tasks in the background (electron/core/takes/assign-take-keys.ts).
CREATE TABLE stack (
  id INTEGER PRIMARY KEY,
  takeKey TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE stack_task (
  taskId INTEGER PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
  stackId INTEGER NOT NULL REFERENCES stack (id)
) STRICT;
CREATE INDEX stack_task_of_stack ON stack_task (stackId, taskId);
-- The results that the user has put on top of their stacks, at most one in each. In a stack without one, the newest is on top.
CREATE TABLE stack_top (
  resultId INTEGER PRIMARY KEY REFERENCES result (id) ON DELETE CASCADE
) STRICT;
-- The bytes as received: the tag record makes the files of equal videos differ.
CREATE INDEX result_content ON result (ifnull(receivedSha256, sha256)) WHERE storedAtMs IS NOT NULL AND kind = 'video';`,
};
