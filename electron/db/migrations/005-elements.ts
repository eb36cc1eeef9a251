// Indexes elements, because they are few among many videos.
import type { Migration } from '../migrate.ts';

const elements = `CREATE INDEX result_element ON result (id) WHERE kind = 'element';`;

/** Format 50: an index that contains only elements. */
export const elementIndex: Migration = { version: 50, sql: elements };
