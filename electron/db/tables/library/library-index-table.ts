// The index of the library: ids of all videos in order, their number and their size.
import type { Database } from '../../database.ts';
import { integer, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';

/** Part of `resultSql`. */
export const libraryIndexSql = {
  inFolder: `SELECT id FROM result WHERE folderId = :folderId AND state = 'stored' AND kind = 'video' AND id > :afterId ORDER BY id LIMIT :limit`,
  totalInFolder: `SELECT count(*) AS videoCount, coalesce(sum(bytes), 0) AS videoBytes FROM result WHERE folderId = :folderId AND state = 'stored' AND kind = 'video'`,
  filesAfter: `SELECT id FROM result WHERE storedAtMs IS NOT NULL AND kind = 'video' AND trash IS NOT 'deleted' AND id > :afterId ORDER BY id LIMIT :limit`,
  sizeOf: `SELECT count(*) AS videoCount, coalesce(sum(bytes), 0) AS videoBytes FROM result
    WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'stored' AND kind = 'video' AND trash IS NULL`,
  sizeInTrash: `SELECT count(*) AS videoCount, coalesce(sum(bytes), 0) AS videoBytes FROM result
    WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'stored' AND kind = 'video' AND trash IS NOT NULL`,
  newest: `SELECT id FROM result WHERE storedAtMs IS NOT NULL AND kind = 'video' AND trash IS NULL ORDER BY storedAtMs DESC, id DESC LIMIT :limit`,
  index: `SELECT id, storedAtMs FROM result WHERE storedAtMs IS NOT NULL AND kind = 'video' AND trash IS NULL ORDER BY storedAtMs DESC, id DESC`,
  missing: `SELECT id, path, bytes, sha256, receivedSha256 FROM result
    WHERE state = 'missing' AND kind = 'video' AND trash IS NULL AND id > :afterId ORDER BY id LIMIT :limit`,
  missingCount: `SELECT count(*) AS count FROM result WHERE state = 'missing' AND kind = 'video' AND trash IS NULL`,
  filesWithContent: `SELECT folderId, path FROM result
    WHERE ifnull(receivedSha256, sha256) = :receivedSha256 AND storedAtMs IS NOT NULL AND kind = 'video' AND state = 'stored' AND sha256 = :sha256`,
} as const;

const idRow = integerRow('result', 'id');
const indexRow = integerRow('result', 'id', 'storedAtMs');
const countRow = integerRow('result', 'count');
const missingRow = defineRow('result', { id: integer, path: text, bytes: integer, sha256: text, receivedSha256: text.nullable() });
/** A video whose file is missing, with its last path and its content. */
export type MissingRow = RowOf<typeof missingRow>;
const placeRow = defineRow('result', { folderId: integer, path: text });
/** The location of a file. */
type PlaceRow = RowOf<typeof placeRow>;
const totalRow = integerRow('library_total', 'videoCount', 'videoBytes');

/** A video's id and its sort key: `storedAtMs` (Unix milliseconds), then id. */
type IndexRow = RowOf<typeof indexRow>;

/** Number and total bytes of videos. */
type VideoTotal = RowOf<typeof totalRow>;

/** Statements that read only indexes and totals. */
export interface LibraryIndexTable {
  /** All stored and missing videos outside of the trash, newest first; read only from the SQL index. */
  index(): IndexRow[];
  /** Number and total bytes of the files of these videos, without missing files and videos in the trash. */
  sizeOf(ids: readonly number[]): VideoTotal;
  /** The same for the videos in the trash. */
  sizeInTrash(ids: readonly number[]): VideoTotal;
  /** The newest stored and missing videos outside of the trash. */
  newest(limit: number): number[];
  /** Stored videos of one folder, ordered by id. Includes its trash, because a move of the library also moves the trash. */
  inFolder(folderId: number, afterId: number, limit: number): number[];
  /** Number and bytes of the stored videos of one folder and its trash. */
  totalInFolder(folderId: number): VideoTotal;
  /** Stored and missing videos, including those in the trash, ordered by id. */
  filesAfter(afterId: number, limit: number): number[];
  /** Videos outside of the trash whose files are missing, ordered by id. */
  missing(afterId: number, limit: number): MissingRow[];
  /** Number of all videos that `missing` lists. */
  missingCount(): number;
  /** The locations of the stored files with this content. `receivedSha256` is the hash of the file without its tags. */
  filesWithContent(content: { readonly sha256: string; readonly receivedSha256: string }): PlaceRow[];
  /** Number and bytes of all videos outside of the trash; zeros if the stored total does not parse. */
  total(): VideoTotal;
}

const noVideos: VideoTotal = { videoCount: 0, videoBytes: 0 };

/** Prepares the statements; part of `createResultTable`. */
export function createLibraryIndexTable(database: Database): LibraryIndexTable {
  const index = database.query<object, IndexRow>('result.index', libraryIndexSql.index, indexRow);
  const sizeOf = database.query<{ ids: string }, VideoTotal>('result.sizeOf', libraryIndexSql.sizeOf, totalRow);
  const sizeInTrash = database.query<{ ids: string }, VideoTotal>('result.sizeInTrash', libraryIndexSql.sizeInTrash, totalRow);
  const newest = database.query<{ limit: number }, { id: number }>('result.newest', libraryIndexSql.newest, idRow);
  const total = database.query<object, VideoTotal>('library.total', 'SELECT videoCount, videoBytes FROM library_total', totalRow);
  const inFolder = database.query<{ folderId: number; afterId: number; limit: number }, { id: number }>(
    'result.inFolder',
    libraryIndexSql.inFolder,
    idRow,
  );
  const totalInFolder = database.query<{ folderId: number }, VideoTotal>('result.totalInFolder', libraryIndexSql.totalInFolder, totalRow);
  const filesAfter = database.query<{ afterId: number; limit: number }, { id: number }>(
    'result.filesAfter',
    libraryIndexSql.filesAfter,
    idRow,
  );
  const missing = database.query<{ afterId: number; limit: number }, MissingRow>('result.missing', libraryIndexSql.missing, missingRow);
  const missingCount = database.query<object, { count: number }>('result.missingCount', libraryIndexSql.missingCount, countRow);
  const filesWithContent = database.query<{ sha256: string; receivedSha256: string }, PlaceRow>(
    'result.filesWithContent',
    libraryIndexSql.filesWithContent,
    placeRow,
  );

  return {
    index: () => index.all({}),
    sizeOf: (ids) => sizeOf.get({ ids: JSON.stringify(ids) }) ?? noVideos,
    sizeInTrash: (ids) => sizeInTrash.get({ ids: JSON.stringify(ids) }) ?? noVideos,
    newest: (limit) => newest.all({ limit }).map((row) => row.id),
    inFolder: (folderId, afterId, limit) => inFolder.all({ folderId, afterId, limit }).map((row) => row.id),
    totalInFolder: (folderId) => totalInFolder.get({ folderId }) ?? noVideos,
    filesAfter: (afterId, limit) => filesAfter.all({ afterId, limit }).map((row) => row.id),
    missing: (afterId, limit) => missing.all({ afterId, limit }),
    missingCount: () => missingCount.get({})?.count ?? 0,
    filesWithContent: (content) => filesWithContent.all(content),
    // A total that does not parse is reported as an invalid row. It must not prevent the start, because the index still lists the videos.
    total: () => database.ifReadable(() => total.get({})) ?? noVideos,
  };
}
