// Elements are few among many videos: found without looking at those.
import type { Migration } from '../migrate.ts';

const elements = `CREATE INDEX result_element ON result (id) WHERE kind = 'element';`;

export const elementIndex: Migration = { version: 50, sql: elements };
