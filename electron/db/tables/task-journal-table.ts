// The history of tasks: append-only.
import type { Database } from '../database.ts';

export interface JournalRow {
  readonly taskId: number;
  readonly resultId: number | null;
  readonly atMs: number;
  readonly fact: string;
  readonly state: string;
  /** JSON. */
  readonly detail: string;
}

/** A page of history is enough for a person; the rest stays on disk. */
const pageRows = 500;

export type TaskJournalTable = ReturnType<typeof createTaskJournalTable>;

export function createTaskJournalTable(database: Database) {
  const add = database.prepare<JournalRow>(
    'journal.add',
    'INSERT INTO task_journal (taskId, resultId, atMs, fact, state, detail) VALUES (:taskId, :resultId, :atMs, :fact, :state, :detail)',
  );
  const addMany = database.prepare<{ rows: string }>(
    'journal.addMany',
    `INSERT INTO task_journal (taskId, resultId, atMs, fact, state, detail)
      SELECT value ->> 0, NULL, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(:rows)`,
  );
  const ofTask = database.prepare<{ taskId: number; limit: number }, JournalRow>(
    'journal.ofTask',
    `SELECT * FROM (SELECT id, taskId, resultId, atMs, fact, state, detail FROM task_journal
      WHERE taskId = :taskId ORDER BY id DESC LIMIT :limit) ORDER BY id`,
  );
  const has = database.prepare<{ taskId: number; fact: string }, { found: number }>(
    'journal.has',
    'SELECT EXISTS (SELECT 1 FROM task_journal WHERE taskId = :taskId AND fact = :fact) AS found',
  );
  return {
    /** True where this ever happened to the task. */
    has: (taskId: number, fact: string): boolean => has.get({ taskId, fact })?.found === 1,
    add: (row: JournalRow): void => {
      add.run(row);
    },
    /** One line for each of many tasks. */
    addMany(rows: readonly Omit<JournalRow, 'resultId'>[]): void {
      addMany.run({ rows: JSON.stringify(rows.map(({ taskId, atMs, fact, state, detail }) => [taskId, atMs, fact, state, detail])) });
    },
    /** The newest entries of a task, oldest of them first. */
    ofTask: (taskId: number) => ofTask.all({ taskId, limit: pageRows }),
  };
}
