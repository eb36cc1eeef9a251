// Records the top of each stack as a fact of the library journal. The field `top` of a video is true while the video is on top of its
// stack.
import type { FactStamp } from '../../../db/tables/library-fact-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import { type FactOutcome, type FactValue, topField } from './fact.ts';
import { type FactRecorder, videoSubjectOf } from './record-facts.ts';

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
  readonly recorder: Pick<FactRecorder, 'recordTop'>;
}): StackTops => ({
  put: (resultId) =>
    tables.transaction(() => {
      const replaced = tables.stacks.topsBeside(resultId).filter((id) => id !== resultId);
      if (!tables.stacks.putOnTop(resultId)) return false;
      recorder.recordTop(resultId, replaced);
      return true;
    }),
});

const isNewer = (a: FactStamp, b: FactStamp): boolean => a.counter > b.counter || (a.counter === b.counter && a.writer > b.writer);

/** The stamp of the fact that made this video the top; undefined if there is no such fact. */
function stampOfTop(tables: Tables, resultId: number): FactStamp | undefined {
  const subject = videoSubjectOf(tables, resultId);
  return subject === null
    ? undefined
    : tables.libraryFacts.ofSubject(subject).find(({ field, value }) => field === topField && value === 'true');
}

/**
 * Applies a fact about the top of a stack. Several databases may name different takes as the top; the newest of their facts counts, in
 * whatever order they are applied. Call it in a transaction.
 */
export function applyTop(tables: Tables, stamp: FactStamp, value: FactValue, resultId: number): FactOutcome {
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
