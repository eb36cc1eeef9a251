// The state of the composer: one request, the files it names, and messages about them. It lives as long as the window, so changing the
// stage loses nothing.
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import { defaultModelId, defaultRequest, type SwitchChange } from '../../../../shared/models/index.ts';
import { type FileProblem, problemsOfRequest } from './file-problems.ts';
import { type RememberedChoices, type RestoredChoice, rememberedChoicesOf } from './model/remembered-choices.ts';
import type { Draft, LoadedRequest } from './replaced-drafts.ts';

/** The changes made by a rule between two fields or by a switch of the model. */
export type StudioChanges =
  | { readonly kind: 'rule'; readonly list: readonly SwitchChange[] }
  | {
      readonly kind: 'switch';
      /** Name of the new model. */
      readonly model: string;
      readonly list: readonly SwitchChange[];
      /** The user's values and files that earlier models could not take and the new model can. */
      readonly restoredChoices: readonly RestoredChoice[];
      /** Id of the previous model, to which Undo switches back. */
      readonly previousModelId: string;
    };

/** Everything that the composer shows, sends and keeps as a draft. */
export interface ComposerState {
  readonly request: GenerationRequest;
  /** The known files by reference id: those that the request names now, and those that it named before. */
  readonly references: ReadonlyMap<number, Reference>;
  /** The task that this request comes from, e.g. by "Use again"; null if none. */
  readonly sourceTaskId: number | null;
  /** The last submitted request, unchanged; replacing it loses nothing. null before the first. */
  readonly submittedRequest: GenerationRequest | null;
  /** When `submittedRequest` was submitted, by `performance.now()`. */
  readonly submittedAtMs: number;
  /** Ids of the tasks that the last submission created. */
  readonly submittedTaskIds: readonly number[];
  /** Unsent drafts that something else, such as "Use again", has replaced; the newest last. */
  readonly replacedDrafts: readonly Draft[];
  /** The request that was last loaded, e.g. by "Use again"; null when the user wrote the request. */
  readonly loadedRequest: LoadedRequest | null;
  /** The video file that this request was read from, and the names of its files that no longer exist; null when there is none. */
  readonly loadedFrom: { readonly file: string; readonly missingReferences: readonly string[] } | null;
  /** True when the request is a task that was taken out of the queue. The task then exists only here, as a draft. */
  readonly isEdit: boolean;
  /** Number of tasks per press. It multiplies the cost, so it never outlives the request it was chosen for. */
  readonly variations: number;
  /** Changes that the studio made automatically; null when the user has dismissed the note about them. */
  readonly changes: StudioChanges | null;
  /** The choices of the user for this prompt, including values that the chosen model cannot take. */
  readonly memory: RememberedChoices;
  readonly problems: readonly FileProblem[];
  /** Ids of the additions in progress for this request: drops, pastes, URLs, frames. Removing an id from the list cancels its addition. */
  readonly additionIds: readonly number[];
  /**
   * Action id of the next press of Generate. It changes only after tasks were created, or when the request or the number of variations
   * changes. Until then, another press is the same press, which main performs once.
   */
  readonly actionId: string;
  /** True while a submission is in progress. */
  readonly isSubmitting: boolean;
  /** Why the last press was refused; null after any change of the request. */
  readonly sendError: AppError | null;
  /** True while the prompt is the untouched example. */
  readonly isExample: boolean;
  /** True as soon as the user, or the restored draft, has filled the composer: from then on it is saved as a draft. */
  readonly isDirty: boolean;
  /**
   * How many times a new request was started in the composer. A number of variations that was chosen for an earlier request no longer
   * applies.
   */
  readonly requestCount: number;
}

const firstRequest = defaultRequest(defaultModelId);

/**
 * The store of the composer. `edit-request.ts`, `switch-model.ts` and `load-request.ts` change the request. The modules that add files, fix
 * pictures and submit set their own fields directly.
 */
export const useComposer = create<ComposerState>(() => ({
  request: firstRequest,
  memory: rememberedChoicesOf(firstRequest),
  references: new Map(),
  sourceTaskId: null,
  submittedRequest: null,
  submittedAtMs: Number.NEGATIVE_INFINITY,
  submittedTaskIds: [],
  replacedDrafts: [],
  loadedRequest: null,
  loadedFrom: null,
  isEdit: false,
  variations: 1,
  changes: null,
  problems: [],
  additionIds: [],
  actionId: crypto.randomUUID(),
  isSubmitting: false,
  sendError: null,
  isExample: false,
  isDirty: false,
  requestCount: 0,
}));

const { setState } = useComposer;

// A changed request gets a new action id: submitting it is not a repetition of the last press.
useComposer.subscribe((current, previous) => {
  const needsNewActionId = current.request !== previous.request || current.variations !== previous.variations;
  if (needsNewActionId && current.actionId === previous.actionId) setState({ actionId: crypto.randomUUID() });
});

// The problems of a picture disappear when the picture is removed in any way.
useComposer.subscribe((current, previous) => {
  if (current.request.references === previous.request.references) return;
  const problems = problemsOfRequest(current.problems, current.request);
  if (problems !== current.problems) setState({ problems });
});

/** Replaces the request after a change by the user, and sets the fields in `more`. Earlier messages about the request no longer apply. */
export function updateRequest(request: GenerationRequest, more: Partial<ComposerState> = {}): void {
  setState({ request, sendError: null, isDirty: true, ...more });
}
