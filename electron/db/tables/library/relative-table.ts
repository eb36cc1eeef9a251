// Finds the videos related to a video: its takes, its sources, the videos derived from it, and videos with the same content.
import type { Database } from '../../database.ts';
import { integerRow } from '../../rows/row-shape.ts';

const idRow = integerRow('result', 'id');
/** SQL condition for a video that is neither in the trash nor deleted for good. */
const isVideo = `r.kind = 'video' AND r.storedAtMs IS NOT NULL AND r.trash IS NULL`;

/** The SQL statements. Exported for the tests of their query plans. */
export const relativeSql = {
  takesOf: `SELECT r.id FROM stack_task own JOIN stack_task t ON t.stackId = own.stackId JOIN result r ON r.taskId = t.taskId
    WHERE own.taskId = :taskId AND ${isVideo} ORDER BY r.storedAtMs DESC, r.id DESC LIMIT :limit`,
  sameContent: `SELECT r.id FROM result own JOIN result r ON ifnull(r.receivedSha256, r.sha256) = ifnull(own.receivedSha256, own.sha256)
    LEFT JOIN stack_task ownStack ON ownStack.taskId = own.taskId LEFT JOIN stack_task t ON t.taskId = r.taskId
    WHERE own.id = :resultId AND r.id <> own.id AND ${isVideo} AND r.taskId <> own.taskId AND t.stackId IS NOT ownStack.stackId
    ORDER BY r.storedAtMs DESC, r.id DESC LIMIT :limit`,
  // A take that was made with "Use again" counts as a take, not as a derived video.
  sourceVideos: `SELECT r.id FROM task own JOIN result r ON r.taskId = own.sourceTaskId
    LEFT JOIN stack_task ownStack ON ownStack.taskId = own.id LEFT JOIN stack_task t ON t.taskId = r.taskId
    WHERE own.id = :taskId AND ${isVideo} AND t.stackId IS NOT ownStack.stackId ORDER BY r.position LIMIT :limit`,
  derivedByTask: `SELECT r.id FROM task d JOIN result r ON r.taskId = d.id
    LEFT JOIN stack_task ownStack ON ownStack.taskId = :taskId LEFT JOIN stack_task t ON t.taskId = d.id
    WHERE d.sourceTaskId = :taskId AND ${isVideo} AND t.stackId IS NOT ownStack.stackId ORDER BY r.storedAtMs DESC, r.id DESC LIMIT :limit`,
  derivedByReference: `SELECT DISTINCT r.id FROM reference f JOIN task_reference u ON u.referenceId = f.id JOIN result r ON r.taskId = u.taskId
    WHERE f.sourceResultId = :resultId AND ${isVideo} ORDER BY r.storedAtMs DESC, r.id DESC LIMIT :limit`,
} as const;

/** Statements about related videos. All statements return result ids of stored or missing videos. */
export interface RelativeTable {
  /** The newest videos in the stack of a task, including the task's own videos. */
  takesOf(taskId: number, limit: number): number[];
  /** The videos of the task that this task was made from with "Use again" or "Edit". Empty if both tasks are takes of one request. */
  sourceVideos(taskId: number, limit: number): number[];
  /** The newest videos made from this task's request, or made with this video or a frame of it as a reference. */
  derivedVideos(video: { readonly taskId: number; readonly resultId: number }, limit: number): number[];
  /** Other videos with the same received bytes, newest first, without takes of the same request. */
  sameContent(resultId: number, limit: number): number[];
}

/** Prepares the statements. */
export function createRelativeTable(database: Database): RelativeTable {
  const takesOf = database.query<{ taskId: number; limit: number }, { id: number }>('relative.takesOf', relativeSql.takesOf, idRow);
  const sameContent = database.query<{ resultId: number; limit: number }, { id: number }>(
    'relative.sameContent',
    relativeSql.sameContent,
    idRow,
  );
  const sourceVideos = database.query<{ taskId: number; limit: number }, { id: number }>(
    'relative.sourceVideos',
    relativeSql.sourceVideos,
    idRow,
  );
  const derivedByTask = database.query<{ taskId: number; limit: number }, { id: number }>(
    'relative.derivedByTask',
    relativeSql.derivedByTask,
    idRow,
  );
  const derivedByReference = database.query<{ resultId: number; limit: number }, { id: number }>(
    'relative.derivedByReference',
    relativeSql.derivedByReference,
    idRow,
  );

  const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
  return {
    takesOf: (taskId, limit) => ids(takesOf.all({ taskId, limit })),
    sourceVideos: (taskId, limit) => ids(sourceVideos.all({ taskId, limit })),
    derivedVideos({ taskId, resultId }, limit) {
      const derivedIds = [...ids(derivedByReference.all({ resultId, limit })), ...ids(derivedByTask.all({ taskId, limit }))];
      return [...new Set(derivedIds)].slice(0, limit);
    },
    sameContent: (resultId, limit) => ids(sameContent.all({ resultId, limit })),
  };
}
