// The journal of tasks. It is append-only: an entry keeps the event names of the version that wrote it, and reading converts them to the current names.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { currentDetail, currentEvent, formerEvent } from '../../former-names.ts';
import { integer, json, text } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';
import { storedValue } from '../../rows/stored-json.ts';
import { insertSql, selectList } from '../../sql-columns.ts';

/** Columns of `task_journal` without the id, which only orders the lines. */
export const journalRow = defineRow(
  'task_journal',
  {
    taskId: integer,
    resultId: integer.nullable(),
    atMs: integer,
    event: text,
    /** The state after the change: the state of the result if `resultId` is set, otherwise the state of the task. */
    state: text,
    /** JSON. */
    detail: json,
  },
  'taskId',
);
/** A line as it is written. */
export type JournalRow = RowOf<typeof journalRow>;

/** A line as it is read. It has the current names, even if an earlier version wrote it. */
interface JournalLine {
  readonly resultId: number | null;
  readonly atMs: number;
  readonly event: string;
  readonly state: string;
  readonly detail: Record<string, unknown>;
}

/** The number of lines that are read for display. */
const maxLines = 500;

const detailOnDisk = z.record(z.string(), z.unknown());
const columns = selectList(journalRow.columns);
const existsRow = defineRow('task_journal', { found: z.literal([0, 1]) });

const readLine = ({ resultId, atMs, event, state, detail }: JournalRow): JournalLine => ({
  resultId,
  atMs,
  event: currentEvent(event),
  state,
  // A line whose detail does not parse is shown without it.
  detail: currentDetail(storedValue(detailOnDisk, detail, {})),
});

/** Statements about the journal. */
export interface TaskJournalTable {
  /** True if the task ever had this event. `event` is the current name; lines with the former name are found too. */
  has(taskId: number, event: string): boolean;
  add(row: JournalRow): void;
  /** Adds one line for each of many tasks. */
  addMany(rows: readonly Omit<JournalRow, 'resultId'>[]): void;
  /** The newest 500 lines of a task, sorted oldest first. */
  ofTask(taskId: number): readonly JournalLine[];
}

/** Prepares the statements. */
export function createTaskJournalTable(database: Database): TaskJournalTable {
  const add = database.prepare<JournalRow>('journal.add', insertSql('task_journal', journalRow.columns));
  const addMany = database.prepare<{ rows: string }>(
    'journal.addMany',
    `INSERT INTO task_journal (taskId, resultId, atMs, event, state, detail)
      SELECT value ->> 0, NULL, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(:rows)`,
  );
  const ofTask = database.query<{ taskId: number; limit: number }, JournalRow>(
    'journal.ofTask',
    `SELECT ${columns} FROM (SELECT id, ${columns} FROM task_journal WHERE taskId = :taskId ORDER BY id DESC LIMIT :limit) ORDER BY id`,
    journalRow,
  );
  const has = database.query<{ taskId: number; event: string; former: string }, { found: 0 | 1 }>(
    'journal.has',
    'SELECT EXISTS (SELECT 1 FROM task_journal WHERE taskId = :taskId AND event IN (:event, :former)) AS found',
    existsRow,
  );
  return {
    has: (taskId, event) => has.get({ taskId, event, former: formerEvent(event) })?.found === 1,
    add(row) {
      add.run(row);
    },
    addMany(rows) {
      addMany.run({ rows: JSON.stringify(rows.map(({ taskId, atMs, event, state, detail }) => [taskId, atMs, event, state, detail])) });
    },
    ofTask: (taskId) => ofTask.all({ taskId, limit: maxLines }).map(readLine),
  };
}
