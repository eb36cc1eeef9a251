// Applies entries of the library journal about the top of a stack. The field `top` of a video is true while the video is on top of its stack.
import type { EntryStamp } from '../../../db/tables/library/library-journal-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import { type EntryOutcome, type EntryValue, topField } from './journal-entry.ts';
import { videoSubjectOf } from './journal-recorder.ts';

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
