// Keeps the unsent work that a loaded request or prompt replaces in the composer. Replaced work goes to a list, the newest last: "Use again"
// and "Edit" may be pressed several times in a row, and a task taken out of the queue exists nowhere else. Pure.
import type { GenerationRequest } from '../../../../shared/generation.ts';

/** A whole request with the task that it belongs to. */
export interface Draft {
  readonly request: GenerationRequest;
  /** The task it comes from; null if none. */
  readonly sourceTaskId: number | null;
  /** The draft is that task itself, taken out of the queue, not a copy. */
  readonly isEdit: boolean;
}

/** A request that was loaded into the composer, not written there: it still exists in a task, in a video file or among the prompts. */
export interface LoadedRequest {
  /** The request as it was loaded. Any change by the user makes another object, which is their own work. */
  readonly request: GenerationRequest;
  /**
   * The user's work that it replaced and that is not in the list: after an earlier prompt or a template, Ctrl+Z in the field restores
   * it.
   */
  readonly replaced: Draft | null;
}

/** The state of the composer that `unsentWork` decides by. */
interface ComposerWork extends Draft {
  /** null when the user wrote the request. */
  readonly loadedRequest: LoadedRequest | null;
  /** The last submitted request. */
  readonly submittedRequest: GenerationRequest | null;
  readonly isDirty: boolean;
}

/** The user's unsent work in the composer; null when replacing it would lose nothing. */
export function unsentWork({ request, sourceTaskId, isEdit, loadedRequest, submittedRequest, isDirty }: ComposerWork): Draft | null {
  const isLoaded = loadedRequest?.request === request;
  const isEmpty = request.prompt.trim() === '' && request.references.length === 0;
  const shown = isDirty && !isEmpty ? { request, sourceTaskId, isEdit } : null;
  const work = isLoaded ? loadedRequest.replaced : shown;
  return work?.request === submittedRequest ? null : work;
}

const isSameRequest = (a: GenerationRequest, b: GenerationRequest): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The list after `next` has replaced what the composer holds. */
export function replacedDraftsAfter(
  next: GenerationRequest,
  now: ComposerWork & { readonly replacedDrafts: readonly Draft[] },
): readonly Draft[] {
  const work = unsentWork(now);
  if (work === null || isSameRequest(work.request, next)) return now.replacedDrafts;
  return [...now.replacedDrafts.filter(({ request }) => !isSameRequest(request, work.request)), work];
}

/**
 * Returns the newest draft of the list, and the list after it was restored. The draft that it replaces becomes the oldest, so repeated
 * restores go through all entries.
 */
export function popNewestDraft(now: ComposerWork & { readonly replacedDrafts: readonly Draft[] }): {
  readonly newest: Draft | null;
  readonly replacedDrafts: readonly Draft[];
} {
  const newest = now.replacedDrafts.at(-1) ?? null;
  const work = unsentWork(now);
  const others = now.replacedDrafts.slice(0, -1);
  return {
    newest,
    replacedDrafts: newest === null || work === null || isSameRequest(work.request, newest.request) ? others : [work, ...others],
  };
}

/**
 * The list after `request` of the task `sourceTaskId` was sent. That request is removed. Another draft that was this task, taken out of the
 * queue, stays as a request without a task, because the task has been submitted.
 */
export const withoutSent = (replacedDrafts: readonly Draft[], request: GenerationRequest, sourceTaskId: number | null): readonly Draft[] =>
  replacedDrafts
    .filter((draft) => draft.request !== request)
    .map((draft) => (draft.isEdit && draft.sourceTaskId === sourceTaskId ? { ...draft, sourceTaskId: null, isEdit: false } : draft));
