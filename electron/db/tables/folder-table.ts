// Library folders: their paths, the library ids that identify them, and the files that should be in them.
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { selectList } from '../sql-columns.ts';

/** Columns of `folder`. */
export const folderRow = defineRow('folder', {
  id: integer,
  path: text,
  /** The id in the folder's marker file; null until the studio has read a marker file. */
  libraryId: text.nullable(),
});
/** A library folder. Results refer to a folder by id, so moving a library changes only one row. */
export type FolderRow = RowOf<typeof folderRow>;

const expectedFileRow = defineRow('result', { path: text, bytes: integer });
/** The path and size of a stored video, to compare with a directory listing. */
export type ExpectedFile = RowOf<typeof expectedFileRow>;

const idRow = integerRow('result', 'id');

/** The SQL statements. Exported for the tests of their query plans. */
export const folderSql = {
  newest: `SELECT path, bytes FROM result WHERE folderId = :id AND storedAtMs IS NOT NULL AND kind = 'video' AND trash IS NOT 'deleted' ORDER BY id DESC LIMIT :limit`,
  oldest: `SELECT path, bytes FROM result WHERE folderId = :id AND storedAtMs IS NOT NULL AND kind = 'video' AND trash IS NOT 'deleted' ORDER BY id LIMIT :limit`,
} as const;

/** Statements about library folders and their identity. */
export interface FolderTable {
  byPath(path: string): FolderRow | undefined;
  /** Stores the library id found in the folder's marker file; adds the folder if it is new. */
  setLibraryId(path: string, libraryId: string): void;
  /** Removes the library id, as if the marker file had never been read. */
  clearLibraryId(path: string): void;
  /** Videos that should be in a folder: the newest and the oldest, at most twice `limit`. */
  expectedFiles(id: number, limit: number): readonly ExpectedFile[];
  /** Ids of results that are not stored yet and have a partial file in the folder, at most `limit`. */
  partialDownloads(id: number, limit: number): readonly number[];
}

/** Prepares the statements. */
export function createFolderTable(database: Database): FolderTable {
  const byPath = database.query<{ path: string }, FolderRow>(
    'folder.byPath',
    `SELECT ${selectList(folderRow.columns)} FROM folder WHERE path = :path`,
    folderRow,
  );
  const setLibraryId = database.prepare<{ path: string; libraryId: string }>(
    'folder.setLibraryId',
    `INSERT INTO folder (path, libraryId) VALUES (:path, :libraryId) ON CONFLICT (path) DO UPDATE SET libraryId = excluded.libraryId`,
  );
  const newest = database.query<{ id: number; limit: number }, ExpectedFile>('folder.newest', folderSql.newest, expectedFileRow);
  const oldest = database.query<{ id: number; limit: number }, ExpectedFile>('folder.oldest', folderSql.oldest, expectedFileRow);
  const partialDownloads = database.query<{ id: number; limit: number }, { id: number }>(
    'folder.partialDownloads',
    `SELECT id FROM result WHERE state = 'available' AND incomingFolderId = :id
     UNION ALL SELECT id FROM result WHERE state = 'downloading' AND incomingFolderId = :id LIMIT :limit`,
    idRow,
  );
  const clearLibraryId = database.prepare<{ path: string }>(
    'folder.clearLibraryId',
    'UPDATE folder SET libraryId = NULL WHERE path = :path',
  );
  return {
    byPath: (path) => byPath.get({ path }),
    setLibraryId(path, libraryId) {
      setLibraryId.run({ path, libraryId });
    },
    clearLibraryId(path) {
      clearLibraryId.run({ path });
    },
    expectedFiles: (id, limit) => [...newest.all({ id, limit }), ...oldest.all({ id, limit })],
    partialDownloads: (id, limit) => partialDownloads.all({ id, limit }).map((row) => row.id),
  };
}
