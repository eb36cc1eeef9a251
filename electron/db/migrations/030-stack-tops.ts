// Adds the tops of stacks that were chosen before the library journal recorded tops.
import type { Migration } from '../migrate.ts';

/** Format 300: a fact of the library journal for each chosen top. */
export const stackTops: Migration = {
  version: 300,
  // The lowest counter and writer, so that any decision of any database is newer.
  sql: `INSERT INTO library_fact (subject, field, value, counter, writer, isWritten, isApplied)
    SELECT 'video:' || ifnull(r.receivedSha256, r.sha256) || ':' || r.position || ':' || t.serviceTaskId, 'top', 'true', 1, '0', 0, 1
    FROM stack_top s JOIN result r ON r.id = s.resultId JOIN task t ON t.id = r.taskId
    WHERE r.sha256 IS NOT NULL AND t.serviceTaskId IS NOT NULL
    ON CONFLICT (subject, field) DO NOTHING;`,
};
