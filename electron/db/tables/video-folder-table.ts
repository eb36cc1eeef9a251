// Folders that videos lie in, as results name them. What is known of a folder besides its path is in `folder-table.ts`.
import type { Database } from '../database.ts';

export interface VideoFolderTable {
  /** Every folder that was ever used. */
  folders(): { id: number; path: string }[];
  /** The id of a folder, which is added where it is new. */
  folderId(path: string): number;
  /** null where no folder has this id. */
  folderPath(id: number): string | null;
}

export function createVideoFolderTable(database: Database): VideoFolderTable {
  const folders = database.prepare<object, { id: number; path: string }>('folder.all', 'SELECT id, path FROM folder ORDER BY id');
  const addFolder = database.prepare<{ path: string }>('folder.add', 'INSERT OR IGNORE INTO folder (path) VALUES (:path)');
  const folderId = database.prepare<{ path: string }, { id: number }>('folder.id', 'SELECT id FROM folder WHERE path = :path');
  const folderPath = database.prepare<{ id: number }, { path: string }>('folder.path', 'SELECT path FROM folder WHERE id = :id');

  return {
    folders: () => folders.all({}),
    folderId(path: string): number {
      addFolder.run({ path });
      const row = folderId.get({ path });
      if (row === undefined) throw new Error('a folder that was just added is gone');
      return row.id;
    },
    folderPath: (id: number) => folderPath.get({ id })?.path ?? null,
  };
}
