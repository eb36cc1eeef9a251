// Brings the index up to date: what changed since, and, going down from the newest task, what was there before the index was.

import type { Entry } from '../../../../shared/search/entry.ts';
import type { IndexProgress } from '../search-port.ts';
import { codeOf } from '../search-problem.ts';
import type { EntryReader } from './entry-reader.ts';
import type { EntryStore } from './entry-store.ts';
import type { IndexDatabase } from './index-database.ts';

/** Tasks in one slice: 5 to 20 ms of work, one transaction. */
const sliceTasks = 100;

/** Writes the index in slices. Each is one transaction with the state it leads to, so that a kill loses at most one. */
export interface IndexWriter {
  /** Reads what changed since the index was written last, `maxSlices` at most. False when nothing is left. */
  catchUp(maxSlices: number): boolean;
  /** Indexes the next older tasks. False when there are none left. */
  backfillSlice(): boolean;
  /** How many tasks the index does not know yet, or knows as they were. */
  unindexedTasks(): number;
  /** Counts all tasks: not for every search. */
  progress(): IndexProgress;
}

/** Hears of a task that cannot be read and is left out of the index. `cause` is a code, or the name of an error. */
export type OnTaskSkipped = (taskId: number, cause: string) => void;

/** Errors that pass by themselves; every other one is of the task that is read. */
const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM|INTERRUPT)/;

function causeOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== '') return code;
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** `reader` and `index` are of the same studio; see `openIndex`. */
export function createIndexWriter(index: IndexDatabase, reader: EntryReader, store: EntryStore, onTaskSkipped: OnTaskSkipped): IndexWriter {
  let state = index.state();

  /** One task that cannot be read must not keep all others out of the index. */
  function readEntries(taskIds: readonly number[]): readonly Entry[] {
    try {
      return reader.entriesOf(taskIds);
    } catch (error) {
      if (passing.test(causeOf(error))) throw error;
      const [only] = taskIds;
      if (taskIds.length > 1) return taskIds.flatMap((id) => readEntries([id]));
      if (only !== undefined) onTaskSkipped(only, causeOf(error));
      return [];
    }
  }

  function replace(taskIds: readonly number[], next: typeof state): void {
    const entries = readEntries(taskIds);
    index.raw.transaction(() => {
      for (const taskId of taskIds) {
        store.replaceTask(
          taskId,
          entries.filter((entry) => entry.taskId === taskId),
        );
      }
      index.setState(next);
    })();
    state = next;
  }

  const unindexedTasks = (): number =>
    (state.backfillBelow === 0 ? 0 : reader.countTasksBelow(state.backfillBelow)) + reader.countChangesAfter(state.indexedSeq);

  return {
    catchUp(maxSlices) {
      for (let slice = 0; ; slice += 1) {
        const changes = reader.changesAfter(state.indexedSeq, sliceTasks);
        const last = changes.at(-1);
        if (last === undefined) return false;
        if (slice === maxSlices) return true;
        replace(
          changes.map(({ taskId }) => taskId),
          { ...state, indexedSeq: last.seq },
        );
      }
    },
    backfillSlice() {
      if (state.backfillBelow === 0) return false;
      const taskIds = reader.taskIdsBelow(state.backfillBelow, sliceTasks);
      replace(taskIds, { ...state, backfillBelow: taskIds.at(-1) ?? 0 });
      return state.backfillBelow !== 0;
    },
    unindexedTasks,
    progress() {
      const totalTasks = reader.countTasksBelow(Number.MAX_SAFE_INTEGER);
      return { indexedTasks: totalTasks - unindexedTasks(), totalTasks };
    },
  };
}
