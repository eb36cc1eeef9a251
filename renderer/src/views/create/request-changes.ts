// The effects of a changed request on the rest of the composer's state. Pure.
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import type { ComposerState } from './composer-store.ts';
import { type RememberedChoices, rememberChoice } from './model/remembered-choices.ts';
import type { LoadedRequest } from './replaced-drafts.ts';

/** A request, and the choices of the user that are remembered for it. */
interface RememberedRequest {
  readonly request: GenerationRequest;
  readonly memory: RememberedChoices;
}

/**
 * Returns the state after the user changed the request, and remembers the change as the user's choice. `chosen`: the request with only that
 * change, before other fields of `request` were adjusted to it.
 */
export function afterUserEdit(
  { request: before, memory }: RememberedRequest,
  request: GenerationRequest,
  chosen = request,
): RememberedRequest {
  return { request, memory: rememberChoice(memory, before, chosen) };
}

/** `loadedRequest`: the request that was last loaded; null when the user wrote the request. */
interface LoadableRequest extends RememberedRequest {
  readonly loadedRequest: LoadedRequest | null;
}

/**
 * Returns the state after the studio itself changed the request, e.g. removed a file that no longer exists. A loaded request still counts
 * as loaded.
 */
export function afterStudioRepair(state: LoadableRequest, request: GenerationRequest): LoadableRequest {
  const { loadedRequest } = state;
  return {
    ...afterUserEdit(state, request),
    loadedRequest: loadedRequest?.request === state.request ? { ...loadedRequest, request } : loadedRequest,
  };
}

/** Returns the known files by reference id, with the records in `more` added or replaced. */
export const withReferences = (references: ReadonlyMap<number, Reference>, more: readonly Reference[]): ReadonlyMap<number, Reference> =>
  new Map([...references, ...more.map((reference) => [reference.id, reference] as const)]);

/**
 * Returns the references with the files at two positions swapped, while the roles stay in place; the same list if a position does not
 * exist.
 */
export function withSwappedFiles(references: GenerationRequest['references'], from: number, to: number): GenerationRequest['references'] {
  const [a, b] = [references[from], references[to]];
  if (a === undefined || b === undefined) return references;
  return references.map((use, index) => {
    if (index === from) return { role: a.role, referenceId: b.referenceId };
    return index === to ? { role: b.role, referenceId: a.referenceId } : use;
  });
}

/** Returns the state for a new request in the composer: one variation, because the user has not chosen to pay several times for it. */
export const afterNewRequest = ({
  requestCount,
}: Pick<ComposerState, 'requestCount'>): Pick<ComposerState, 'variations' | 'requestCount'> => ({
  variations: 1,
  requestCount: requestCount + 1,
});
