// Files being moved from one library folder to another. The migration describes what each phase guarantees.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { integer, json, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { insertSql, selectList } from '../../sql-columns.ts';

/** Columns of `file_move`. */
export const fileMoveRow = defineRow(
  'file_move',
  {
    resultId: integer,
    phase: z.enum(['copying', 'copied', 'failed']),
    /** In phase `copying`, `folderId` and `path` are the target. In phase `copied`, they are the old copy, which must still be deleted. */
    folderId: integer,
    path: text.nullable(),
    /** JSON of an `AppError`; set only in phase `failed`. */
    error: json.nullable(),
  },
  'resultId',
);
/** The move of one file. Until the move has ended, `folderId` and `path` of the result are the location of the file. */
export type FileMoveRow = RowOf<typeof fileMoveRow>;

const allColumns = selectList(fileMoveRow.columns);
const countRow = integerRow('file_move', 'count');

/** Statements of the library move. */
export interface FileMoveTable {
  /** Inserts the row of this result, or replaces it. */
  set(row: FileMoveRow): void;
  get(resultId: number): FileMoveRow | undefined;
  remove(resultId: number): void;
  /** Moves that have started but not ended. There is at most one, unless old copies could not be deleted. */
  unfinished(): FileMoveRow[];
  /** Files that could not be moved, by id. */
  failed(limit: number): FileMoveRow[];
  /** Number of files that could not be moved. */
  failedCount(): number;
  /** Deletes the rows of files that could not be moved; the files stay where they are. */
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
    `SELECT ${allColumns} FROM file_move WHERE resultId = :resultId`,
    fileMoveRow,
  );
  const remove = database.prepare<{ resultId: number }>('fileMove.remove', 'DELETE FROM file_move WHERE resultId = :resultId');
  const unfinished = database.query<object, FileMoveRow>(
    'fileMove.unfinished',
    `SELECT ${allColumns} FROM file_move WHERE phase <> 'failed' ORDER BY resultId`,
    fileMoveRow,
  );
  const failed = database.query<{ limit: number }, FileMoveRow>(
    'fileMove.failed',
    `SELECT ${allColumns} FROM file_move WHERE phase = 'failed' ORDER BY resultId LIMIT :limit`,
    fileMoveRow,
  );
  const failedCount = database.query<object, { count: number }>(
    'fileMove.failedCount',
    `SELECT count(*) AS count FROM file_move WHERE phase = 'failed'`,
    countRow,
  );
  const deleteFailed = database.prepare<object>('fileMove.deleteFailed', `DELETE FROM file_move WHERE phase = 'failed'`);
  return {
    set(row) {
      set.run(row);
    },
    get: (resultId) => get.get({ resultId }),
    remove(resultId) {
      remove.run({ resultId });
    },
    unfinished: () => unfinished.all({}),
    failed: (limit) => failed.all({ limit }),
    failedCount: () => failedCount.get({})?.count ?? 0,
    deleteFailed() {
      deleteFailed.run({});
    },
  };
}
