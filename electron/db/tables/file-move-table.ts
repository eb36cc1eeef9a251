// Files on their way from one library folder to another: see the migration for what each phase promises.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { integer, json, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList } from '../sql-columns.ts';

/** Columns of `file_move`. */
export const fileMoveRow = defineRow(
  'file_move',
  {
    resultId: integer,
    phase: z.enum(['copying', 'copied', 'failed']),
    /** `copying`: where it goes. `copied`: where the old copy still is. */
    folderId: integer,
    path: text.nullable(),
    /** JSON of an `AppError`; set in phase `failed` alone. */
    error: json.nullable(),
  },
  'resultId',
);
/** One file on its way; the result's own row says where the file counts as being. */
export type FileMoveRow = RowOf<typeof fileMoveRow>;

const all = selectList(fileMoveRow.columns);
const countRow = integerRow('file_move', 'count');

/** Statements of the library move. */
export interface FileMoveTable {
  /** Writes the row of this result, in the place of the one it had. */
  set(row: FileMoveRow): void;
  get(resultId: number): FileMoveRow | undefined;
  remove(resultId: number): void;
  /** Moves that were begun and not ended: at most one, unless old copies could not be removed. */
  open(): FileMoveRow[];
  /** Files that could not be moved, by id. */
  failed(limit: number): FileMoveRow[];
  /** How many files could not be moved. */
  failures(): number;
  deleteFailed(): void;
}

/** Prepares the statements. */
export function createFileMoveTable(database: Database): FileMoveTable {
  const set = database.prepare<FileMoveRow>(
    'fileMove.set',
    `${insertSql('file_move', fileMoveRow.columns)}
     ON CONFLICT (resultId) DO UPDATE SET phase = excluded.phase, folderId = excluded.folderId, path = excluded.path, error = excluded.error`,
  );
  const get = database.query<{ resultId: number }, FileMoveRow>(
    'fileMove.get',
    `SELECT ${all} FROM file_move WHERE resultId = :resultId`,
    fileMoveRow,
  );
  const remove = database.prepare<{ resultId: number }>('fileMove.remove', 'DELETE FROM file_move WHERE resultId = :resultId');
  const open = database.query<object, FileMoveRow>(
    'fileMove.open',
    `SELECT ${all} FROM file_move WHERE phase <> 'failed' ORDER BY resultId`,
    fileMoveRow,
  );
  const failed = database.query<{ limit: number }, FileMoveRow>(
    'fileMove.failed',
    `SELECT ${all} FROM file_move WHERE phase = 'failed' ORDER BY resultId LIMIT :limit`,
    fileMoveRow,
  );
  const failures = database.query<object, { count: number }>(
    'fileMove.failures',
    `SELECT count(*) AS count FROM file_move WHERE phase = 'failed'`,
    countRow,
  );
  const deleteFailed = database.prepare<object>('fileMove.forgetFailed', `DELETE FROM file_move WHERE phase = 'failed'`);
  return {
    set(row) {
      set.run(row);
    },
    get: (resultId) => get.get({ resultId }),
    remove(resultId) {
      remove.run({ resultId });
    },
    open: () => open.all({}),
    failed: (limit) => failed.all({ limit }),
    failures: () => failures.get({})?.count ?? 0,
    deleteFailed() {
      deleteFailed.run({});
    },
  };
}
