// Whether a line can be sent, and how many of a batch can.
import type { GenerationRequest, Reference } from '../generation.ts';
import { advisoryIssues, blockingIssues, checkRequest, type Issue } from '../models/index.ts';
import type { BatchLine } from './batch-line.ts';
import type { LineProblem } from './batch-problem.ts';

export type LineStatus =
  | { readonly kind: 'ready' }
  /** Can be sent, after the person has seen what is doubtful. */
  | { readonly kind: 'advised'; readonly advice: readonly Issue[] }
  /** `issues`: what stops it, after what lies behind it: of a model nobody knows, every other complaint is a guess. */
  | { readonly kind: 'stopped'; readonly problems: readonly LineProblem[]; readonly issues: readonly Issue[] }
  /** Its files are being read. */
  | { readonly kind: 'reading' }
  /** Handed over before, exactly like this. */
  | { readonly kind: 'sent' };

export interface EvaluatedLine extends BatchLine {
  readonly status: LineStatus;
}

/** How often each request was handed over; the same spelling of a request is the same request. */
export type SentRequests = ReadonlyMap<string, number>;
const requestKey = (request: GenerationRequest): string => JSON.stringify(request);

function standingOf(line: BatchLine, references: ReadonlyMap<number, Reference>): LineStatus {
  const issues = checkRequest(line.request, references);
  const stranger = issues.filter(({ code }) => code === 'model-unknown');
  if (line.problems.length > 0) return { kind: 'stopped', problems: line.problems, issues: stranger };
  if (line.unread > 0) return { kind: 'reading' };
  const stops = blockingIssues(issues);
  if (stops.length > 0) return { kind: 'stopped', problems: [], issues: [...stranger, ...stops] };
  const doubts = advisoryIssues(issues);
  return doubts.length > 0 ? { kind: 'advised', advice: doubts } : { kind: 'ready' };
}

/**
 * Looks at every line. What was sent before is not ready again by itself: a file with one bad line is sent without it, mended and read
 * once more, and its other lines must not be paid for twice. Each sending covers as many lines as there were tasks of that request.
 */
export function evaluateLines(
  lines: readonly BatchLine[],
  references: ReadonlyMap<number, Reference>,
  sent: SentRequests,
): readonly EvaluatedLine[] {
  const left = new Map(sent);
  return lines.map((line) => {
    const status = standingOf(line, references);
    const spelling = requestKey(line.request);
    const before = left.get(spelling) ?? 0;
    if ((status.kind === 'ready' || status.kind === 'advised') && before >= line.count) {
      left.set(spelling, before - line.count);
      return { ...line, status: { kind: 'sent' } };
    }
    return { ...line, status };
  });
}

/** Lines counted in tasks, by how they stand. */
export function countByStatus(lines: readonly EvaluatedLine[]): Readonly<Record<LineStatus['kind'], number>> {
  const counts = { ready: 0, advised: 0, stopped: 0, reading: 0, sent: 0 };
  for (const { status, count } of lines) counts[status.kind] += count;
  return counts;
}

/** The lines that one press sends: what is ready, and with "send anyway" also what is doubtful. */
export const linesToSend = (lines: readonly EvaluatedLine[], sendAnyway: boolean): readonly EvaluatedLine[] =>
  lines.filter(({ status: { kind } }) => kind === 'ready' || (sendAnyway && kind === 'advised'));

/** What was sent, with these lines added to it. */
export function markSent(sent: SentRequests, lines: readonly BatchLine[]): SentRequests {
  const all = new Map(sent);
  for (const { request, count } of lines) {
    const spelling = requestKey(request);
    all.set(spelling, (all.get(spelling) ?? 0) + count);
  }
  return all;
}
