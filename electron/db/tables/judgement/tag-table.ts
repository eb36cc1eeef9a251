// Every statement about `tag` and `video_tag`. Only `core/library/judge/write-judgement.ts` may call the statements that write.
import type { Database } from '../../database.ts';
import { integer, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { selectList, updateSql } from '../../sql-columns.ts';

/** Columns of `tag`. */
export const tagRow = defineRow('tag', {
  id: integer,
  name: text,
  /** The name in the form used for comparison: `foldedName` of shared/judgement. */
  foldedName: text,
  lastUsedAtMs: integer,
  /** Written by triggers. */
  videoCount: integer,
});
/** A tag that any number of videos can have. */
export type TagRow = RowOf<typeof tagRow>;
/** The columns of a tag that the statements write; triggers write `videoCount`. */
export type WrittenTag = Omit<TagRow, 'videoCount'>;

const columns = selectList(tagRow.columns);
const idList = 'SELECT value FROM json_each(:ids)';

/** The SQL statements. Exported for the tests of their query plans. */
export const tagSql = {
  list: `SELECT ${columns} FROM tag ORDER BY lastUsedAtMs DESC, id DESC`,
  get: `SELECT ${columns} FROM tag WHERE id = :id`,
  byName: `SELECT ${columns} FROM tag WHERE foldedName = :foldedName`,
  count: 'SELECT count(*) AS n FROM tag',
  nextId: `SELECT max(coalesce((SELECT max(id) FROM tag), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'tag'), 0)) + 1 AS n`,
  ofVideo: `SELECT ${selectList(tagRow.columns, 't')} FROM video_tag v JOIN tag t ON t.id = v.tagId WHERE v.resultId = :resultId ORDER BY t.foldedName`,
  taggedAmong: `SELECT resultId AS id FROM video_tag WHERE tagId = :tagId AND resultId IN (${idList})`,
  videosAfter: 'SELECT resultId AS id FROM video_tag WHERE tagId = :tagId AND resultId > :after ORDER BY resultId LIMIT :limit',
  add: `INSERT OR IGNORE INTO video_tag (resultId, tagId) SELECT id, :tagId FROM result WHERE id IN (${idList})`,
  remove: `DELETE FROM video_tag WHERE tagId = :tagId AND resultId IN (${idList})`,
} as const;

const idRow = integerRow('video_tag', 'id');
const numberRow = integerRow('tag', 'n');
type Tagging = { readonly tagId: number; readonly ids: string };

/** Statements about tags. */
export interface TagTable {
  /** All tags, the most recently used first. */
  list(): TagRow[];
  get(id: number): TagRow | undefined;
  byFoldedName(foldedName: string): TagRow | undefined;
  count(): number;
  /** An id that no tag has or ever had. */
  nextId(): number;
  /** The tags of a video in alphabetical order. */
  ofVideo(resultId: number): TagRow[];
  /** Returns the ids of the videos that have the tag. */
  filterTagged(tagId: number, ids: readonly number[]): Set<number>;
  /** Videos with a tag, in the order of their ids. */
  videosAfter(tagId: number, after: number, limit: number): number[];
  insert(row: WrittenTag): void;
  update(row: WrittenTag): void;
  /** Deletes a tag that no video has. */
  delete(id: number): void;
  /** Adds a tag to results. Ignores ids without a result. */
  addTo(tagId: number, ids: readonly number[]): void;
  removeFrom(tagId: number, ids: readonly number[]): void;
}

const writtenColumns = ['name', 'foldedName', 'lastUsedAtMs'] as const;

/** Prepares the statements. */
export function createTagTable(database: Database): TagTable {
  const list = database.query<object, TagRow>('tag.list', tagSql.list, tagRow);
  const get = database.query<{ id: number }, TagRow>('tag.get', tagSql.get, tagRow);
  const byName = database.query<{ foldedName: string }, TagRow>('tag.byName', tagSql.byName, tagRow);
  const count = database.query<object, { n: number }>('tag.count', tagSql.count, numberRow);
  const nextId = database.query<object, { n: number }>('tag.nextId', tagSql.nextId, numberRow);
  const ofVideo = database.query<{ resultId: number }, TagRow>('tag.ofVideo', tagSql.ofVideo, tagRow);
  const tagged = database.query<Tagging, { id: number }>('tag.taggedAmong', tagSql.taggedAmong, idRow);
  const after = database.query<{ tagId: number; after: number; limit: number }, { id: number }>(
    'tag.videosAfter',
    tagSql.videosAfter,
    idRow,
  );
  const insertTag = `INSERT INTO tag (id, ${writtenColumns.join(', ')}) VALUES (:id, ${writtenColumns.map((name) => `:${name}`).join(', ')})`;
  const insert = database.prepare<WrittenTag>('tag.insert', insertTag);
  const update = database.prepare<WrittenTag>('tag.update', updateSql('tag', writtenColumns));
  const remove = database.prepare<{ id: number }>('tag.delete', 'DELETE FROM tag WHERE id = :id');
  const add = database.prepare<Tagging>('tag.addTo', tagSql.add);
  const removeFrom = database.prepare<Tagging>('tag.removeFrom', tagSql.remove);
  return {
    list: () => list.all({}),
    get: (id) => get.get({ id }),
    byFoldedName: (foldedName) => byName.get({ foldedName }),
    count: () => count.get({})?.n ?? 0,
    nextId: () => nextId.get({})?.n ?? 1,
    ofVideo: (resultId) => ofVideo.all({ resultId }),
    filterTagged: (tagId, ids) => new Set(tagged.all({ tagId, ids: JSON.stringify(ids) }).map(({ id }) => id)),
    videosAfter: (tagId, afterId, limit) => after.all({ tagId, after: afterId, limit }).map(({ id }) => id),
    insert(row) {
      insert.run(row);
    },
    update(row) {
      update.run(row);
    },
    delete(id) {
      remove.run({ id });
    },
    addTo(tagId, ids) {
      add.run({ tagId, ids: JSON.stringify(ids) });
    },
    removeFrom(tagId, ids) {
      removeFrom.run({ tagId, ids: JSON.stringify(ids) });
    },
  };
}
