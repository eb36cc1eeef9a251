// Ids and paths of the folders that results refer to. `folder-table.ts` has the identity of library folders.
import type { Database } from '../../database.ts';
import { type FolderRow, folderRow } from '../folder-table.ts';

type FolderPath = Pick<FolderRow, 'id' | 'path'>;

/** Statements about the folders that results refer to. */
export interface VideoFolderTable {
  /** Every folder that was used at any time. */
  folders(): FolderPath[];
  /** The id of a folder. Adds the folder if it is new. */
  folderId(path: string): number;
  /** null if no folder has this id. */
  folderPath(id: number): string | null;
}

/** Prepares the statements; part of `createResultTable`. */
export function createVideoFolderTable(database: Database): VideoFolderTable {
  const folders = database.query<object, FolderPath>('folder.all', 'SELECT id, path FROM folder ORDER BY id', folderRow.pick('id', 'path'));
  const addFolder = database.prepare<{ path: string }>('folder.add', 'INSERT OR IGNORE INTO folder (path) VALUES (:path)');
  const folderId = database.query<{ path: string }, Pick<FolderRow, 'id'>>(
    'folder.folderId',
    'SELECT id FROM folder WHERE path = :path',
    folderRow.pick('id'),
  );
  const folderPath = database.query<{ id: number }, Pick<FolderRow, 'path'>>(
    'folder.folderPath',
    'SELECT path FROM folder WHERE id = :id',
    folderRow.pick('path'),
  );

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
