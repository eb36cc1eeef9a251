// The library's index over all results: which videos there are, in which order, and how much they take.
import type { Database } from '../database.ts';

/** Part of `resultSql`. */
export const libraryIndexSql = {
  inFolder: `SELECT id FROM result WHERE folderId = :folderId AND state = 'stored' AND kind = 'video' AND id > :afterId ORDER BY id LIMIT :limit`,
  totalInFolder: `SELECT count(*) AS videoCount, coalesce(sum(bytes), 0) AS videoBytes FROM result WHERE folderId = :folderId AND state = 'stored' AND kind = 'video'`,
  filesAfter: `SELECT id FROM result WHERE storedAtMs IS NOT NULL AND kind = 'video' AND id > :afterId ORDER BY id LIMIT :limit`,
  index: `SELECT id, storedAtMs FROM result WHERE storedAtMs IS NOT NULL AND kind = 'video' ORDER BY storedAtMs DESC, id DESC`,
} as const;

/** How many videos, and how many bytes they have together. */
export interface VideoTotal {
  readonly videoCount: number;
  readonly videoBytes: number;
}

export interface LibraryIndexTable {
  /** Newest first, from the index alone. */
  index(): { id: number; storedAtMs: number }[];
  /** Stored videos of one folder, in order of their ids. */
  inFolder(folderId: number, afterId: number, limit: number): number[];
  /** Stored videos of one folder. */
  totalInFolder(folderId: number): VideoTotal;
  /** Stored and missing videos, in order of their ids. */
  filesAfter(afterId: number, limit: number): number[];
  /** The whole library. */
  total(): VideoTotal;
}

export function createLibraryIndexTable(database: Database): LibraryIndexTable {
  const index = database.prepare<object, { id: number; storedAtMs: number }>('result.index', libraryIndexSql.index);
  const total = database.prepare<object, { videoCount: number; videoBytes: number }>(
    'library.total',
    'SELECT videoCount, videoBytes FROM library_total',
  );
  const inFolder = database.prepare<{ folderId: number; afterId: number; limit: number }, { id: number }>(
    'result.inFolder',
    libraryIndexSql.inFolder,
  );
  const totalInFolder = database.prepare<{ folderId: number }, { videoCount: number; videoBytes: number }>(
    'result.totalInFolder',
    libraryIndexSql.totalInFolder,
  );
  const filesAfter = database.prepare<{ afterId: number; limit: number }, { id: number }>('result.filesAfter', libraryIndexSql.filesAfter);

  return {
    index: () => index.all({}),
    inFolder: (folderId, afterId, limit) => inFolder.all({ folderId, afterId, limit }).map((row) => row.id),
    totalInFolder: (folderId) => totalInFolder.get({ folderId }) ?? { videoCount: 0, videoBytes: 0 },
    filesAfter: (afterId, limit) => filesAfter.all({ afterId, limit }).map((row) => row.id),
    total: () => total.get({}) ?? { videoCount: 0, videoBytes: 0 },
  };
}
