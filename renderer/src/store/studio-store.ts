// The window's main store: the mirror of main, the library's index and records, and the visible stage. Task state comes from main only.
import { create } from 'zustand';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { LibraryItem, StudioStatus } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { emptyIndex, type LibraryIndex } from './index-mirror.ts';
import type { Mirror } from './state-mirror.ts';

/** A view that the stage can show. The composer is a panel beside every stage. */
export type Stage =
  | { readonly kind: 'library' }
  | { readonly kind: 'queue' }
  /** `keyOf`: the profile whose key is to be replaced; its dialog opens. */
  | { readonly kind: 'settings'; readonly keyOf?: number }
  | { readonly kind: 'batch' }
  /** Everything known about the models; `modelId` is the one shown in detail, null for the table alone. */
  | { readonly kind: 'models'; readonly modelId: string | null }
  | { readonly kind: 'player'; readonly resultId: number };

/** A request from outside to change the composer. */
export interface ComposerCommand {
  readonly request: GenerationRequest;
  /** The task that the request comes from; null when it comes from none. */
  readonly sourceTaskId: number | null;
  readonly target: ComposerTarget;
  /** True if the task itself was taken out of the queue to be edited; false for a copy. */
  readonly isEdit: boolean;
}

/** The part of the composer to which an action takes the user. `field` is a form field, a field of the request body, or `references`. */
export type ComposerTarget =
  | { readonly kind: 'prompt' }
  | { readonly kind: 'field'; readonly field: string }
  /** Fixes the first picture that can be fixed. If the fix needs a question, the user is asked first. */
  | { readonly kind: 'fix-image' }
  /** Opens the list of models. */
  | { readonly kind: 'models' }
  /** Switches the request to this model and shows what changed. */
  | { readonly kind: 'switch'; readonly model: string };

/** The state of the window that several views share. State of a single view is in a store beside that view. */
export interface StudioState {
  /** null until the first page of the first snapshot has arrived. */
  readonly mirror: Mirror | null;
  readonly index: LibraryIndex;
  /** Increases with every change of a library video, and with every snapshot: what was read before may be outdated. */
  readonly libraryRevision: number;
  /** The library records that are loaded, by result id; `library-records.ts` loads them and limits their number. */
  readonly records: ReadonlyMap<number, LibraryItem>;
  /** Results in the index whose records main could not read. They are not requested again until main says that they changed. */
  readonly unreadableRecords: ReadonlySet<number>;
  /** The loaded tasks that are not live; `task-records.ts` loads them and limits their number. */
  readonly taskRecords: ReadonlyMap<number, Task>;
  /** Tasks that main could not read. */
  readonly unreadableTasks: ReadonlySet<number>;
  readonly stage: Stage;
  /** Result ids selected in the library, in the order of their selection. */
  readonly selection: readonly number[];
  /** The request that the composer must apply; null if there is none, and after the composer has applied it. */
  readonly composerCommand: ComposerCommand | null;
  /** Increases when the user asks for the prompt (menu, key). The composer then focuses it and resets the number to 0. */
  readonly promptFocusRequests: number;
}

/** The store of the window. `connectStore` keeps its mirror, index and records current; views set the rest. */
export const useStudio = create<StudioState>(() => ({
  mirror: null,
  index: emptyIndex,
  libraryRevision: 0,
  records: new Map(),
  unreadableRecords: new Set(),
  taskRecords: new Map(),
  unreadableTasks: new Set(),
  stage: { kind: 'library' },
  selection: [],
  composerCommand: null,
  promptFocusRequests: 0,
}));

/** Replaces what the stage shows. The composer and all stores stay as they are. */
export function showStage(stage: Stage): void {
  useStudio.setState({ stage });
}

const promptTarget: ComposerTarget = { kind: 'prompt' };

/** Passes `request` to the composer, e.g. for "Use again", and takes the user to `target`. */
export function fillComposer(
  request: GenerationRequest,
  sourceTaskId: number | null,
  target: ComposerTarget = promptTarget,
  isEdit = false,
): void {
  useStudio.setState((s) => ({
    composerCommand: { request, sourceTaskId, target, isEdit },
    promptFocusRequests: target.kind === 'prompt' ? s.promptFocusRequests + 1 : s.promptFocusRequests,
  }));
}

// Selectors. Each returns the same object until the selected state changes.
/** Main's status: profiles, settings, network, notices. null until the first snapshot. */
export const selectStatus = (s: StudioState): StudioStatus | null => s.mirror?.status ?? null;
/** The profile that the window shows as active, for calls that this profile pays for; null if none is shown. */
export const shownProfileId = (): number | null => selectStatus(useStudio.getState())?.activeProfileId ?? null;
/** All live tasks by id; empty before the first snapshot. Ended tasks that the user has dismissed are not among them. */
export const selectTasks = (s: StudioState): ReadonlyMap<number, Task> => s.mirror?.tasks ?? noTasks;
/** Returns a selector for one live task. It returns undefined when the task is not live. */
export const selectTask =
  (id: number) =>
  (s: StudioState): Task | undefined =>
    s.mirror?.tasks.get(id);
const noTasks: ReadonlyMap<number, Task> = new Map();
