// Counts what videos have: ratings, flags, tags and collections of a selection.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { integer } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';

const given = 'SELECT value FROM json_each(:ids)';

/** The SQL statements. Exported for the tests of their query plans. */
export const judgementCountSql = {
  judged: `SELECT rating, flag, favourite, count(*) AS n FROM video_judgement WHERE resultId IN (${given}) GROUP BY rating, flag, favourite`,
  tags: `SELECT tagId AS id, count(*) AS n FROM video_tag WHERE resultId IN (${given}) GROUP BY tagId`,
  collections: `SELECT collectionId AS id, count(*) AS n FROM collection_video WHERE resultId IN (${given}) GROUP BY collectionId`,
} as const;

const judgedRow = defineRow(
  'video_judgement',
  { rating: integer, flag: z.enum(['pick', 'reject']).nullable(), favourite: integer, n: integer },
  'rating',
);
/** How many videos have this rating, flag and mark together. */
export type JudgedCount = RowOf<typeof judgedRow>;
const countRow = integerRow('tag', 'id', 'n');
/** How many videos have a tag, or are in a collection, by its id. */
type ItemCount = RowOf<typeof countRow>;
type Ids = { readonly ids: string };

/** Counts over some videos; those without a row are not counted. */
export interface JudgementCountTable {
  judged(ids: readonly number[]): JudgedCount[];
  tags(ids: readonly number[]): ItemCount[];
  collections(ids: readonly number[]): ItemCount[];
}

/** Prepares the statements. */
export function createJudgementCountTable(database: Database): JudgementCountTable {
  const judged = database.query<Ids, JudgedCount>('judgementCount.judged', judgementCountSql.judged, judgedRow);
  const tags = database.query<Ids, ItemCount>('judgementCount.tags', judgementCountSql.tags, countRow);
  const collections = database.query<Ids, ItemCount>('judgementCount.collections', judgementCountSql.collections, countRow);
  return {
    judged: (ids) => judged.all({ ids: JSON.stringify(ids) }),
    tags: (ids) => tags.all({ ids: JSON.stringify(ids) }),
    collections: (ids) => collections.all({ ids: JSON.stringify(ids) }),
  };
}
