// Which unsent work of the person a ready-made request or prompt replaces in the composer, as pure functions. Work goes to a list, the newest
// last: "Use again" and "Edit" may be pressed several times in a row, and a task that was taken back exists nowhere but in the composer.
import type { GenerationRequest } from '../../../../shared/generation.ts';

/** A whole request with the task it belongs to. */
export interface Draft {
  readonly request: GenerationRequest;
  /** The task it was taken from; null where there is none. */
  readonly sourceTaskId: number | null;
  /** It is that task itself, taken back from the queue, and not a copy of it. */
  readonly isEdit: boolean;
}

/** What the composer holds and the person did not write: it still exists in a task, in a video file or among the prompts. */
export interface LoadedRequest {
  /** The request as it was put there. Any change by the person makes another object, which is their own work. */
  readonly request: GenerationRequest;
  /** Own work that it replaced and that is not in the list: after an earlier prompt or a template, Ctrl+Z in the field brings it back. */
  readonly replaced: Draft | null;
}

/** What `ownWork` needs to know of the composer. */
export interface ComposerWork extends Draft {
  readonly readyMade: LoadedRequest | null;
  /** The request that was sent last. */
  readonly sent: GenerationRequest | null;
  readonly isDirty: boolean;
}

/** The person's own unsent work in the composer; null where nothing would be lost by replacing what it holds. */
export function ownWork({ request, sourceTaskId, isEdit, readyMade, sent, isDirty }: ComposerWork): Draft | null {
  const isReadyMade = readyMade?.request === request;
  const isEmpty = request.prompt.trim() === '' && request.references.length === 0;
  const shown = isDirty && !isEmpty ? { request, sourceTaskId, isEdit } : null;
  const work = isReadyMade ? readyMade.replaced : shown;
  return work?.request === sent ? null : work;
}

const isSame = (a: GenerationRequest, b: GenerationRequest): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The list after `next` replaced what the composer holds. */
export function replacedDraftsAfter(
  next: GenerationRequest,
  now: ComposerWork & { readonly replacedDrafts: readonly Draft[] },
): readonly Draft[] {
  const work = ownWork(now);
  if (work === null || isSame(work.request, next)) return now.replacedDrafts;
  return [...now.replacedDrafts.filter(({ request }) => !isSame(request, work.request)), work];
}

/** The newest of the list, and the list once that was put back. What it replaces becomes the oldest, so that every entry has its turn. */
export function popNewestDraft(now: ComposerWork & { readonly replacedDrafts: readonly Draft[] }): {
  readonly newest: Draft | null;
  readonly replacedDrafts: readonly Draft[];
} {
  const newest = now.replacedDrafts.at(-1) ?? null;
  const work = ownWork(now);
  const others = now.replacedDrafts.slice(0, -1);
  return { newest, replacedDrafts: newest === null || work === null || isSame(work.request, newest.request) ? others : [work, ...others] };
}

/** The list once `request`, which belonged to the task `sourceTaskId`, was sent: a task that was taken back went with it. */
export const withoutSent = (replacedDrafts: readonly Draft[], request: GenerationRequest, sourceTaskId: number | null): readonly Draft[] =>
  replacedDrafts
    .filter((draft) => draft.request !== request)
    .map((draft) => (draft.isEdit && draft.sourceTaskId === sourceTaskId ? { ...draft, sourceTaskId: null, isEdit: false } : draft));
