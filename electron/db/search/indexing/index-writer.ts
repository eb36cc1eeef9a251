// Brings the index up to date: what changed since, and, going down from the newest task, what was there before the index was.

import type { IndexProgress } from '../search-messages.ts';
import type { EntryReader } from './entry-reader.ts';
import type { EntryStore } from './entry-store.ts';
import type { IndexDatabase } from './index-database.ts';

/** Tasks in one slice: 5 to 20 ms of work, one transaction. */
const sliceTasks = 100;

/** Writes the index in slices. Each is one transaction with the state it leads to, so that a kill loses at most one. */
export interface IndexWriter {
  /** Reads everything that changed since the index was written last. After a large change it takes several slices. */
  catchUp(): void;
  /** Indexes the next older tasks. False when there are none left. */
  backfillSlice(): boolean;
  /** How many tasks the index does not know yet. */
  unindexedTasks(): number;
  /** Counts all tasks: not for every search. */
  progress(): IndexProgress;
}

/** `reader` and `index` are of the same studio; see `openIndex`. */
export function createIndexWriter(index: IndexDatabase, reader: EntryReader, store: EntryStore): IndexWriter {
  let state = index.state();

  function replace(taskIds: readonly number[], next: typeof state): void {
    const entries = reader.entriesOf(taskIds);
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

  const unindexedTasks = (): number => (state.backfillBelow === 0 ? 0 : reader.countTasksBelow(state.backfillBelow));

  return {
    catchUp() {
      for (;;) {
        const changes = reader.changesAfter(state.indexedSeq, sliceTasks);
        const last = changes.at(-1);
        if (last === undefined) return;
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
