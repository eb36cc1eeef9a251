// Counts the ratings, flags, tags and collections of a selection of videos.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { integer } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';

const idList = 'SELECT value FROM json_each(:ids)';

/** The SQL statements. Exported for the tests of their query plans. */
export const judgementCountSql = {
  judged: `SELECT rating, flag, favourite, count(*) AS n FROM video_judgement WHERE resultId IN (${idList}) GROUP BY rating, flag, favourite`,
  tags: `SELECT tagId AS id, count(*) AS n FROM video_tag WHERE resultId IN (${idList}) GROUP BY tagId`,
  collections: `SELECT collectionId AS id, count(*) AS n FROM collection_video WHERE resultId IN (${idList}) GROUP BY collectionId`,
} as const;

const judgementCountRow = defineRow(
  'video_judgement',
  { rating: integer, flag: z.enum(['pick', 'reject']).nullable(), favourite: integer, n: integer },
  'rating',
);
/** The number of videos with this combination of rating, flag and favourite. */
export type JudgementCount = RowOf<typeof judgementCountRow>;
const countRow = integerRow('tag', 'id', 'n');
/** The id of a tag or collection, and its number of videos. */
type ItemCount = RowOf<typeof countRow>;
type Ids = { readonly ids: string };

/** Counts for the given videos. Videos without a row are not counted. */
export interface JudgementCountTable {
  judgements(ids: readonly number[]): JudgementCount[];
  tags(ids: readonly number[]): ItemCount[];
  collections(ids: readonly number[]): ItemCount[];
}

/** Prepares the statements. */
export function createJudgementCountTable(database: Database): JudgementCountTable {
  const judged = database.query<Ids, JudgementCount>('judgementCount.judged', judgementCountSql.judged, judgementCountRow);
  const tags = database.query<Ids, ItemCount>('judgementCount.tags', judgementCountSql.tags, countRow);
  const collections = database.query<Ids, ItemCount>('judgementCount.collections', judgementCountSql.collections, countRow);
  return {
    judgements: (ids) => judged.all({ ids: JSON.stringify(ids) }),
    tags: (ids) => tags.all({ ids: JSON.stringify(ids) }),
    collections: (ids) => collections.all({ ids: JSON.stringify(ids) }),
  };
}
