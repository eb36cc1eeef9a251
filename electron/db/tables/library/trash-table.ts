// The trash: the videos in it, and the files that are being moved into or out of it.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { integer, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { insertSql, selectList } from '../../sql-columns.ts';

/** Columns of `trash_intent`. */
export const trashIntentRow = defineRow(
  'trash_intent',
  {
    resultId: integer,
    action: z.enum(['trash', 'restore', 'delete']),
    /** The new path of the file, relative to its folder; null for `delete`. */
    path: text.nullable(),
  },
  'resultId',
);
/** The planned change of one file. Written before the file is touched, and removed in the transaction that records the outcome. */
export type TrashIntentRow = RowOf<typeof trashIntentRow>;

/** The SQL statements. Exported for the tests of their query plans. */
export const trashSql = {
  trashed: `SELECT id, trashedAtMs FROM result WHERE trash = 'trashed' ORDER BY trashedAtMs DESC, id DESC`,
  trashedBefore: `SELECT id FROM result WHERE trash = 'trashed' AND trashedAtMs <= :atMs ORDER BY trashedAtMs, id LIMIT :limit`,
} as const;

const trashedRow = integerRow('result', 'id', 'trashedAtMs');
const idRow = integerRow('result', 'id');
const totalRow = integerRow('library_total', 'trashCount', 'trashBytes');

/** Number of videos in the trash, and the bytes of their files. */
type TrashTotal = RowOf<typeof totalRow>;

/** Statements of the trash. */
export interface TrashTable {
  /** Inserts the intent of this result, or replaces it. */
  setIntent(row: TrashIntentRow): void;
  intent(resultId: number): TrashIntentRow | undefined;
  removeIntent(resultId: number): void;
  /** All intents: those of the current slice, and those of operations that a kill interrupted. */
  intents(): TrashIntentRow[];
  /** The videos in the trash, the last trashed first. */
  trashed(): RowOf<typeof trashedRow>[];
  /** Videos trashed at a time (Unix milliseconds) or earlier, the oldest first. */
  trashedBefore(atMs: number, limit: number): number[];
  /** Zeros if the stored total does not parse. */
  trashTotal(): TrashTotal;
}

/** Prepares the statements. */
export function createTrashTable(database: Database): TrashTable {
  const { columns } = trashIntentRow;
  const all = selectList(columns);
  const remove = database.prepare<{ resultId: number }>('trashIntent.remove', 'DELETE FROM trash_intent WHERE resultId = :resultId');
  const set = database.prepare<TrashIntentRow>(
    'trashIntent.set',
    `${insertSql('trash_intent', columns)} ON CONFLICT (resultId) DO UPDATE SET action = excluded.action, path = excluded.path`,
  );
  const get = database.query<{ resultId: number }, TrashIntentRow>(
    'trashIntent.get',
    `SELECT ${all} FROM trash_intent WHERE resultId = :resultId`,
    trashIntentRow,
  );
  const intents = database.query<object, TrashIntentRow>(
    'trashIntent.all',
    `SELECT ${all} FROM trash_intent ORDER BY resultId`,
    trashIntentRow,
  );
  const trashed = database.query<object, RowOf<typeof trashedRow>>('result.trashed', trashSql.trashed, trashedRow);
  const before = database.query<{ atMs: number; limit: number }, { id: number }>('result.trashedBefore', trashSql.trashedBefore, idRow);
  const total = database.query<object, TrashTotal>('library.trashTotal', 'SELECT trashCount, trashBytes FROM library_total', totalRow);
  return {
    setIntent: (row) => void set.run(row),
    intent: (resultId) => get.get({ resultId }),
    removeIntent: (resultId) => void remove.run({ resultId }),
    intents: () => intents.all({}),
    trashed: () => trashed.all({}),
    trashedBefore: (atMs, limit) => before.all({ atMs, limit }).map((row) => row.id),
    trashTotal: () => database.ifReadable(() => total.get({})) ?? { trashCount: 0, trashBytes: 0 },
  };
}
