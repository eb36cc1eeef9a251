// Keeps the index up to date: indexes changed tasks, and backfills tasks that existed before the index, newest first.
import type { Entry } from '../../../../shared/search/entry.ts';
import type { IndexProgress } from '../search-port.ts';
import { codeOf } from '../search-problem.ts';
import type { EntryReader } from './entry-reader.ts';
import type { EntryStore } from './entry-store.ts';
import type { IndexDatabase, IndexState } from './index-database.ts';

/** Tasks in one slice: 5 to 20 ms of work, one transaction. */
const tasksPerSlice = 100;

/** Writes the index in slices. Each slice is one transaction, which also stores the new state, so that a kill loses at most one slice. */
export interface IndexWriter {
  /** Indexes tasks that changed since the last write, in at most `maxSlices` slices. False if none are left. */
  catchUp(maxSlices: number): boolean;
  /** Indexes the next older tasks. False if there are none left. */
  backfillSlice(): boolean;
  /** Number of tasks that are missing or outdated in the index. */
  unindexedTaskCount(): number;
  /** The progress. May still count a task that was deleted meanwhile. */
  progress(): IndexProgress;
}

/**
 * The number of tasks. Counted once and then updated from the tasks that the writer reads, because counting a large library takes longer
 * than a slice.
 */
interface TaskCounts {
  total(): number;
  notBackfilled(): number;
  /** Counts the new tasks among the changed tasks. */
  recordChanges(taskIds: readonly number[]): void;
  recordBackfill(count: number, isDone: boolean): void;
}

function createTaskCounts(reader: EntryReader, { backfillBelow }: IndexState): TaskCounts {
  let newest = reader.lastTaskId();
  let total: number | null = null;
  let notBackfilled = backfillBelow === 0 ? 0 : reader.countTasksBelow(backfillBelow);
  return {
    total() {
      total ??= reader.countTasksBelow(newest + 1);
      return total;
    },
    notBackfilled: () => notBackfilled,
    recordChanges(taskIds) {
      for (const id of taskIds) {
        if (id <= newest) continue;
        newest = id;
        if (total !== null) total += 1;
      }
    },
    recordBackfill(count, isDone) {
      notBackfilled = isDone ? 0 : Math.max(0, notBackfilled - count);
    },
  };
}

/** Called for a task that cannot be read and is left out of the index. `cause` is an error code, or the name of an error. */
export type OnTaskSkipped = (taskId: number, cause: string) => void;

/** Errors that may not occur in a later attempt. Every other error is caused by the task that is read. */
const transientCodes = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM|INTERRUPT)/;

function causeOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== '') return code;
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** Creates a writer; `index` must have been opened for the database that `reader` reads. */
export function createIndexWriter(index: IndexDatabase, reader: EntryReader, store: EntryStore, onTaskSkipped: OnTaskSkipped): IndexWriter {
  let state = index.state();
  const counts = createTaskCounts(reader, state);

  /** Reads the tasks one by one if they cannot be read together, so that a damaged task does not keep the others out of the index. */
  function readEntries(taskIds: readonly number[]): readonly Entry[] {
    try {
      return reader.entriesOf(taskIds);
    } catch (error) {
      if (transientCodes.test(causeOf(error))) throw error;
      const [firstTaskId] = taskIds;
      if (taskIds.length > 1) return taskIds.flatMap((id) => readEntries([id]));
      if (firstTaskId !== undefined) onTaskSkipped(firstTaskId, causeOf(error));
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

  const unindexedTaskCount = (): number => counts.notBackfilled() + reader.countChangesAfter(state.indexedSeq);

  return {
    catchUp(maxSlices) {
      for (let slice = 0; ; slice += 1) {
        const changes = reader.changesAfter(state.indexedSeq, tasksPerSlice);
        const last = changes.at(-1);
        if (last === undefined) return false;
        if (slice === maxSlices) return true;
        const taskIds = changes.map(({ taskId }) => taskId);
        replace(taskIds, { ...state, indexedSeq: last.seq });
        counts.recordChanges(taskIds);
      }
    },
    backfillSlice() {
      if (state.backfillBelow === 0) return false;
      const taskIds = reader.taskIdsBelow(state.backfillBelow, tasksPerSlice);
      replace(taskIds, { ...state, backfillBelow: taskIds.at(-1) ?? 0 });
      counts.recordBackfill(taskIds.length, state.backfillBelow === 0);
      return state.backfillBelow !== 0;
    },
    unindexedTaskCount,
    progress() {
      const totalTaskCount = counts.total();
      return { indexedTaskCount: Math.max(0, totalTaskCount - unindexedTaskCount()), totalTaskCount };
    },
  };
}
