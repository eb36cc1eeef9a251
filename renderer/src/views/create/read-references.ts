// Loads the records of the reference files of a request that was loaded into the composer.
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import { call } from '../../api.ts';
import { type ComposerState, useComposer } from './composer-store.ts';
import { problemOf } from './file-problems.ts';
import { afterStudioRepair, withReferences } from './request-changes.ts';

const { setState } = useComposer;

/**
 * Returns the state after the records `found` of the files `ids` were loaded. A file without a record no longer exists: it is removed from
 * the request, with a problem.
 */
export function applyReferenceRecords(
  now: Pick<ComposerState, 'request' | 'memory' | 'loadedRequest' | 'references' | 'problems'>,
  ids: readonly number[],
  found: readonly Reference[],
): Partial<ComposerState> {
  const references = withReferences(now.references, found);
  const missing = ids.filter((id) => !found.some((reference) => reference.id === id));
  if (missing.length === 0) return { references };
  const request = { ...now.request, references: now.request.references.filter(({ referenceId }) => !missing.includes(referenceId)) };
  return {
    references,
    ...afterStudioRepair(now, request),
    problems: [...now.problems, problemOf({ kind: 'reference-file-missing', name: '' })],
  };
}

/** Loads the records of the files that `request` names. A failure is a problem as long as the composer still names one of these files. */
export async function readReferences({ references }: GenerationRequest): Promise<void> {
  const ids = [...new Set(references.map(({ referenceId }) => referenceId))];
  if (ids.length === 0) return;
  const result = await call('references.records', { ids });
  if (result.ok) {
    setState((s) => applyReferenceRecords(s, ids, result.value.references));
    return;
  }
  const { error } = result;
  // The error concerns only these files: another request may have replaced this one.
  setState((s) =>
    s.request.references.some(({ referenceId }) => ids.includes(referenceId)) ? { problems: [...s.problems, problemOf(error)] } : {},
  );
}
