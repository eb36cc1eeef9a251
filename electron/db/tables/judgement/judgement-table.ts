// Every statement about `video_judgement`: the user's judgements of videos. Only `core/library/judge/write-judgement.ts` may call the
// statements that write.
import { z } from 'zod';
import { maxRating } from '../../../../shared/judgement/judgement.ts';
import type { Database } from '../../database.ts';
import { booleanInteger, integer, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { selectList } from '../../sql-columns.ts';

/** Columns of `video_judgement`. */
export const judgementRow = defineRow(
  'video_judgement',
  {
    resultId: integer,
    /** 0 if the video is not rated. */
    rating: integer.min(0).max(maxRating),
    flag: z.enum(['pick', 'reject']).nullable(),
    favourite: booleanInteger,
    /** Empty if the video has no title. */
    title: text,
    notes: text,
  },
  'resultId',
);
/** The judgement of a video. A video without a row has the values of `noJudgement`. */
export type JudgementRow = RowOf<typeof judgementRow>;

/** The columns that the user sets. */
export const judgementFields = ['rating', 'flag', 'favourite', 'title', 'notes'] as const;
/** A column that the user sets. */
export type JudgementField = (typeof judgementFields)[number];
/** The value of a column that the user sets: a rating, a flag, 0 or 1, or a text. */
export type JudgementValue = string | number | null;

/** The values of a video that was never judged. */
export const noJudgement: Omit<JudgementRow, 'resultId'> = { rating: 0, flag: null, favourite: 0, title: '', notes: '' };

const defaultSql: Readonly<Record<JudgementField, string>> = { rating: '0', flag: 'NULL', favourite: '0', title: "''", notes: "''" };
const isDefaultSql = judgementFields.map((name) => `${name} IS ${defaultSql[name]}`).join(' AND ');
const idList = 'SELECT value FROM json_each(:ids)';

/** The SQL statements. Exported for the tests of their query plans. */
export const judgementSql = {
  get: `SELECT ${selectList(judgementRow.columns)} FROM video_judgement WHERE resultId = :resultId`,
  videos: `SELECT id FROM result WHERE id IN (${idList}) AND kind = 'video' AND storedAtMs IS NOT NULL`,
  existing: `SELECT id FROM result WHERE id IN (${idList})`,
  dropDefaults: `DELETE FROM video_judgement WHERE resultId IN (${idList}) AND ${isDefaultSql}`,
  valuesOf: (field: JudgementField): string =>
    `SELECT resultId, ${field} AS value FROM video_judgement WHERE resultId IN (${idList}) AND ${field} IS NOT ${defaultSql[field]}`,
  set: (field: JudgementField): string =>
    `INSERT INTO video_judgement (resultId, ${judgementFields.join(', ')})
      SELECT id, ${judgementFields.map((name) => (name === field ? ':value' : defaultSql[name])).join(', ')} FROM result WHERE id IN (${idList})
      ON CONFLICT (resultId) DO UPDATE SET ${field} = excluded.${field}`,
} as const;

const idRow = integerRow('result', 'id');
const valueRow = defineRow('video_judgement', { resultId: integer, value: z.union([z.string(), z.number(), z.null()]) }, 'resultId');
type ValueRow = RowOf<typeof valueRow>;
type Ids = { readonly ids: string };

/** Statements about judgements. `ids` are result ids. */
export interface JudgementTable {
  get(resultId: number): JudgementRow | undefined;
  /** Returns the ids of stored and missing videos, which can be judged. */
  filterVideos(ids: readonly number[]): Set<number>;
  /** Returns the ids for which there is a result in any state. */
  filterResults(ids: readonly number[]): Set<number>;
  /** The values of a column, by result id. Videos that are not in the map have the default value. */
  valuesOf(field: JudgementField, ids: readonly number[]): ReadonlyMap<number, JudgementValue>;
  /** Sets a column of these videos. Ignores ids without a result. */
  set(field: JudgementField, ids: readonly number[], value: JudgementValue): void;
}

/** Prepares the statements. */
export function createJudgementTable(database: Database): JudgementTable {
  const get = database.query<{ resultId: number }, JudgementRow>('judgement.get', judgementSql.get, judgementRow);
  const videos = database.query<Ids, { id: number }>('judgement.videos', judgementSql.videos, idRow);
  const existing = database.query<Ids, { id: number }>('judgement.existing', judgementSql.existing, idRow);
  const dropDefaults = database.prepare<Ids>('judgement.dropDefaults', judgementSql.dropDefaults);
  const statementsOf = (field: JudgementField) => ({
    values: database.query<Ids, ValueRow>(`judgement.valuesOf.${field}`, judgementSql.valuesOf(field), valueRow),
    set: database.prepare<Ids & { readonly value: JudgementValue }>(`judgement.set.${field}`, judgementSql.set(field)),
  });
  const fields = Object.fromEntries(judgementFields.map((field) => [field, statementsOf(field)])) as Record<
    JudgementField,
    ReturnType<typeof statementsOf>
  >;
  return {
    get: (resultId) => get.get({ resultId }),
    filterVideos: (ids) => new Set(videos.all({ ids: JSON.stringify(ids) }).map(({ id }) => id)),
    filterResults: (ids) => new Set(existing.all({ ids: JSON.stringify(ids) }).map(({ id }) => id)),
    valuesOf: (field, ids) =>
      new Map(fields[field].values.all({ ids: JSON.stringify(ids) }).map(({ resultId, value }) => [resultId, value])),
    set(field, ids, value) {
      const idsJson = JSON.stringify(ids);
      fields[field].set.run({ ids: idsJson, value });
      if (value === noJudgement[field]) dropDefaults.run({ ids: idsJson });
    },
  };
}
