// Decides whether a line can be sent, and counts the lines of a batch that can.
import type { GenerationRequest, Reference } from '../generation.ts';
import { advisoryIssues, blockingIssues, checkRequest, type Issue } from '../models/index.ts';
import type { BatchLine } from './batch-line.ts';
import type { LineProblem } from './batch-problem.ts';

/** Whether a line can be sent now. */
export type LineStatus =
  | { readonly kind: 'ready' }
  /** The line can be sent after the user has seen the advice. */
  | { readonly kind: 'advised'; readonly advice: readonly Issue[] }
  /** `issues`: the problems, with the cause first. If the model is unknown, every other issue is a guess. */
  | { readonly kind: 'blocked'; readonly problems: readonly LineProblem[]; readonly issues: readonly Issue[] }
  /** The line's files are being read. */
  | { readonly kind: 'reading' }
  /** The line's request was sent before. */
  | { readonly kind: 'sent' };

/** A line as the batch view shows it, after the checks. */
export interface EvaluatedLine extends BatchLine {
  readonly status: LineStatus;
}

/** How often each request was sent, by its JSON text. */
export type SentRequests = ReadonlyMap<string, number>;
const requestKey = (request: GenerationRequest): string => JSON.stringify(request);

function statusOf(line: BatchLine, references: ReadonlyMap<number, Reference>): LineStatus {
  const issues = checkRequest(line.request, references);
  const unknownModel = issues.filter(({ code }) => code === 'model-unknown');
  if (line.problems.length > 0) return { kind: 'blocked', problems: line.problems, issues: unknownModel };
  if (line.unreadFileCount > 0) return { kind: 'reading' };
  const blockers = blockingIssues(issues);
  if (blockers.length > 0) return { kind: 'blocked', problems: [], issues: [...unknownModel, ...blockers] };
  const advice = advisoryIssues(issues);
  return advice.length > 0 ? { kind: 'advised', advice } : { kind: 'ready' };
}

/**
 * Evaluates every line. A request that was sent before is not ready again: users send a file without its one bad line, correct that line
 * and read the file again, and must not pay twice for the other lines. Each sent task counts for one line only.
 */
export function evaluateLines(
  lines: readonly BatchLine[],
  references: ReadonlyMap<number, Reference>,
  sentRequests: SentRequests,
): readonly EvaluatedLine[] {
  const remaining = new Map(sentRequests);
  return lines.map((line) => {
    const status = statusOf(line, references);
    const key = requestKey(line.request);
    const sentCount = remaining.get(key) ?? 0;
    if ((status.kind === 'ready' || status.kind === 'advised') && sentCount >= line.count) {
      remaining.set(key, sentCount - line.count);
      return { ...line, status: { kind: 'sent' } };
    }
    return { ...line, status };
  });
}

/** Counts the tasks of the lines by status. */
export function countByStatus(lines: readonly EvaluatedLine[]): Readonly<Record<LineStatus['kind'], number>> {
  const counts = { ready: 0, advised: 0, blocked: 0, reading: 0, sent: 0 };
  for (const { status, count } of lines) counts[status.kind] += count;
  return counts;
}

/** Returns the lines that one click sends: the ready ones, and with "send anyway" also those with advice. */
export const linesToSend = (lines: readonly EvaluatedLine[], sendAnyway: boolean): readonly EvaluatedLine[] =>
  lines.filter(({ status: { kind } }) => kind === 'ready' || (sendAnyway && kind === 'advised'));

/** Returns the sent requests with these lines added. */
export function markSent(sentRequests: SentRequests, lines: readonly BatchLine[]): SentRequests {
  const counts = new Map(sentRequests);
  for (const { request, count } of lines) {
    const key = requestKey(request);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return counts;
}
