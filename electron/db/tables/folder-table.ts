// Rows of library folders: where they are, what they are known by, and which files should be in them.
import type { Database } from '../database.ts';

export interface FolderRow {
  readonly id: number;
  readonly path: string;
  /** The id in the folder's marker file; null until one was seen. */
  readonly libraryId: string | null;
}

/** A stored video by what can be seen from outside. */
export interface KnownFile {
  readonly path: string;
  readonly bytes: number;
}

/** Exported for the tests that pin their plans. */
export const folderSql = {
  newest: `SELECT path, bytes FROM result WHERE folderId = :id AND storedAtMs IS NOT NULL AND kind = 'video' ORDER BY id DESC LIMIT :limit`,
  oldest: `SELECT path, bytes FROM result WHERE folderId = :id AND storedAtMs IS NOT NULL AND kind = 'video' ORDER BY id LIMIT :limit`,
} as const;

export function createFolderTable(database: Database) {
  const ofPath = database.prepare<{ path: string }, FolderRow>('folder.ofPath', 'SELECT * FROM folder WHERE path = :path');
  const remember = database.prepare<{ path: string; libraryId: string }>(
    'folder.remember',
    `INSERT INTO folder (path, libraryId) VALUES (:path, :libraryId) ON CONFLICT (path) DO UPDATE SET libraryId = excluded.libraryId`,
  );
  const newest = database.prepare<{ id: number; limit: number }, KnownFile>('folder.newest', folderSql.newest);
  const oldest = database.prepare<{ id: number; limit: number }, KnownFile>('folder.oldest', folderSql.oldest);
  const incoming = database.prepare<{ id: number; limit: number }, { id: number }>(
    'folder.incoming',
    `SELECT id FROM result WHERE state = 'available' AND incomingFolderId = :id
     UNION ALL SELECT id FROM result WHERE state = 'downloading' AND incomingFolderId = :id LIMIT :limit`,
  );
  const forget = database.prepare<{ path: string }>('folder.forget', 'UPDATE folder SET libraryId = NULL WHERE path = :path');
  return {
    ofPath: (path: string) => ofPath.get({ path }),
    /** Writes down what a folder is known by. */
    setLibraryId: (path: string, libraryId: string): void => {
      remember.run({ path, libraryId });
    },
    /** As if its marker had never been seen. */
    clearLibraryId: (path: string): void => {
      forget.run({ path });
    },
    /** Videos that should be in a folder: the newest and the oldest, at most twice `limit`. */
    knownFiles(id: number, limit: number): readonly KnownFile[] {
      return [...newest.all({ id, limit }), ...oldest.all({ id, limit })];
    },
    /** Results that are not stored yet and whose first bytes went into the folder, at most `limit`. */
    incoming: (id: number, limit: number): readonly number[] => incoming.all({ id, limit }).map((row) => row.id),
  };
}
