// The window's one store: the mirror of main, the library's index and records, and what the person looks at. No task state is invented here.
import { create } from 'zustand';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { LibraryItem, StudioStatus } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { emptyIndex, type LibraryIndex } from './index-mirror.ts';
import type { Mirror } from './state-mirror.ts';

/** What the stage shows. The composer is a panel beside every stage. */
export type Stage =
  | { readonly kind: 'library' }
  | { readonly kind: 'queue' }
  /** `keyOf`: the profile whose key is to be replaced; its dialog opens. */
  | { readonly kind: 'settings'; readonly keyOf?: number }
  | { readonly kind: 'batch' }
  /** Everything known about the models; `modelId` is the one looked at closely. */
  | { readonly kind: 'models'; readonly modelId: string | null }
  | { readonly kind: 'player'; readonly resultId: number };

/** Something that asks the composer to change from outside. */
export interface ComposerCommand {
  readonly request: GenerationRequest;
  readonly sourceTaskId: number | null;
  readonly target: ComposerTarget;
  /** It is no copy: the task itself left the queue for this. */
  readonly isEdit: boolean;
}

/** Where the person is led in the composer. `field` is one of the form, of the wire, or `references`. */
export type ComposerTarget =
  | { readonly kind: 'prompt' }
  | { readonly kind: 'field'; readonly field: string }
  /** The first picture that can be brought into shape is: with the question where there is one. */
  | { readonly kind: 'fix-image' }
  /** The list of models is opened. */
  | { readonly kind: 'models' }
  /** The request is moved to this model, and what changed is said. */
  | { readonly kind: 'switch'; readonly model: string };

export interface StudioState {
  readonly mirror: Mirror | null;
  readonly index: LibraryIndex;
  /** Records of the library that are known now, by result id; bounded by `library-records.ts`. */
  readonly records: ReadonlyMap<number, LibraryItem>;
  readonly stage: Stage;
  /** Results selected in the library, in the order they were selected. */
  readonly selection: readonly number[];
  /** null as soon as the composer has taken it. */
  readonly composerCommand: ComposerCommand | null;
  /** Counts up when the person asks for the prompt (menu, key): the composer focuses it, and begins at 0 again. */
  readonly promptFocusRequests: number;
}

export const useStudio = create<StudioState>(() => ({
  mirror: null,
  index: emptyIndex,
  records: new Map(),
  stage: { kind: 'library' },
  selection: [],
  composerCommand: null,
  promptFocusRequests: 0,
}));

/** Shows a stage. */
export function showStage(stage: Stage): void {
  useStudio.setState({ stage });
}

const atPrompt: ComposerTarget = { kind: 'prompt' };

/** Fills the composer, e.g. by "Use again", and leads to what is to be changed there. */
export function fillComposer(
  request: GenerationRequest,
  sourceTaskId: number | null,
  aim: ComposerTarget = atPrompt,
  isEdit = false,
): void {
  useStudio.setState((s) => ({
    composerCommand: { request, sourceTaskId, target: aim, isEdit },
    promptFocusRequests: aim.kind === 'prompt' ? s.promptFocusRequests + 1 : s.promptFocusRequests,
  }));
}

// Selectors. Each gives back something that keeps its identity while nothing it shows has changed.
export const selectStatus = (s: StudioState): StudioStatus | null => s.mirror?.status ?? null;
/** The profile that the window shows as the active one, for calls that it pays for; null where it shows none. */
export const shownProfileId = (): number | null => selectStatus(useStudio.getState())?.activeProfileId ?? null;
export const selectTasks = (s: StudioState): ReadonlyMap<number, Task> => s.mirror?.tasks ?? noTasks;
export const selectTask =
  (id: number) =>
  (s: StudioState): Task | undefined =>
    s.mirror?.tasks.get(id);
const noTasks: ReadonlyMap<number, Task> = new Map();
