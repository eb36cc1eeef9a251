// The library for the window: an ordered index of ids, and the records of visible videos.
import { posix } from 'node:path';
import type { LibraryItem } from '../../../shared/ipc.ts';
import { type JudgementRow, noJudgement } from '../../db/tables/judgement/judgement-table.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { isModified } from './inspect-stored-file.ts';
import type { StoredFiles } from './stored-files.ts';

/** Videos that are or were stored, by result id. */
export interface LibraryIndex {
  /**
   * The ids and storage times (Unix milliseconds) of all videos outside of the trash, newest first. Reads only an index of the database.
   */
  index(): { resultIds: number[]; storedAtMs: number[] };
  /** Whether a stored or missing video has this id, including videos in the trash. */
  has(id: number): boolean;
  /** The records of these videos, in the order of `ids`. Ids that are not in the library are left out. */
  records(ids: readonly number[]): LibraryItem[];
  /** Finds the file of a video. Records that the file is missing or has reappeared. */
  readonly locate: StoredFiles['locate'];
  /** The reason why a video could not be located. */
  readonly absenceError: StoredFiles['absenceError'];
}

function itemOf(row: ResultRow, task: TaskRow, judgement: Omit<JudgementRow, 'resultId'>): LibraryItem | null {
  const { storedAtMs, path, bytes, sha256, state } = row;
  if (row.kind !== 'video' || (state !== 'stored' && state !== 'missing')) return null;
  if (storedAtMs === null || path === null || bytes === null || sha256 === null || row.trash === 'deleted') return null;
  return {
    resultId: row.id,
    id: task.id,
    serviceTaskId: task.serviceTaskId ?? '',
    simulated: task.simulated === 1,
    state,
    rating: judgement.rating,
    flag: judgement.flag,
    isFavourite: judgement.favourite === 1,
    title: judgement.title,
    verification: isModified(row) ? 'changed' : row.modifiedCopyOf !== null ? 'modified-copy' : row.verification,
    checkedAtMs: row.checkedAtMs,
    request: task.request,
    storedAtMs,
    createdAtMs: task.createdAtMs,
    tookSeconds: task.tookSeconds,
    creditsUsed: task.creditsUsed,
    creditsReserved: task.creditsReserved,
    fileName: posix.basename(path),
    bytes,
    sha256,
    receivedSha256: row.receivedSha256 ?? sha256,
    untaggedReason: row.untaggedReason,
    width: row.width,
    height: row.height,
    durationSeconds: row.durationSeconds,
    framesPerSecond: row.framesPerSecond,
    hasAudio: row.hasAudio === null ? null : row.hasAudio === 1,
    codec: row.codec,
    hasPoster: row.poster === 'made',
    trashedAtMs: row.trashedAtMs,
  };
}

/** Called once by `core/compose/`. */
export function createLibraryIndex(deps: { tables: Tables; files: StoredFiles }): LibraryIndex {
  const { tables, files } = deps;
  return {
    index() {
      const rows = tables.results.index();
      return { resultIds: rows.map((row) => row.id), storedAtMs: rows.map((row) => row.storedAtMs) };
    },
    has(id) {
      const row = tables.results.get(id);
      return row !== undefined && row.kind === 'video' && row.storedAtMs !== null && row.trash !== 'deleted';
    },
    records(ids) {
      return ids.flatMap((id) => {
        const item = tables.ifReadable(() => {
          const row = tables.results.get(id);
          const task = row === undefined ? undefined : tables.tasks.get(row.taskId);
          return row === undefined || task === undefined ? null : itemOf(row, task, tables.judgements.get(id) ?? noJudgement);
        });
        return item === null ? [] : [item];
      });
    },
    locate: files.locate,
    absenceError: files.absenceError,
  };
}
