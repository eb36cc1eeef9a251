// Decides which lines of a batch are known to be made before. What is not known for certain is never treated as "nothing is made".
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { takeRequestsMax } from '../../../../shared/takes/take-limits.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';

/** The number of takes that a line has already, by line; lines without one are not in it. */
export type MadeLines = ReadonlyMap<EvaluatedLine, number>;

/** Everything that the answer depends on. After any change of it, the earlier answer is out of date. */
export interface MadeQuestion {
  /** The lines that can be sent. */
  readonly lines: readonly EvaluatedLine[];
  /** Takes of a simulated profile do not count for another one. */
  readonly profileId: number | null;
  /** The ids of the tasks in progress that may be takes, from `likelyTakes`. */
  readonly inProgress: string;
  /** The number of videos in the library. */
  readonly resultCount: number;
}

/** An answer, and the question that it belongs to. */
export interface AnsweredQuestion {
  readonly of: MadeQuestion;
  readonly result: Result<MadeLines, AppError>;
}

/** What is known about the lines that were made before. */
export interface MadeState {
  /** While the answer is pending: the last answer for the same lines and profile, so that the view does not flicker. Empty if there is none. */
  readonly made: MadeLines;
  /** Only `known` means that `made` is up to date. */
  readonly answer: { readonly kind: 'pending' } | { readonly kind: 'known' } | { readonly kind: 'failed'; readonly error: AppError };
}

const none: MadeLines = new Map();

/** What is known now. `answered`: the last answer; null before the first one. */
export function madeStateOf(question: MadeQuestion, answered: AnsweredQuestion | null): MadeState {
  const { lines, profileId, inProgress, resultCount } = question;
  if (lines.length === 0) return { made: none, answer: { kind: 'known' } };
  if (answered === null || answered.of.lines !== lines || answered.of.profileId !== profileId)
    return { made: none, answer: { kind: 'pending' } };
  const { of, result } = answered;
  const made = result.ok ? result.value : none;
  if (of.inProgress !== inProgress || of.resultCount !== resultCount) return { made, answer: { kind: 'pending' } };
  return { made, answer: result.ok ? { kind: 'known' } : { kind: 'failed', error: result.error } };
}

/** Why nothing can be sent while lines made before are to be left out: they are not known. Null when they are, or when all lines are sent. */
export function madeReason(leavesOutMade: boolean, { answer }: MadeState): string | null {
  if (!leavesOutMade || answer.kind === 'known') return null;
  return answer.kind === 'pending' ? messages.takes.checking : messages.takes.notChecked;
}

/** Asks about the lines in parts. Ends at the first part that fails; returns null when `isCancelled` returns true. */
export async function findMadeLines(
  lines: readonly EvaluatedLine[],
  isCancelled: () => boolean,
): Promise<Result<MadeLines, AppError> | null> {
  const made = new Map<EvaluatedLine, number>();
  for (let from = 0; from < lines.length; from += takeRequestsMax) {
    const part = lines.slice(from, from + takeRequestsMax);
    const answer = await call('takes.existing', { requests: part.map(({ request }) => request) });
    if (isCancelled()) return null;
    if (!answer.ok) return answer;
    for (const [index, { videos, inProgress }] of answer.value.takes.entries()) {
      const line = part[index];
      if (line !== undefined && videos + inProgress > 0) made.set(line, videos + inProgress);
    }
  }
  return ok(made);
}
