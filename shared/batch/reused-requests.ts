// The lines of a batch that repeats earlier requests. Equal requests share a line, whose count says how many there were.
import type { GenerationRequest, Reference } from '../generation.ts';
import { batchMaxVariations } from './batch-limits.ts';
import type { BatchLine } from './batch-line.ts';

/**
 * Returns one line for each distinct request, in order of first appearance. Equal requests above a line's maximum count get further lines.
 */
export function reusedLines(requests: readonly GenerationRequest[]): readonly BatchLine[] {
  const byText = new Map<string, { readonly request: GenerationRequest; count: number }>();
  for (const request of requests) {
    const text = JSON.stringify(request);
    const line = byText.get(text);
    if (line === undefined) byText.set(text, { request, count: 1 });
    else line.count += 1;
  }
  const portions = [...byText.values()].flatMap(({ request, count }) =>
    Array.from({ length: Math.ceil(count / batchMaxVariations) }, (_, at) => ({
      request,
      count: Math.min(batchMaxVariations, count - at * batchMaxVariations),
    })),
  );
  return portions.map((portion, at) => ({ lineNumber: at + 1, ...portion, changes: [], problems: [], unreadFileCount: 0 }));
}

/** Returns the requests without files that no longer exist, like "Use again" of one request, and how many requests lost a file. */
export function withoutLostFiles(
  requests: readonly GenerationRequest[],
  references: ReadonlyMap<number, Reference>,
): { readonly requests: readonly GenerationRequest[]; readonly incompleteCount: number } {
  let incompleteCount = 0;
  const usableRequests = requests.map((request) => {
    const existingReferences = request.references.filter(({ referenceId }) => references.has(referenceId));
    if (existingReferences.length === request.references.length) return request;
    incompleteCount += 1;
    return { ...request, references: existingReferences };
  });
  return { requests: usableRequests, incompleteCount };
}
