// The lines of a batch that repeats earlier requests. Equal requests share a line, whose count says how many there were.
import type { GenerationRequest, Reference } from '../generation.ts';
import { batchMaxVariations } from './batch-limits.ts';
import type { BatchLine } from './batch-line.ts';

/** An earlier request, and the task that it is of. */
export interface ReusedRequest {
  readonly request: GenerationRequest;
  readonly taskId: number;
}

/**
 * Returns one line for each distinct request, in order of first appearance. Equal requests above a line's maximum count get further lines.
 */
export function reusedLines(requests: readonly ReusedRequest[]): readonly BatchLine[] {
  const byText = new Map<string, { readonly request: GenerationRequest; readonly taskIds: number[] }>();
  for (const { request, taskId } of requests) {
    const text = JSON.stringify(request);
    const line = byText.get(text);
    if (line === undefined) byText.set(text, { request, taskIds: [taskId] });
    else line.taskIds.push(taskId);
  }
  const portions = [...byText.values()].flatMap(({ request, taskIds }) =>
    Array.from({ length: Math.ceil(taskIds.length / batchMaxVariations) }, (_, at) => ({
      request,
      sourceTaskIds: taskIds.slice(at * batchMaxVariations, (at + 1) * batchMaxVariations),
    })),
  );
  return portions.map((portion, at) => ({
    lineNumber: at + 1,
    count: portion.sourceTaskIds.length,
    ...portion,
    changes: [],
    problems: [],
    unreadFileCount: 0,
  }));
}

/** Returns the requests without files that no longer exist, like "Use again" of one request, and how many requests lost a file. */
export function withoutLostFiles(
  requests: readonly ReusedRequest[],
  references: ReadonlyMap<number, Reference>,
): { readonly requests: readonly ReusedRequest[]; readonly incompleteCount: number } {
  let incompleteCount = 0;
  const usableRequests = requests.map((reused) => {
    const { request } = reused;
    const existingReferences = request.references.filter(({ referenceId }) => references.has(referenceId));
    if (existingReferences.length === request.references.length) return reused;
    incompleteCount += 1;
    return { ...reused, request: { ...request, references: existingReferences } };
  });
  return { requests: usableRequests, incompleteCount };
}
