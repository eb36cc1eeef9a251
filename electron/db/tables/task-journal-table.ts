// The history of tasks: append-only. Lines keep the words of the version that wrote them and are read by the names of today.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { currentDetail, currentEvent, formerEvent } from '../former-names.ts';

/** A line as it is written. */
export interface JournalRow {
  readonly taskId: number;
  readonly resultId: number | null;
  readonly atMs: number;
  readonly event: string;
  readonly state: string;
  /** JSON. */
  readonly detail: string;
}

/** A line as it is read, whenever it was written. */
export interface JournalLine {
  readonly resultId: number | null;
  readonly atMs: number;
  readonly event: string;
  readonly state: string;
  readonly detail: Record<string, unknown>;
}

/** A page of history is enough for a person; the rest stays on disk. */
const pageRows = 500;

/** A line whose detail is damaged is still a line. */
const detailOnDisk = z.preprocess((text) => {
  try {
    return JSON.parse(String(text));
  } catch {
    return {};
  }
}, z.record(z.string(), z.unknown()).catch({}));

const readLine = ({ resultId, atMs, event, state, detail }: JournalRow): JournalLine => ({
  resultId,
  atMs,
  event: currentEvent(event),
  state,
  detail: currentDetail(detailOnDisk.parse(detail)),
});

export function createTaskJournalTable(database: Database) {
  const add = database.prepare<JournalRow>(
    'journal.add',
    'INSERT INTO task_journal (taskId, resultId, atMs, event, state, detail) VALUES (:taskId, :resultId, :atMs, :event, :state, :detail)',
  );
  const addMany = database.prepare<{ rows: string }>(
    'journal.addMany',
    `INSERT INTO task_journal (taskId, resultId, atMs, event, state, detail)
      SELECT value ->> 0, NULL, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(:rows)`,
  );
  const ofTask = database.prepare<{ taskId: number; limit: number }, JournalRow>(
    'journal.ofTask',
    `SELECT * FROM (SELECT id, taskId, resultId, atMs, event, state, detail FROM task_journal
      WHERE taskId = :taskId ORDER BY id DESC LIMIT :limit) ORDER BY id`,
  );
  const has = database.prepare<{ taskId: number; event: string; former: string }, { found: number }>(
    'journal.has',
    'SELECT EXISTS (SELECT 1 FROM task_journal WHERE taskId = :taskId AND event IN (:event, :former)) AS found',
  );
  return {
    /** True where this ever happened to the task, by the event's name of today. */
    has: (taskId: number, event: string): boolean => has.get({ taskId, event, former: formerEvent(event) })?.found === 1,
    add: (row: JournalRow): void => {
      add.run(row);
    },
    /** One line for each of many tasks. */
    addMany(rows: readonly Omit<JournalRow, 'resultId'>[]): void {
      addMany.run({ rows: JSON.stringify(rows.map(({ taskId, atMs, event, state, detail }) => [taskId, atMs, event, state, detail])) });
    },
    /** The newest entries of a task, oldest of them first. */
    ofTask: (taskId: number): readonly JournalLine[] => ofTask.all({ taskId, limit: pageRows }).map(readLine),
  };
}
