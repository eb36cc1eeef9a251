// Every statement about `search_refresh`, which lists renamed tags and collections. The search index must read their videos again. Triggers
// add the rows. Recording 100,000 videos takes 0.16 s of processor time, so it is done in slices.
import type { Database } from '../../database.ts';
import { integer } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';

const refreshRow = defineRow('search_refresh', {
  id: integer,
  tagId: integer.nullable(),
  collectionId: integer.nullable(),
  /** The videos up to this id have been recorded. */
  afterResultId: integer,
});
type RefreshRow = RowOf<typeof refreshRow>;

const ofTag = 'SELECT resultId AS id FROM video_tag WHERE tagId = :ownerId';
const ofCollection = 'SELECT resultId AS id FROM collection_video WHERE collectionId = :ownerId';
const next = 'AND resultId > :after ORDER BY resultId LIMIT :limit';
const idList = 'SELECT value FROM json_each(:ids)';

/** The SQL statements. Exported for the tests of their query plans. */
export const searchRefreshSql = {
  first: 'SELECT id, tagId, collectionId, afterResultId FROM search_refresh ORDER BY id LIMIT 1',
  videosOfTag: `${ofTag} ${next}`,
  videosOfCollection: `${ofCollection} ${next}`,
  forget: `DELETE FROM task_change WHERE taskId IN (SELECT taskId FROM result WHERE id IN (${idList}))`,
  record: `INSERT INTO task_change (taskId) SELECT DISTINCT taskId FROM result WHERE id IN (${idList})`,
} as const;

const idRow = integerRow('result', 'id');
type Videos = { readonly ownerId: number; readonly after: number; readonly limit: number };

/** Statements about videos that the index must read again. */
export interface SearchRefreshTable {
  /** Records the next videos in `task_change` and returns them; empty if none are left. Call it in a transaction. */
  recordNext(limit: number): number[];
}

/** Prepares the statements. */
export function createSearchRefreshTable(database: Database): SearchRefreshTable {
  const first = database.query<object, RefreshRow>('searchRefresh.first', searchRefreshSql.first, refreshRow);
  const videosOfTag = database.query<Videos, { id: number }>('searchRefresh.videosOfTag', searchRefreshSql.videosOfTag, idRow);
  const videosOfCollection = database.query<Videos, { id: number }>(
    'searchRefresh.videosOfCollection',
    searchRefreshSql.videosOfCollection,
    idRow,
  );
  const forget = database.prepare<{ ids: string }>('searchRefresh.forget', searchRefreshSql.forget);
  const record = database.prepare<{ ids: string }>('searchRefresh.record', searchRefreshSql.record);
  const advance = database.prepare<{ id: number; after: number }>(
    'searchRefresh.advance',
    'UPDATE search_refresh SET afterResultId = :after WHERE id = :id',
  );
  const remove = database.prepare<{ id: number }>('searchRefresh.remove', 'DELETE FROM search_refresh WHERE id = :id');

  function videosOf({ tagId, collectionId, afterResultId: after }: RefreshRow, limit: number): number[] {
    const rows =
      tagId === null
        ? videosOfCollection.all({ ownerId: collectionId ?? 0, after, limit })
        : videosOfTag.all({ ownerId: tagId, after, limit });
    return rows.map(({ id }) => id);
  }

  return {
    recordNext(limit) {
      for (;;) {
        const row = first.get({});
        if (row === undefined) return [];
        const videos = videosOf(row, limit);
        if (videos.length < limit) remove.run({ id: row.id });
        else advance.run({ id: row.id, after: videos.at(-1) ?? 0 });
        if (videos.length === 0) continue;
        const ids = JSON.stringify(videos);
        forget.run({ ids });
        record.run({ ids });
        return videos;
      }
    },
  };
}
