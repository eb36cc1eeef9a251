// Rows of results and of the folders they lie in: every statement about them. Only `core/tasks/task-store.ts` may call what writes.
import type { ResultState } from '../../../shared/task.ts';
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { Database } from '../database.ts';
import { insertSql, updateSql } from '../sql-columns.ts';
import { createLibraryIndexTable, type LibraryIndexTable, libraryIndexSql } from './library-index-table.ts';
import { createVideoFolderTable, type VideoFolderTable } from './video-folder-table.ts';

type Flag = 0 | 1;
type Json = string;

export interface ResultRow {
  readonly id: number;
  readonly taskId: number;
  readonly position: number;
  readonly kind: 'video' | 'element' | 'character';
  readonly state: ResultState;
  readonly data: Json | null;
  readonly url: string | null;
  readonly linkExpiresAtMs: number | null;
  readonly needsFreshLink: Flag;
  readonly linkRefusals: number;
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  readonly attempts: number;
  readonly unverifiedTransfers: number;
  readonly nextAttemptAtMs: number | null;
  readonly error: Json | null;
  readonly storedAtMs: number | null;
  readonly folderId: number | null;
  readonly path: string | null;
  readonly bytes: number | null;
  readonly modifiedAtMs: number | null;
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAudio: Flag | null;
  /** How the picture is coded, e.g. `h264`; null where it is not known, or was not read yet. */
  readonly codec: string | null;
  /** Of the bytes received; `sha256` is of the file, which also holds the tags. */
  readonly receivedSha256: string | null;
  readonly untaggedReason: UntaggedReason | null;
  readonly poster: 'none' | 'wanted' | 'made' | 'failed';
  readonly verification: Verification;
  readonly checkedAtMs: number | null;
  readonly quarantinedBytes: number | null;
  readonly incomingFolderId: number | null;
  /** The result whose record this file carries, and whose bytes it does not hold; its own id where that is not known; null for the videos themselves. */
  readonly modifiedCopyOf: number | null;
}

/** Whether the bytes were right when they came. That a stored file has changed since is its `error`. */
export type Verification = 'verified' | 'unverified';

const columns = [
  'taskId',
  'position',
  'kind',
  'state',
  'data',
  'url',
  'linkExpiresAtMs',
  'needsFreshLink',
  'linkRefusals',
  'receivedBytes',
  'totalBytes',
  'attempts',
  'unverifiedTransfers',
  'nextAttemptAtMs',
  'error',
  'storedAtMs',
  'folderId',
  'path',
  'bytes',
  'modifiedAtMs',
  'sha256',
  'width',
  'height',
  'durationSeconds',
  'framesPerSecond',
  'hasAudio',
  'codec',
  'receivedSha256',
  'untaggedReason',
  'poster',
  'verification',
  'checkedAtMs',
  'quarantinedBytes',
  'incomingFolderId',
  'modifiedCopyOf',
] as const satisfies readonly Exclude<keyof ResultRow, 'id'>[];

export type ElementRow = Pick<ResultRow, 'id' | 'taskId' | 'data'>;

export interface DueDownload {
  readonly id: number;
  readonly profileId: number;
}

/** Exported for the tests that pin their plans. */
export const resultSql = {
  ofTask: 'SELECT * FROM result WHERE taskId = :taskId ORDER BY position',
  ofLiveTasks: `SELECT r.* FROM task t CROSS JOIN result r ON r.taskId = t.id WHERE t.live = 1 AND t.state = 'completed' ORDER BY r.taskId, r.position`,
  downloadDue: `SELECT r.id, t.profileId FROM result r JOIN task t ON t.id = r.taskId
    WHERE r.state = 'available' AND r.needsFreshLink = 0 AND r.nextAttemptAtMs <= :nowMs ORDER BY r.linkExpiresAtMs, r.id LIMIT :limit`,
  downloadNext: `SELECT min(nextAttemptAtMs) AS atMs FROM result WHERE state = 'available' AND needsFreshLink = 0 AND nextAttemptAtMs > :nowMs`,
  unfinished: `SELECT r.* FROM result r WHERE r.state = 'available'`,
  downloading: `SELECT id FROM result WHERE state = 'downloading'`,
  posterDue: `SELECT id FROM result WHERE poster = 'wanted' ORDER BY storedAtMs DESC LIMIT :limit`,
  posterDueElsewhere: `SELECT id FROM result WHERE poster = 'wanted' AND folderId NOT IN (SELECT value FROM json_each(:awayFolderIds))
    ORDER BY storedAtMs DESC LIMIT :limit`,
  elements: `SELECT r.id, r.taskId, r.data FROM result r JOIN task t ON t.id = r.taskId
    WHERE r.kind = 'element' AND t.profileId = :profileId ORDER BY r.id DESC LIMIT :limit`,
  ...libraryIndexSql,
} as const;

/** Every statement about results and the folders they lie in. */
export interface ResultTable extends LibraryIndexTable, VideoFolderTable {
  /** Writes a new row; answers its id. */
  insert(row: Omit<ResultRow, 'id'>): number;
  update(row: ResultRow): void;
  get(id: number): ResultRow | undefined;
  /** In the order in which the service gave them. */
  ofTask(taskId: number): ResultRow[];
  /** Results of all completed tasks that are alive. */
  ofLiveTasks(): ResultRow[];
  /** Nearest expiry first. */
  downloadDue(nowMs: number, limit: number): DueDownload[];
  /** When the next download is due that is not due yet. */
  downloadNext(nowMs: number): number | null;
  /** Everything that is still to be fetched. */
  unfinished(): ResultRow[];
  downloading(): number[];
  /** Newest first, without those in folders that are away. */
  posterDue(limit: number, awayFolderIds: readonly number[]): number[];
  /** The elements an account has made, newest first. */
  elements(profileId: number, limit: number): ElementRow[];
}

export function createResultTable(database: Database): ResultTable {
  const insert = database.prepare<Omit<ResultRow, 'id'>>('result.insert', insertSql('result', columns));
  const update = database.prepare<ResultRow>('result.update', updateSql('result', columns));
  const get = database.prepare<{ id: number }, ResultRow>('result.get', 'SELECT * FROM result WHERE id = :id');
  const ofTask = database.prepare<{ taskId: number }, ResultRow>('result.ofTask', resultSql.ofTask);
  const ofLiveTasks = database.prepare<object, ResultRow>('result.ofLiveTasks', resultSql.ofLiveTasks);
  const downloadDue = database.prepare<{ nowMs: number; limit: number }, DueDownload>('result.downloadDue', resultSql.downloadDue);
  const downloadNext = database.prepare<{ nowMs: number }, { atMs: number | null }>('result.downloadNext', resultSql.downloadNext);
  const unfinished = database.prepare<object, ResultRow>('result.unfinished', resultSql.unfinished);
  const downloading = database.prepare<object, { id: number }>('result.downloading', resultSql.downloading);
  const posterDue = database.prepare<{ limit: number }, { id: number }>('result.posterDue', resultSql.posterDue);
  const posterDueElsewhere = database.prepare<{ limit: number; awayFolderIds: string }, { id: number }>(
    'result.posterDueElsewhere',
    resultSql.posterDueElsewhere,
  );
  const elements = database.prepare<{ profileId: number; limit: number }, ElementRow>('result.elements', resultSql.elements);

  return {
    ...createLibraryIndexTable(database),
    ...createVideoFolderTable(database),
    insert: (row: Omit<ResultRow, 'id'>): number => insert.run(row).id,
    update: (row: ResultRow): void => {
      update.run(row);
    },
    get: (id: number) => get.get({ id }),
    ofTask: (taskId: number) => ofTask.all({ taskId }),
    ofLiveTasks: () => ofLiveTasks.all({}),
    downloadDue: (nowMs: number, limit: number) => downloadDue.all({ nowMs, limit }),
    downloadNext: (nowMs: number) => downloadNext.get({ nowMs })?.atMs ?? null,
    unfinished: () => unfinished.all({}),
    downloading: () => downloading.all({}).map((row) => row.id),
    posterDue(limit: number, awayFolderIds: readonly number[]): number[] {
      // The usual question is answered from an index alone.
      const rows =
        awayFolderIds.length === 0
          ? posterDue.all({ limit })
          : posterDueElsewhere.all({ limit, awayFolderIds: JSON.stringify(awayFolderIds) });
      return rows.map((row) => row.id);
    },
    elements: (profileId: number, limit: number) => elements.all({ profileId, limit }),
  };
}
