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
  state: Pick<ComposerState, 'request' | 'memory' | 'loadedRequest' | 'references' | 'problems'>,
  ids: readonly number[],
  records: readonly Reference[],
): Partial<ComposerState> {
  const references = withReferences(state.references, records);
  const missingIds = ids.filter((id) => !records.some((reference) => reference.id === id));
  if (missingIds.length === 0) return { references };
  const request = { ...state.request, references: state.request.references.filter(({ referenceId }) => !missingIds.includes(referenceId)) };
  return {
    references,
    ...afterStudioRepair(state, request),
    problems: [...state.problems, problemOf({ kind: 'reference-file-missing', name: '' })],
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
