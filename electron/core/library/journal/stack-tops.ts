// Records the top of each stack as an entry of the library journal. The field `top` of a video is true while the video is on top of its
// stack.
import type { EntryStamp } from '../../../db/tables/library/library-journal-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import { type EntryOutcome, type EntryValue, topField } from './journal-entry.ts';
import { type JournalRecorder, videoSubjectOf } from './journal-recorder.ts';

/** The user's choice of the take on top of a stack. */
export interface StackTops {
  /** Puts a video on top of its stack; false if it has no stack. */
  put(resultId: number): boolean;
}

/** Called once by `compose/compose-judging.ts`. */
export const createStackTops = ({
  tables,
  recorder,
}: {
  readonly tables: Tables;
  readonly recorder: Pick<JournalRecorder, 'recordTop'>;
}): StackTops => ({
  put: (resultId) =>
    tables.transaction(() => {
      const replaced = tables.stacks.topsBeside(resultId).filter((id) => id !== resultId);
      if (!tables.stacks.putOnTop(resultId)) return false;
      recorder.recordTop(resultId, replaced);
      return true;
    }),
});

const isNewer = (a: EntryStamp, b: EntryStamp): boolean => a.counter > b.counter || (a.counter === b.counter && a.writer > b.writer);

/** The stamp of the entry that made this video the top; undefined if there is no such entry. */
function stampOfTop(tables: Tables, resultId: number): EntryStamp | undefined {
  const subject = videoSubjectOf(tables, resultId);
  return subject === null
    ? undefined
    : tables.libraryJournal.ofSubject(subject).find(({ field, value }) => field === topField && value === 'true');
}

/**
 * Applies an entry about the top of a stack. Several databases may name different takes as the top; the newest of their entries counts, in
 * whatever order they are applied. Call it in a transaction.
 */
export function applyTop(tables: Tables, stamp: EntryStamp, value: EntryValue, resultId: number): EntryOutcome {
  if (value === null) {
    tables.stacks.removeTop(resultId);
    return 'applied';
  }
  if (value !== true) return 'refused';
  const isOutdated = tables.stacks.topsBeside(resultId).some((id) => {
    const other = id === resultId ? undefined : stampOfTop(tables, id);
    return other !== undefined && isNewer(other, stamp);
  });
  // A task that an earlier version created may have no stack yet.
  return isOutdated || tables.stacks.putOnTop(resultId) ? 'applied' : 'waiting';
}
