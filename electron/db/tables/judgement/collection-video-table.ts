// Every statement about `collection_video`, the videos of manual collections. Only `core/library/judge/write-judgement.ts` may call the
// statements that write.
import type { Database } from '../../database.ts';
import { integer, real } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';

const placeRow = defineRow('collection_video', { resultId: integer, position: real }, 'resultId');
/** A video in a collection, with the position that orders the videos. */
export type PlaceRow = RowOf<typeof placeRow>;

const idList = 'SELECT value FROM json_each(:ids)';
const places = 'SELECT resultId, position FROM collection_video WHERE collectionId = :collectionId';

/** The SQL statements. Exported for the tests of their query plans. */
export const collectionVideoSql = {
  withIds: `${places} AND resultId IN (${idList})`,
  first: `${places} ORDER BY position, resultId LIMIT :limit`,
  after: `${places} AND (position, resultId) > (:position, :resultId) ORDER BY position, resultId LIMIT :limit`,
  before: `${places} AND (position, resultId) < (:position, :resultId) ORDER BY position DESC, resultId DESC LIMIT :limit`,
  last: `${places} ORDER BY position DESC, resultId DESC LIMIT :limit`,
  inIdOrder: `${places} AND resultId > :after ORDER BY resultId LIMIT :limit`,
  place: `INSERT INTO collection_video (collectionId, resultId, position)
    SELECT :collectionId, r.id, g.value ->> 1 FROM json_each(:places) g JOIN result r ON r.id = g.value ->> 0 WHERE true
    ON CONFLICT (collectionId, resultId) DO UPDATE SET position = excluded.position`,
  remove: `DELETE FROM collection_video WHERE collectionId = :collectionId AND resultId IN (${idList})`,
} as const;

type InCollection = { readonly collectionId: number };
type PageKey = InCollection & { readonly position: number; readonly resultId: number; readonly limit: number };

/** Statements about the videos of collections. */
export interface CollectionVideoTable {
  /** The positions of these videos, by result id. Leaves out videos that are not in the collection. */
  placesOf(collectionId: number, ids: readonly number[]): ReadonlyMap<number, number>;
  /** The first places in the order of the collection. */
  first(collectionId: number, limit: number): PlaceRow[];
  /** The last place; undefined if the collection is empty. */
  last(collectionId: number): PlaceRow | undefined;
  /** The places after `place`, nearest first. */
  after(collectionId: number, place: PlaceRow, limit: number): PlaceRow[];
  /** The places before `place`, nearest first. */
  before(collectionId: number, place: PlaceRow, limit: number): PlaceRow[];
  /** Places ordered by result id, for work in slices. */
  inIdOrder(collectionId: number, afterResultId: number, limit: number): PlaceRow[];
  /** Adds or moves videos. Ignores ids without a result. */
  place(collectionId: number, places: readonly PlaceRow[]): void;
  remove(collectionId: number, ids: readonly number[]): void;
}

/** Prepares the statements. */
export function createCollectionVideoTable(database: Database): CollectionVideoTable {
  const read = <P extends object>(name: keyof typeof collectionVideoSql) =>
    database.query<P, PlaceRow>(`collectionVideo.${name}`, collectionVideoSql[name], placeRow);
  const withIds = read<InCollection & { readonly ids: string }>('withIds');
  const first = read<InCollection & { readonly limit: number }>('first');
  const last = read<InCollection & { readonly limit: number }>('last');
  const after = read<PageKey>('after');
  const before = read<PageKey>('before');
  const inIdOrder = read<InCollection & { readonly after: number; readonly limit: number }>('inIdOrder');
  const place = database.prepare<InCollection & { readonly places: string }>('collectionVideo.place', collectionVideoSql.place);
  const remove = database.prepare<InCollection & { readonly ids: string }>('collectionVideo.remove', collectionVideoSql.remove);
  return {
    placesOf: (collectionId, ids) =>
      new Map(withIds.all({ collectionId, ids: JSON.stringify(ids) }).map(({ resultId, position }) => [resultId, position])),
    first: (collectionId, limit) => first.all({ collectionId, limit }),
    last: (collectionId) => last.all({ collectionId, limit: 1 })[0],
    after: (collectionId, place, limit) => after.all({ collectionId, ...place, limit }),
    before: (collectionId, place, limit) => before.all({ collectionId, ...place, limit }),
    inIdOrder: (collectionId, afterResultId, limit) => inIdOrder.all({ collectionId, after: afterResultId, limit }),
    place(collectionId, places) {
      place.run({ collectionId, places: JSON.stringify(places.map(({ resultId, position }) => [resultId, position])) });
    },
    remove(collectionId, ids) {
      remove.run({ collectionId, ids: JSON.stringify(ids) });
    },
  };
}
