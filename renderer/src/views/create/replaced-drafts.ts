// Keeps the unsent drafts that a loaded request or prompt replaces in the composer. They form a list, the newest last, because "Use again"
// and "Edit" may be pressed several times in a row, and a task that was taken out of the queue exists nowhere else. Pure.
import type { GenerationRequest } from '../../../../shared/generation.ts';

/** A request of the composer, with the task that it comes from. */
export interface Draft {
  readonly request: GenerationRequest;
  /** The id of the task; null if there is none. */
  readonly sourceTaskId: number | null;
  /** True when the draft is the task itself, taken out of the queue to be edited; false when it is a copy. */
  readonly isEdit: boolean;
}

/** A request that was loaded into the composer, not written there: it still exists in a task, in a video file or among the prompts. */
export interface LoadedRequest {
  /** The request as it was loaded. A change by the user creates another object, which counts as the user's work. */
  readonly request: GenerationRequest;
  /**
   * The user's unsent work that the request replaced, if it is not in the list; null otherwise. An earlier prompt or a template does not
   * put the replaced work into the list, because Ctrl+Z in the field restores it.
   */
  readonly replacedDraft: Draft | null;
}

/** The part of the composer's state on which `unsentWork` depends. */
interface ComposerWork extends Draft {
  /** The last loaded request; null when the user wrote the request. */
  readonly loadedRequest: LoadedRequest | null;
  /** The last submitted request. */
  readonly submittedRequest: GenerationRequest | null;
  readonly isDirty: boolean;
}

/** Returns the user's unsent work; null when replacing the request would lose nothing. */
export function unsentWork({ request, sourceTaskId, isEdit, loadedRequest, submittedRequest, isDirty }: ComposerWork): Draft | null {
  const isUnchangedSinceLoad = loadedRequest?.request === request;
  const isEmpty = request.prompt.trim() === '' && request.references.length === 0;
  const composerDraft = isDirty && !isEmpty ? { request, sourceTaskId, isEdit } : null;
  const work = isUnchangedSinceLoad ? loadedRequest.replacedDraft : composerDraft;
  return work?.request === submittedRequest ? null : work;
}

const isSameRequest = (a: GenerationRequest, b: GenerationRequest): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Returns the list as it is after `next` has replaced the request in the composer. */
export function replacedDraftsAfter(
  next: GenerationRequest,
  composer: ComposerWork & { readonly replacedDrafts: readonly Draft[] },
): readonly Draft[] {
  const work = unsentWork(composer);
  if (work === null || isSameRequest(work.request, next)) return composer.replacedDrafts;
  return [...composer.replacedDrafts.filter(({ request }) => !isSameRequest(request, work.request)), work];
}

/**
 * Returns the newest draft of the list, and the list after it was restored. Unsent work that it replaces becomes the oldest draft,
 * so repeated restores go through all entries.
 */
export function popNewestDraft(composer: ComposerWork & { readonly replacedDrafts: readonly Draft[] }): {
  readonly newest: Draft | null;
  readonly replacedDrafts: readonly Draft[];
} {
  const newest = composer.replacedDrafts.at(-1) ?? null;
  const work = unsentWork(composer);
  const others = composer.replacedDrafts.slice(0, -1);
  return {
    newest,
    replacedDrafts: newest === null || work === null || isSameRequest(work.request, newest.request) ? others : [work, ...others],
  };
}

/**
 * Returns the list as it is after `request`, which came from the task `sourceTaskId`, was sent. Drafts of this request are removed. Any
 * other draft that is an edit of the task loses its connection with the task, because the task has been submitted.
 */
export const withoutSent = (replacedDrafts: readonly Draft[], request: GenerationRequest, sourceTaskId: number | null): readonly Draft[] =>
  replacedDrafts
    .filter((draft) => draft.request !== request)
    .map((draft) => (draft.isEdit && draft.sourceTaskId === sourceTaskId ? { ...draft, sourceTaskId: null, isEdit: false } : draft));
