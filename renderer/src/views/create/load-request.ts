// Loads a request into the composer: "Use again", "Edit", a video file, a saved draft, an earlier prompt, the example.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { messages } from '../../messages.ts';
import { type ComposerState, updateRequest, useComposer } from './composer-store.ts';
import { problemOf } from './file-problems.ts';
import { rememberedChoicesOf } from './model/remembered-choices.ts';
import { readReferences } from './read-references.ts';
import { type Draft, popNewestDraft, replacedDraftsAfter, unsentWork } from './replaced-drafts.ts';
import { afterNewRequest } from './request-changes.ts';

const { getState, setState } = useComposer;

/** Starts a new request with a file from the library, e.g. "Continue from its last frame": resets the number of variations. */
export function startWithFile(): void {
  setState(afterNewRequest);
}

/**
 * Replaces the whole prompt by calling `write`. The number of variations and hidden files of the old prompt are dropped. `as`: `written`
 * when the user wrote some of the new prompt, `ready-made` when they can choose it again unchanged.
 */
export function replacePrompt(write: () => void, as: 'ready-made' | 'written'): void {
  const replacedDraft = unsentWork(getState());
  setState((s) => ({ ...afterNewRequest(s), memory: rememberedChoicesOf(s.request) }));
  write();
  setState(({ request }) => ({ loadedRequest: as === 'written' ? null : { request, replacedDraft } }));
}

type LoadOptions = Pick<ComposerState, 'replacedDrafts' | 'loadedRequest'> & Partial<Pick<ComposerState, 'additionIds' | 'problems'>>;

/** Replaces everything in the composer. Resolves when the files of the request are known as well. */
async function replaceAll(draft: Draft, more: LoadOptions): Promise<void> {
  const { request } = draft;
  const previous = getState();
  updateRequest(request, {
    ...draft,
    loadedFrom: null,
    changes: null,
    // Cancels the additions, because a file that arrives later was meant for the previous request.
    additionIds: [],
    problems: previous.additionIds.length > 0 ? [problemOf({ kind: 'request-replaced' })] : [],
    isExample: false,
    memory: rememberedChoicesOf(request),
    ...afterNewRequest(previous),
    ...more,
  });
  await readReferences(request);
}

/**
 * Loads a whole request: "Use again", "Edit", a video file. Unsent work of the user goes to `replacedDrafts`. Resolves when the files of
 * the request are known too. A task taken out of the queue (`isEdit`) counts as the user's work, since it exists only here from now on.
 */
export async function loadRequest(request: GenerationRequest, sourceTaskId: number | null, isEdit = false): Promise<void> {
  const replacedDrafts = replacedDraftsAfter(request, getState());
  await replaceAll({ request, sourceTaskId, isEdit }, { replacedDrafts, loadedRequest: isEdit ? null : { request, replacedDraft: null } });
}

/** Restores the draft that was saved when the studio was closed. Resolves when the draft's files are known as well. */
export async function restoreDraft(draft: Draft): Promise<void> {
  // The additions in progress continue, because a file that was dropped before the draft was restored is meant for the restored request.
  const { additionIds, problems } = getState();
  await replaceAll(draft, { replacedDrafts: [], loadedRequest: null, additionIds, problems });
}

/** Restores the newest draft that something else had replaced. */
export function restoreNewestDraft(): void {
  const { newest, replacedDrafts } = popNewestDraft(getState());
  if (newest !== null) void replaceAll(newest, { replacedDrafts, loadedRequest: null });
}

/** Dismisses the note about a task that was taken out of the queue. From then on, the task's draft is treated like any other. */
export function dismissEditNote(): void {
  setState({ isEdit: false });
}

/** Loads the request that a video file carries in its tags. `missingReferences`: names of its files that no longer exist. */
export async function loadFromVideo(request: GenerationRequest, file: string, missingReferences: readonly string[]): Promise<void> {
  const loading = loadRequest(request, null);
  setState({ loadedFrom: { file, missingReferences } });
  await loading;
}

/** Dismisses the note about the video file that the request comes from. */
export function dismissLoadedFrom(): void {
  setState({ loadedFrom: null });
}

/** Drops the newest replaced draft. */
export function dropNewestDraft(): void {
  setState(({ replacedDrafts }) => ({ replacedDrafts: replacedDrafts.slice(0, -1) }));
}

/** Fills in the example prompt at the very first start. A typed prompt stays; an example in another language is replaced. */
export function fillExamplePrompt(): void {
  const { request, isExample } = getState();
  if (request.prompt === '' || isExample) setState({ request: { ...request, prompt: messages.composer.examplePrompt }, isExample: true });
}
