// Validates a request before it becomes a task, with the same rules for a single request and for each request of a batch.
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest, Reference } from '../../../shared/generation.ts';
import { checkRequest } from '../../../shared/models/index.ts';
import type { ReferenceService } from '../references/reference-service.ts';

/**
 * Returns the error that blocks a request; null if there is none. The error contains all issues, or names a reference that is unknown or
 * whose file is missing. `sendAnyway`: the user has read the advisory issues, so they do not block.
 */
export async function validateRequest(
  references: Pick<ReferenceService, 'get' | 'hasFile'>,
  request: GenerationRequest,
  sendAnyway: boolean,
): Promise<AppError | null> {
  const referencesById = new Map<number, Reference>();
  for (const { referenceId } of request.references) {
    const reference = references.get(referenceId);
    if (reference === null) return { kind: 'unknown-item', what: 'reference' };
    if (!(await references.hasFile(referenceId))) return { kind: 'reference-file-missing', name: reference.name };
    referencesById.set(referenceId, reference);
  }
  const issues = checkRequest(request, referencesById);
  const isBlocked = issues.some((issue) => issue.level === 'block') || (issues.length > 0 && !sendAnyway);
  return isBlocked
    ? { kind: 'request-blocked', issues: issues.map(({ field, code, values }) => ({ field, code, values: { ...values } })) }
    : null;
}
