// Files on their way from one library folder to another: see the migration for what each phase promises.
import type { Database } from '../database.ts';

export interface FileMoveRow {
  readonly resultId: number;
  readonly phase: 'copying' | 'copied' | 'failed';
  readonly folderId: number;
  readonly path: string | null;
  readonly error: string | null;
}

export function createFileMoveTable(database: Database) {
  const set = database.prepare<FileMoveRow>(
    'fileMove.set',
    `INSERT INTO file_move (resultId, phase, folderId, path, error) VALUES (:resultId, :phase, :folderId, :path, :error)
     ON CONFLICT (resultId) DO UPDATE SET phase = excluded.phase, folderId = excluded.folderId, path = excluded.path, error = excluded.error`,
  );
  const get = database.prepare<{ resultId: number }, FileMoveRow>('fileMove.get', 'SELECT * FROM file_move WHERE resultId = :resultId');
  const remove = database.prepare<{ resultId: number }>('fileMove.remove', 'DELETE FROM file_move WHERE resultId = :resultId');
  const open = database.prepare<object, FileMoveRow>('fileMove.open', `SELECT * FROM file_move WHERE phase <> 'failed' ORDER BY resultId`);
  const failed = database.prepare<{ limit: number }, FileMoveRow>(
    'fileMove.failed',
    `SELECT * FROM file_move WHERE phase = 'failed' ORDER BY resultId LIMIT :limit`,
  );
  const failures = database.prepare<object, { count: number }>(
    'fileMove.failures',
    `SELECT count(*) AS count FROM file_move WHERE phase = 'failed'`,
  );
  const forgetFailed = database.prepare<object>('fileMove.forgetFailed', `DELETE FROM file_move WHERE phase = 'failed'`);
  return {
    set: (row: FileMoveRow): void => {
      set.run(row);
    },
    get: (resultId: number) => get.get({ resultId }),
    remove: (resultId: number): void => {
      remove.run({ resultId });
    },
    /** Moves that were begun and not ended: at most one, unless old copies could not be removed. */
    open: () => open.all({}),
    failed: (limit: number) => failed.all({ limit }),
    failures: () => failures.get({})?.count ?? 0,
    deleteFailed: (): void => {
      forgetFailed.run({});
    },
  };
}
