// The effects of a changed request on the rest of the composer's state. Pure.
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import type { ComposerState } from './composer-store.ts';
import { type Memory, remember } from './model/remembered-choices.ts';
import type { LoadedRequest } from './replaced-drafts.ts';

/** A request, and what the user chose for its prompt. */
interface RememberedRequest {
  readonly request: GenerationRequest;
  readonly memory: Memory;
}

/**
 * The request after a change by hand, with the change remembered as the user's choice. `chosen` is what the user did, before other fields
 * of `request` were adjusted to it.
 */
export function afterUserEdit(
  { request: before, memory }: RememberedRequest,
  request: GenerationRequest,
  chosen = request,
): RememberedRequest {
  return { request, memory: remember(memory, before, chosen) };
}

/** `loadedRequest`: the request that was last loaded; null when the user wrote the request. */
interface LoadableRequest extends RememberedRequest {
  readonly loadedRequest: LoadedRequest | null;
}

/** The request after a change that the studio made by itself and that loses nothing. A loaded request still counts as loaded. */
export function afterStudioRepair(now: LoadableRequest, request: GenerationRequest): LoadableRequest {
  const { loadedRequest } = now;
  return {
    ...afterUserEdit(now, request),
    loadedRequest: loadedRequest?.request === now.request ? { ...loadedRequest, request } : loadedRequest,
  };
}

/** The known files with newer records of some of them, by reference id. */
export const withReferences = (known: ReadonlyMap<number, Reference>, more: readonly Reference[]): ReadonlyMap<number, Reference> =>
  new Map([...known, ...more.map((reference) => [reference.id, reference] as const)]);

/** The references with the files at two positions swapped: the roles stay where they are. The same list if a position does not exist. */
export function withSwappedFiles(references: GenerationRequest['references'], from: number, to: number): GenerationRequest['references'] {
  const [a, b] = [references[from], references[to]];
  if (a === undefined || b === undefined) return references;
  return references.map((use, index) => {
    if (index === from) return { role: a.role, referenceId: b.referenceId };
    return index === to ? { role: b.role, referenceId: a.referenceId } : use;
  });
}

/** Resets the number of variations for a new request in the composer: the user has not chosen to pay several times for it. */
export const nextStart = ({ startCount }: Pick<ComposerState, 'startCount'>): Pick<ComposerState, 'variations' | 'startCount'> => ({
  variations: 1,
  startCount: startCount + 1,
});
