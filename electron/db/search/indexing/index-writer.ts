// Brings the index up to date: what changed since, and, going down from the newest task, what was there before the index was.

import type { Entry } from '../../../../shared/search/entry.ts';
import type { IndexProgress } from '../search-port.ts';
import { codeOf } from '../search-problem.ts';
import type { EntryReader } from './entry-reader.ts';
import type { EntryStore } from './entry-store.ts';
import type { IndexDatabase, IndexState } from './index-database.ts';

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
  /** A task that was deleted meanwhile may still be counted. */
  progress(): IndexProgress;
}

/** How many tasks there are, counted once and kept up to date by what the writer reads: to count a large library takes longer than a slice. */
interface TaskCounts {
  total(): number;
  notBackfilled(): number;
  /** Changes were read: new tasks are among them. */
  changed(taskIds: readonly number[]): void;
  backfilled(count: number, isDone: boolean): void;
}

function createTaskCounts(reader: EntryReader, { backfillBelow }: IndexState): TaskCounts {
  let newest = reader.lastTask();
  let total: number | null = null;
  let notBackfilled = backfillBelow === 0 ? 0 : reader.countTasksBelow(backfillBelow);
  return {
    total() {
      total ??= reader.countTasksBelow(newest + 1);
      return total;
    },
    notBackfilled: () => notBackfilled,
    changed(taskIds) {
      for (const id of taskIds) {
        if (id <= newest) continue;
        newest = id;
        if (total !== null) total += 1;
      }
    },
    backfilled(count, isDone) {
      notBackfilled = isDone ? 0 : Math.max(0, notBackfilled - count);
    },
  };
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
  const counts = createTaskCounts(reader, state);

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
      store.replaceTasks(taskIds, entries);
      index.setState(next);
    })();
    state = next;
  }

  const unindexedTasks = (): number => counts.notBackfilled() + reader.countChangesAfter(state.indexedSeq);

  return {
    catchUp(maxSlices) {
      for (let slice = 0; ; slice += 1) {
        const changes = reader.changesAfter(state.indexedSeq, sliceTasks);
        const last = changes.at(-1);
        if (last === undefined) return false;
        if (slice === maxSlices) return true;
        const taskIds = changes.map(({ taskId }) => taskId);
        replace(taskIds, { ...state, indexedSeq: last.seq });
        counts.changed(taskIds);
      }
    },
    backfillSlice() {
      if (state.backfillBelow === 0) return false;
      const taskIds = reader.taskIdsBelow(state.backfillBelow, sliceTasks);
      replace(taskIds, { ...state, backfillBelow: taskIds.at(-1) ?? 0 });
      counts.backfilled(taskIds.length, state.backfillBelow === 0);
      return state.backfillBelow !== 0;
    },
    unindexedTasks,
    progress() {
      const totalTasks = counts.total();
      return { indexedTasks: Math.max(0, totalTasks - unindexedTasks()), totalTasks };
    },
  };
}
