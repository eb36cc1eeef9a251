// Every statement about `collection`. Only `core/library/judge/write-judgement.ts` may call the statements that write.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { integer, real, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { selectList, updateSql } from '../../sql-columns.ts';

/** Columns of `collection`. */
export const collectionRow = defineRow('collection', {
  id: integer,
  /** null for a collection at the top level. */
  parentId: integer.nullable(),
  name: text,
  /** The name in the form used for comparison: `foldedName` of shared/judgement. */
  foldedName: text,
  /** Orders the collections with the same parent. */
  position: real,
  kind: z.enum(['manual', 'smart']),
  /** The text of the search of a smart collection. */
  query: text.nullable(),
  coverResultId: integer.nullable(),
  /** Written by triggers. */
  videoCount: integer,
});
/** A manual collection, or a saved search. */
export type CollectionRow = RowOf<typeof collectionRow>;
/** The columns of a collection that the statements write; triggers write `videoCount`. */
export type WrittenCollection = Omit<CollectionRow, 'videoCount'>;

const columns = selectList(collectionRow.columns);

/** The SQL statements. Exported for the tests of their query plans. */
export const collectionSql = {
  list: `SELECT ${columns} FROM collection ORDER BY position, id`,
  get: `SELECT ${columns} FROM collection WHERE id = :id`,
  byName: `SELECT ${columns} FROM collection WHERE foldedName = :foldedName`,
  inParent: `SELECT ${columns} FROM collection WHERE parentId IS :parentId ORDER BY position, id`,
  count: 'SELECT count(*) AS n FROM collection',
  nextId: `SELECT max(coalesce((SELECT max(id) FROM collection), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'collection'), 0)) + 1 AS n`,
  firstVideos: `SELECT collection.id, (SELECT v.resultId FROM collection_video v JOIN result r ON r.id = v.resultId
      WHERE v.collectionId = collection.id AND r.trash IS NULL AND r.poster = 'made' ORDER BY v.position, v.resultId LIMIT 1) AS resultId
    FROM collection WHERE collection.coverResultId IS NULL`,
  ofVideo: `SELECT ${selectList(collectionRow.columns, 'c')} FROM collection_video v JOIN collection c ON c.id = v.collectionId
    WHERE v.resultId = :resultId ORDER BY c.foldedName`,
} as const;

const numberRow = integerRow('collection', 'n');
const firstVideoRow = defineRow('collection', { id: integer, resultId: integer.nullable() });

/** Statements about collections themselves. */
export interface CollectionTable {
  /** All collections, ordered by position. */
  list(): CollectionRow[];
  get(id: number): CollectionRow | undefined;
  byFoldedName(foldedName: string): CollectionRow | undefined;
  /** The collections of a parent in their order; null means the top level. */
  inParent(parentId: number | null): CollectionRow[];
  count(): number;
  /** An id that no collection has or ever had. */
  nextId(): number;
  /**
   * For each collection without a chosen cover: the first video, in the order of the collection, that has a picture; null if no video has
   * one.
   */
  firstVideos(): ReadonlyMap<number, number | null>;
  /** The manual collections that a video is in, in alphabetical order. */
  ofVideo(resultId: number): CollectionRow[];
  insert(row: WrittenCollection): void;
  update(row: WrittenCollection): void;
  /** Deletes a collection that contains no videos and no collections. */
  delete(id: number): void;
}

const writtenColumns = ['parentId', 'name', 'foldedName', 'position', 'kind', 'query', 'coverResultId'] as const;

/** Prepares the statements. */
export function createCollectionTable(database: Database): CollectionTable {
  const list = database.query<object, CollectionRow>('collection.list', collectionSql.list, collectionRow);
  const get = database.query<{ id: number }, CollectionRow>('collection.get', collectionSql.get, collectionRow);
  const byName = database.query<{ foldedName: string }, CollectionRow>('collection.byName', collectionSql.byName, collectionRow);
  const inParent = database.query<{ parentId: number | null }, CollectionRow>('collection.inParent', collectionSql.inParent, collectionRow);
  const count = database.query<object, { n: number }>('collection.count', collectionSql.count, numberRow);
  const nextId = database.query<object, { n: number }>('collection.nextId', collectionSql.nextId, numberRow);
  const firstVideos = database.query<object, RowOf<typeof firstVideoRow>>(
    'collection.firstVideos',
    collectionSql.firstVideos,
    firstVideoRow,
  );
  const ofVideo = database.query<{ resultId: number }, CollectionRow>('collection.ofVideo', collectionSql.ofVideo, collectionRow);
  const insertSql = `INSERT INTO collection (id, ${writtenColumns.join(', ')}) VALUES (:id, ${writtenColumns.map((name) => `:${name}`).join(', ')})`;
  const insert = database.prepare<WrittenCollection>('collection.insert', insertSql);
  const update = database.prepare<WrittenCollection>('collection.update', updateSql('collection', writtenColumns));
  const remove = database.prepare<{ id: number }>('collection.delete', 'DELETE FROM collection WHERE id = :id');
  return {
    list: () => list.all({}),
    get: (id) => get.get({ id }),
    byFoldedName: (foldedName) => byName.get({ foldedName }),
    inParent: (parentId) => inParent.all({ parentId }),
    count: () => count.get({})?.n ?? 0,
    nextId: () => nextId.get({})?.n ?? 1,
    firstVideos: () => new Map(firstVideos.all({}).map(({ id, resultId }) => [id, resultId])),
    ofVideo: (resultId) => ofVideo.all({ resultId }),
    insert(row) {
      insert.run(row);
    },
    update(row) {
      update.run(row);
    },
    delete(id) {
      remove.run({ id });
    },
  };
}
