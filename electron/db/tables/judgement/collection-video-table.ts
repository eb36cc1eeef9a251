// Every statement about `collection_video`, the videos of manual collections. Only `core/library/judge/write-judgement.ts` may call those that write.
import type { Database } from '../../database.ts';
import { integer, real } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';

const placeRow = defineRow('collection_video', { resultId: integer, position: real }, 'resultId');
/** A video in a collection, with the number that orders it. */
export type PlaceRow = RowOf<typeof placeRow>;

const given = 'SELECT value FROM json_each(:ids)';
const places = 'SELECT resultId, position FROM collection_video WHERE collectionId = :collectionId';

/** The SQL statements. Exported for the tests of their query plans. */
export const collectionVideoSql = {
  among: `${places} AND resultId IN (${given})`,
  first: `${places} ORDER BY position, resultId LIMIT :limit`,
  after: `${places} AND (position, resultId) > (:position, :resultId) ORDER BY position, resultId LIMIT :limit`,
  before: `${places} AND (position, resultId) < (:position, :resultId) ORDER BY position DESC, resultId DESC LIMIT :limit`,
  last: `${places} ORDER BY position DESC, resultId DESC LIMIT :limit`,
  inIdOrder: `${places} AND resultId > :after ORDER BY resultId LIMIT :limit`,
  place: `INSERT INTO collection_video (collectionId, resultId, position)
    SELECT :collectionId, r.id, g.value ->> 1 FROM json_each(:places) g JOIN result r ON r.id = g.value ->> 0 WHERE true
    ON CONFLICT (collectionId, resultId) DO UPDATE SET position = excluded.position`,
  remove: `DELETE FROM collection_video WHERE collectionId = :collectionId AND resultId IN (${given})`,
} as const;

type In = { readonly collectionId: number };
type Beside = In & { readonly position: number; readonly resultId: number; readonly limit: number };

/** Statements about the videos of collections. */
export interface CollectionVideoTable {
  /** The positions of those of the videos that are in a collection. */
  placesAmong(collectionId: number, ids: readonly number[]): ReadonlyMap<number, number>;
  /** The first places, in their order. */
  first(collectionId: number, limit: number): PlaceRow[];
  /** The last place; undefined where the collection is empty. */
  last(collectionId: number): PlaceRow | undefined;
  /** The places after one, the next first. */
  after(collectionId: number, place: PlaceRow, limit: number): PlaceRow[];
  /** The places before one, the next first. */
  before(collectionId: number, place: PlaceRow, limit: number): PlaceRow[];
  /** Places in the order of the videos' ids, for work in slices. */
  inIdOrder(collectionId: number, afterResultId: number, limit: number): PlaceRow[];
  /** Adds or moves videos; ids that are no results are left out. */
  place(collectionId: number, places: readonly PlaceRow[]): void;
  remove(collectionId: number, ids: readonly number[]): void;
}

/** Prepares the statements. */
export function createCollectionVideoTable(database: Database): CollectionVideoTable {
  const read = <P extends object>(name: keyof typeof collectionVideoSql) =>
    database.query<P, PlaceRow>(`collectionVideo.${name}`, collectionVideoSql[name], placeRow);
  const among = read<In & { readonly ids: string }>('among');
  const first = read<In & { readonly limit: number }>('first');
  const last = read<In & { readonly limit: number }>('last');
  const after = read<Beside>('after');
  const before = read<Beside>('before');
  const inIdOrder = read<In & { readonly after: number; readonly limit: number }>('inIdOrder');
  const place = database.prepare<In & { readonly places: string }>('collectionVideo.place', collectionVideoSql.place);
  const remove = database.prepare<In & { readonly ids: string }>('collectionVideo.remove', collectionVideoSql.remove);
  return {
    placesAmong: (collectionId, sought) =>
      new Map(among.all({ collectionId, ids: JSON.stringify(sought) }).map(({ resultId, position }) => [resultId, position])),
    first: (collectionId, limit) => first.all({ collectionId, limit }),
    last: (collectionId) => last.all({ collectionId, limit: 1 })[0],
    after: (collectionId, at, limit) => after.all({ collectionId, ...at, limit }),
    before: (collectionId, at, limit) => before.all({ collectionId, ...at, limit }),
    inIdOrder: (collectionId, afterResultId, limit) => inIdOrder.all({ collectionId, after: afterResultId, limit }),
    place(collectionId, list) {
      place.run({ collectionId, places: JSON.stringify(list.map(({ resultId, position }) => [resultId, position])) });
    },
    remove(collectionId, list) {
      remove.run({ collectionId, ids: JSON.stringify(list) });
    },
  };
}
