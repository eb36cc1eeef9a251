// Stores which tasks are takes of one request, and which of their videos is on top of the stack.
import { inProgressStates } from '../../../../shared/takes/in-progress-states.ts';
import type { Database } from '../../database.ts';
import { text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';

const idRow = integerRow('result', 'id');
const countsRow = integerRow('stack', 'videoCount', 'inProgressCount');
const membershipRow = integerRow('stack_task', 'resultId', 'stackId', 'isTop');
const stackIdRow = integerRow('stack_task', 'stackId');
const taskIdRow = integerRow('task', 'id');
const keyRow = defineRow('stack', { takeKey: text }, 'takeKey');

/** How many takes a request has. */
export type TakeCounts = RowOf<typeof countsRow>;
/** The stack of a video; `isTop` is 1 if the user has put the video on top. */
export type StackMembership = RowOf<typeof membershipRow>;

/** SQL condition for a video that is neither in the trash nor deleted for good. */
const isVideo = `r.kind = 'video' AND r.storedAtMs IS NOT NULL AND r.trash IS NULL`;
const inProgress = `(task.state IN (${inProgressStates.map((state) => `'${state}'`).join(', ')}) OR (task.state = 'completed' AND EXISTS (
  SELECT 1 FROM result r WHERE r.taskId = task.id AND r.kind = 'video' AND r.state IN ('available', 'downloading'))))`;

/** The SQL statements. Exported for the tests of their query plans. */
export const stackSql = {
  counts: `SELECT (SELECT count(*) FROM stack s JOIN stack_task t ON t.stackId = s.id JOIN result r ON r.taskId = t.taskId
      WHERE s.takeKey = :takeKey AND ${isVideo}) AS videoCount,
    (SELECT count(*) FROM stack s JOIN stack_task t ON t.stackId = s.id JOIN task ON task.id = t.taskId
      WHERE s.takeKey = :takeKey AND ${inProgress}) AS inProgressCount`,
  newestVideos: `SELECT r.id FROM stack s JOIN stack_task t ON t.stackId = s.id JOIN result r ON r.taskId = t.taskId
    WHERE s.takeKey = :takeKey AND ${isVideo} ORDER BY r.storedAtMs DESC, r.id DESC LIMIT :limit`,
  memberships: `SELECT r.id AS resultId, t.stackId, EXISTS (SELECT 1 FROM stack_top WHERE resultId = r.id) AS isTop
    FROM json_each(:resultIds) given JOIN result r ON r.id = given.value JOIN stack_task t ON t.taskId = r.taskId`,
  topsBeside: `SELECT top.resultId AS id FROM result given JOIN stack_task own ON own.taskId = given.taskId JOIN stack_task t ON t.stackId = own.stackId
    JOIN result r ON r.taskId = t.taskId JOIN stack_top top ON top.resultId = r.id WHERE given.id = :resultId`,
  tasksBelow: 'SELECT id FROM task WHERE id < :below ORDER BY id DESC LIMIT :limit',
} as const;

/** Statements about stacks. */
export interface StackTable {
  /** Puts a task into the stack with this key. Creates the stack if there is none. */
  assign(taskId: number, takeKey: string): void;
  /** The take key of a task; undefined if it has none yet. */
  keyOf(taskId: number): string | undefined;
  /** Ids of tasks below `below`, in descending order. */
  tasksBelow(below: number, limit: number): number[];
  counts(takeKey: string): TakeCounts;
  /** The newest stored or missing videos with this key. */
  newestVideos(takeKey: string, limit: number): number[];
  /** The stack of each of these videos; videos without a stack are left out. */
  memberships(resultIds: readonly number[]): StackMembership[];
  /** The video on top of this video's stack, which may be this video; empty if no video is on top. */
  topsBeside(resultId: number): number[];
  /** Removes a video from the top of its stack. */
  removeTop(resultId: number): void;
  /** Puts a video on top of its stack, in place of the current top. Returns false if the video has no stack. */
  putOnTop(resultId: number): boolean;
}

/** Prepares the statements. */
export function createStackTable(database: Database): StackTable {
  const addStack = database.prepare<{ takeKey: string }>(
    'stack.add',
    'INSERT INTO stack (takeKey) VALUES (:takeKey) ON CONFLICT (takeKey) DO NOTHING',
  );
  const assign = database.prepare<{ taskId: number; takeKey: string }>(
    'stack.assign',
    `INSERT INTO stack_task (taskId, stackId) SELECT :taskId, id FROM stack WHERE takeKey = :takeKey
      ON CONFLICT (taskId) DO UPDATE SET stackId = excluded.stackId`,
  );
  const keyOf = database.query<{ taskId: number }, { takeKey: string }>(
    'stack.keyOf',
    'SELECT s.takeKey FROM stack_task t JOIN stack s ON s.id = t.stackId WHERE t.taskId = :taskId',
    keyRow,
  );
  const tasksBelow = database.query<{ below: number; limit: number }, { id: number }>('stack.tasksBelow', stackSql.tasksBelow, taskIdRow);
  const counts = database.query<{ takeKey: string }, TakeCounts>('stack.counts', stackSql.counts, countsRow);
  const newestVideos = database.query<{ takeKey: string; limit: number }, { id: number }>(
    'stack.newestVideos',
    stackSql.newestVideos,
    idRow,
  );
  const memberships = database.query<{ resultIds: string }, StackMembership>('stack.memberships', stackSql.memberships, membershipRow);
  const stackOf = database.query<{ resultId: number }, { stackId: number }>(
    'stack.ofResult',
    'SELECT t.stackId FROM result r JOIN stack_task t ON t.taskId = r.taskId WHERE r.id = :resultId',
    stackIdRow,
  );
  const clearTop = database.prepare<{ stackId: number }>(
    'stack.clearTop',
    `DELETE FROM stack_top WHERE resultId IN (
      SELECT r.id FROM stack_task t JOIN result r ON r.taskId = t.taskId WHERE t.stackId = :stackId)`,
  );
  const topsBeside = database.query<{ resultId: number }, { id: number }>('stack.topsBeside', stackSql.topsBeside, idRow);
  const removeTop = database.prepare<{ resultId: number }>('stack.removeTop', 'DELETE FROM stack_top WHERE resultId = :resultId');
  const addTop = database.prepare<{ resultId: number }>(
    'stack.addTop',
    'INSERT INTO stack_top (resultId) VALUES (:resultId) ON CONFLICT (resultId) DO NOTHING',
  );

  const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
  return {
    assign(taskId, takeKey) {
      addStack.run({ takeKey });
      assign.run({ taskId, takeKey });
    },
    keyOf: (taskId) => keyOf.get({ taskId })?.takeKey,
    tasksBelow: (below, limit) => ids(tasksBelow.all({ below, limit })),
    counts: (takeKey) => counts.get({ takeKey }) ?? { videoCount: 0, inProgressCount: 0 },
    newestVideos: (takeKey, limit) => ids(newestVideos.all({ takeKey, limit })),
    memberships: (resultIds) => memberships.all({ resultIds: JSON.stringify(resultIds) }),
    topsBeside: (resultId) => ids(topsBeside.all({ resultId })),
    removeTop(resultId) {
      removeTop.run({ resultId });
    },
    putOnTop(resultId) {
      const stack = stackOf.get({ resultId });
      if (stack === undefined) return false;
      database.transaction(() => {
        clearTop.run(stack);
        addTop.run({ resultId });
      });
      return true;
    },
  };
}
