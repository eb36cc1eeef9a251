// Every statement about results and their folders. Only `core/tasks/task-store.ts` may call the statements that write.
import { z } from 'zod';
import { resultState } from '../../../../shared/task.ts';
import { untaggedReason } from '../../../../shared/video-tags.ts';
import type { Database } from '../../database.ts';
import { booleanInteger, integer, json, real, text } from '../../rows/column-types.ts';
import { defineRow, InvalidRowError, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { insertSql, selectList, updateSql, withoutColumns } from '../../sql-columns.ts';
import { createLibraryIndexTable, type LibraryIndexTable, libraryIndexSql } from './library-index-table.ts';
import { createVideoFolderTable, type VideoFolderTable } from './video-folder-table.ts';

/** Columns of `result`, in the order in which rows are written. */
export const resultRow = defineRow('result', {
  id: integer,
  taskId: integer,
  /** Index in the service's list of results. */
  position: integer,
  kind: z.enum(['video', 'element', 'character']),
  state: resultState,
  /** JSON of the service's data of an element or a character; null for a video. */
  data: json.nullable(),
  url: text.nullable(),
  linkExpiresAtMs: integer.nullable(),
  /** The link was refused, so nothing is downloaded until a poll has returned a new link. */
  needsFreshLink: booleanInteger,
  linkRefusals: integer,
  receivedBytes: integer,
  totalBytes: integer.nullable(),
  attempts: integer,
  /** Number of complete transfers that failed verification. */
  unverifiedTransfers: integer,
  /** null in state `available` means that no attempt is made until the user asks for one. */
  nextAttemptAtMs: integer.nullable(),
  /** JSON of an `AppError`. */
  error: json.nullable(),
  storedAtMs: integer.nullable(),
  folderId: integer.nullable(),
  /** Relative to the folder, with `/`. */
  path: text.nullable(),
  bytes: integer.nullable(),
  modifiedAtMs: integer.nullable(),
  sha256: text.nullable(),
  width: real.nullable(),
  height: real.nullable(),
  durationSeconds: real.nullable(),
  framesPerSecond: real.nullable(),
  hasAudio: booleanInteger.nullable(),
  /** Video codec, e.g. `h264`; null if unknown or not read yet. */
  codec: text.nullable(),
  /** The hash of the received bytes. `sha256` is the hash of the file, which also contains the tags. */
  receivedSha256: text.nullable(),
  untaggedReason: untaggedReason.nullable(),
  poster: z.enum(['none', 'wanted', 'made', 'failed']),
  /** Whether the download was verified. `error` records a later change of the file. */
  verification: z.enum(['verified', 'unverified']),
  checkedAtMs: integer.nullable(),
  quarantinedBytes: integer.nullable(),
  incomingFolderId: integer.nullable(),
  /**
   * null for an original. For a modified copy of a video: the id of the result that the copy's tag record names, or the copy's own id if
   * that result is unknown.
   */
  modifiedCopyOf: integer.nullable(),
  /** null: the video is in the library. `trashed`: `path` is in the trash. `deleted`: the file was deleted for good. */
  trash: z.enum(['trashed', 'deleted']).nullable(),
  trashedAtMs: integer.nullable(),
  /** The path before the video was moved to the trash. */
  trashedFrom: text.nullable(),
});
/** One output of a completed task. The table's CHECKs say which columns are set in which state. */
export type ResultRow = RowOf<typeof resultRow>;

const allColumns = selectList(resultRow.columns);
const allColumnsOfR = selectList(resultRow.columns, 'r');
const columns = withoutColumns(resultRow.columns, 'id');

const elementRow = resultRow.pick('id', 'taskId', 'data');
/** An element and the task that made it. */
type ElementRow = RowOf<typeof elementRow>;

const dueDownloadRow = integerRow('result', 'id', 'profileId');
/** A result whose download is due, with the profile of its task. */
type DueDownload = RowOf<typeof dueDownloadRow>;

const idRow = integerRow('result', 'id');
const momentRow = defineRow('result', { atMs: integer.nullable() });

/** The SQL statements. Exported for the tests of their query plans. */
export const resultSql = {
  ofTask: `SELECT ${allColumns} FROM result WHERE taskId = :taskId ORDER BY position`,
  ofLiveTasks: `SELECT ${allColumnsOfR} FROM task t CROSS JOIN result r ON r.taskId = t.id WHERE t.live = 1 AND t.state = 'completed' ORDER BY r.taskId, r.position`,
  downloadDue: `SELECT r.id, t.profileId FROM result r JOIN task t ON t.id = r.taskId
    WHERE r.state = 'available' AND r.needsFreshLink = 0 AND r.nextAttemptAtMs <= :nowMs ORDER BY r.linkExpiresAtMs, r.id LIMIT :limit`,
  downloadNext: `SELECT min(nextAttemptAtMs) AS atMs FROM result WHERE state = 'available' AND needsFreshLink = 0 AND nextAttemptAtMs > :nowMs`,
  unfinished: `SELECT ${allColumnsOfR} FROM result r WHERE r.state = 'available'`,
  downloading: `SELECT id FROM result WHERE state = 'downloading'`,
  posterDue: `SELECT id FROM result WHERE poster = 'wanted' ORDER BY storedAtMs DESC LIMIT :limit`,
  posterDueInAvailable: `SELECT id FROM result WHERE poster = 'wanted' AND folderId NOT IN (SELECT value FROM json_each(:unavailableFolderIds))
    ORDER BY storedAtMs DESC LIMIT :limit`,
  elements: `SELECT ${selectList(elementRow.columns, 'r')} FROM result r JOIN task t ON t.id = r.taskId
    WHERE r.kind = 'element' AND t.profileId = :profileId ORDER BY r.id DESC LIMIT :limit`,
  ...libraryIndexSql,
} as const;

/** Every statement about results and the folders that contain their files. */
export interface ResultTable extends LibraryIndexTable, VideoFolderTable {
  /** Writes a new row; returns its id. */
  insert(row: Omit<ResultRow, 'id'>): number;
  update(row: ResultRow): void;
  get(id: number): ResultRow | undefined;
  /** Ordered by `position`. */
  ofTask(taskId: number): ResultRow[];
  /** Like `ofTask`, but throws `InvalidRowError` if a row does not parse. For callers that add missing results. */
  allOfTask(taskId: number): ResultRow[];
  /** Results of all live completed tasks. */
  ofLiveTasks(): ResultRow[];
  /** Results whose download is due, nearest link expiry first. */
  downloadDue(nowMs: number, limit: number): DueDownload[];
  /** When the next download that is not due yet becomes due, in Unix milliseconds; null if there is none. */
  nextDownload(nowMs: number): number | null;
  /** All results in state `available`. */
  unfinished(): ResultRow[];
  /** Ids of results in state `downloading`. After a crash, these are the interrupted downloads. */
  downloadingIds(): number[];
  /** Videos that need a poster, newest first, without videos in unavailable folders. */
  posterDue(limit: number, unavailableFolderIds: readonly number[]): number[];
  /** Elements made with a profile, newest first. */
  elements(profileId: number, limit: number): ElementRow[];
}

/** Prepares the statements. */
export function createResultTable(database: Database): ResultTable {
  const insert = database.prepare<Omit<ResultRow, 'id'>>('result.insert', insertSql('result', columns));
  const update = database.prepare<ResultRow>('result.update', updateSql('result', columns));
  const get = database.query<{ id: number }, ResultRow>('result.get', `SELECT ${allColumns} FROM result WHERE id = :id`, resultRow);
  const ofTask = database.query<{ taskId: number }, ResultRow>('result.ofTask', resultSql.ofTask, resultRow);
  const ofLiveTasks = database.query<object, ResultRow>('result.ofLiveTasks', resultSql.ofLiveTasks, resultRow);
  const downloadDue = database.query<{ nowMs: number; limit: number }, DueDownload>(
    'result.downloadDue',
    resultSql.downloadDue,
    dueDownloadRow,
  );
  const downloadNext = database.query<{ nowMs: number }, { atMs: number | null }>('result.downloadNext', resultSql.downloadNext, momentRow);
  const unfinished = database.query<object, ResultRow>('result.unfinished', resultSql.unfinished, resultRow);
  const downloadingIds = database.query<object, { id: number }>('result.downloading', resultSql.downloading, idRow);
  const posterDue = database.query<{ limit: number }, { id: number }>('result.posterDue', resultSql.posterDue, idRow);
  const posterDueInAvailable = database.query<{ limit: number; unavailableFolderIds: string }, { id: number }>(
    'result.posterDueInAvailable',
    resultSql.posterDueInAvailable,
    idRow,
  );
  const elements = database.query<{ profileId: number; limit: number }, ElementRow>('result.elements', resultSql.elements, elementRow);

  return {
    ...createLibraryIndexTable(database),
    ...createVideoFolderTable(database),
    insert: (row) => insert.run(row).id,
    update(row) {
      update.run(row);
    },
    get: (id) => get.get({ id }),
    ofTask: (taskId) => ofTask.all({ taskId }),
    allOfTask(taskId) {
      const { rows, invalid } = ofTask.read({ taskId });
      const [first] = invalid;
      if (first !== undefined) throw new InvalidRowError(first);
      return rows;
    },
    ofLiveTasks: () => ofLiveTasks.all({}),
    downloadDue: (nowMs, limit) => downloadDue.all({ nowMs, limit }),
    nextDownload: (nowMs) => downloadNext.get({ nowMs })?.atMs ?? null,
    unfinished: () => unfinished.all({}),
    downloadingIds: () => downloadingIds.all({}).map((row) => row.id),
    posterDue(limit, unavailableFolderIds) {
      // In the usual case, this reads only an index.
      const rows =
        unavailableFolderIds.length === 0
          ? posterDue.all({ limit })
          : posterDueInAvailable.all({ limit, unavailableFolderIds: JSON.stringify(unavailableFolderIds) });
      return rows.map((row) => row.id);
    },
    elements: (profileId, limit) => elements.all({ profileId, limit }),
  };
}
