// What the composer holds: one request, the files it names, and messages about them. It lives as long as the window, so changing the stage
// loses nothing.
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest, Reference, ReferenceRole } from '../../../../shared/generation.ts';
import { defaultModelId, defaultRequest, findModel, resolveConflicts, type SwitchChange } from '../../../../shared/models/index.ts';
import type { ErrorText } from '../../../../shared/text/index.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import type { PictureProblem } from '../../picture-worker/picture-messages.ts';
import { type Memory, memoryOf, type RestoredChoice, remember, switchWithMemory } from './model/remembered-choices.ts';
import { type Draft, type LoadedRequest, ownWork, popNewestDraft, replacedDraftsAfter } from './replaced-drafts.ts';

/** The model accepts no more files of this kind. */
interface NoOpenSlot {
  readonly kind: 'no-room';
  readonly name: string;
  readonly model: string;
}

/** A frame of a stored video could not be decoded. */
export interface FrameFailed {
  readonly kind: 'frame-failed';
}

/** The picture could not be changed into what the model needs. */
interface UnfixablePicture {
  readonly kind: 'unfixable';
  readonly name: string;
  readonly why: PictureProblem;
}

/** A URL whose host may be in a private network: it is fetched only with the user's permission. */
export interface AddressNeedsPermission {
  readonly kind: 'address-asks';
  readonly host: string;
  readonly url: string;
  /** Where the file should go: into a role, in place of another file, or into any open slot (null). */
  readonly wanted: ReferenceRole | { readonly replaces: number } | null;
}

/** Something dropped, or a typed URL, that cannot become a file. */
interface DropRefused {
  readonly kind: 'drop-refused';
  readonly why: 'no-picture' | 'address-too-long';
}

/** A file that was still being added when another request replaced the one it was meant for. */
interface LeftOut {
  readonly kind: 'left-out';
}

/** A problem with a file, shown beside the slots until it is dismissed. */
export interface FileProblem {
  /** Identifies the problem in this window, for `dismissProblem`. */
  readonly stamp: number;
  /** Id of the reference it is about; the problem disappears when the request no longer names it. null for a file that was never added. */
  readonly about: number | null;
  readonly what: AppError | NoOpenSlot | FrameFailed | UnfixablePicture | AddressNeedsPermission | DropRefused | LeftOut;
}

/** What a rule between two fields, or a switch of the model, has changed. */
export type StudioChanges =
  | { readonly kind: 'rule'; readonly list: readonly SwitchChange[] }
  | {
      readonly kind: 'switch';
      /** Name of the new model. */
      readonly model: string;
      readonly list: readonly SwitchChange[];
      /** The user's values and files that the earlier models could not take and this one can. */
      readonly returned: readonly RestoredChoice[];
      /** Id of the previous model, for Undo. */
      readonly cameFrom: string;
    };

/** Everything that the composer shows, sends and keeps as a draft. */
export interface ComposerState {
  readonly request: GenerationRequest;
  /** The known files: those that the request names, and those that it named before. By reference id. */
  readonly references: ReadonlyMap<number, Reference>;
  /** The task that this request comes from, e.g. by "Use again"; null if none. */
  readonly sourceTaskId: number | null;
  /** The last submitted request, unchanged; replacing it loses nothing. null before the first. */
  readonly sent: GenerationRequest | null;
  /** When it was submitted, by `performance.now()`. */
  readonly sentAtMs: number;
  /** Ids of the tasks that the last submission created. */
  readonly sentIds: readonly number[];
  /** Unsent drafts that something else, such as "Use again", has replaced; the newest last. */
  readonly replacedDrafts: readonly Draft[];
  /** What was last loaded, e.g. by "Use again"; null when the user wrote the request. */
  readonly readyMade: LoadedRequest | null;
  /** The video file that this request was read from, and the names of its files that no longer exist; null when there is none. */
  readonly loadedFrom: { readonly file: string; readonly missingReferences: readonly string[] } | null;
  /** The request is a task that was taken out of the queue: it exists only here, as a draft. */
  readonly isEdit: boolean;
  /** Number of tasks per press. It multiplies the cost, so it never outlives the request it was chosen for. */
  readonly variations: number;
  /** What the studio has changed by itself; null when the user has dismissed it. */
  readonly changes: StudioChanges | null;
  /** What the user chose for this prompt, including what the chosen model cannot take. */
  readonly memory: Memory;
  readonly problems: readonly FileProblem[];
  /** Ids of the additions in progress for this request: drops, pastes, URLs, frames. Removing an id from the list cancels its addition. */
  readonly adding: readonly number[];
  /**
   * Action id of the next press of Generate. It changes only after tasks were created, or when the order changes. Until then, another press
   * is the same press, which main performs once.
   */
  readonly actionId: string;
  /** A submission is in progress. */
  readonly sending: boolean;
  /** Why the last press was refused; null after any change of the request. */
  readonly sendError: AppError | null;
  /** True while the prompt is the untouched example. */
  readonly isExample: boolean;
  /** True as soon as the user, or the restored draft, has filled the composer: from then on it is saved as a draft. */
  readonly isDirty: boolean;
  /** Increases whenever something else is started. The number of variations chosen before then no longer applies. */
  readonly startCount: number;
}

const firstRequest = defaultRequest(defaultModelId);

/** The store of the composer. The functions of this file change it; others may only read it, or set what a comment there explains. */
export const useComposer = create<ComposerState>(() => ({
  request: firstRequest,
  memory: memoryOf(firstRequest),
  references: new Map(),
  sourceTaskId: null,
  sent: null,
  sentAtMs: Number.NEGATIVE_INFINITY,
  sentIds: [],
  replacedDrafts: [],
  readyMade: null,
  loadedFrom: null,
  isEdit: false,
  variations: 1,
  changes: null,
  problems: [],
  adding: [],
  actionId: crypto.randomUUID(),
  sending: false,
  sendError: null,
  isExample: false,
  isDirty: false,
  startCount: 0,
}));

const { getState, setState } = useComposer;

// Whatever changes the request, the result is another order.
useComposer.subscribe((now, before) => {
  const isOther = now.request !== before.request || now.variations !== before.variations;
  if (isOther && now.actionId === before.actionId) setState({ actionId: crypto.randomUUID() });
});

// Likewise, the problems of a picture disappear with it, however it was removed.
useComposer.subscribe((now, before) => {
  if (now.request.references === before.request.references) return;
  const isNamed = (id: number): boolean => now.request.references.some(({ referenceId }) => referenceId === id);
  const problems = now.problems.filter(({ about }) => about === null || isNamed(about));
  if (problems.length < now.problems.length) setState({ problems });
});

/** Every change by the user goes through here: earlier messages about the request no longer apply. */
function put(request: GenerationRequest, more: Partial<ComposerState> = {}): void {
  setState({ request, sendError: null, isDirty: true, ...more });
}

/**
 * The request after a change by hand, with the change remembered as the user's choice. `chosen` is what the user did, before other fields
 * of `request` were adjusted to it.
 */
export function edited(
  { request: before, memory }: Pick<ComposerState, 'request' | 'memory'>,
  request: GenerationRequest,
  chosen = request,
): Pick<ComposerState, 'request' | 'memory'> {
  return { request, memory: remember(memory, before, chosen) };
}

/** Replaces the whole prompt: typed or undone in its field, or replaced from elsewhere. */
export function writePrompt(prompt: string): void {
  const request = { ...getState().request, prompt };
  // An empty prompt starts something new: what earlier models could not take must not return.
  put(request, prompt === '' ? { isExample: false, memory: memoryOf(request) } : { isExample: false });
}

/** Changes one field. Other fields are adjusted if a rule of the model requires it, and the composer shows that. */
export function change(patch: Partial<GenerationRequest>, field: string): void {
  const chosen = { ...getState().request, ...patch };
  const { request, changes } = resolveConflicts(chosen, field);
  put(request, { ...edited(getState(), request, chosen), changes: changes.length > 0 ? { kind: 'rule', list: changes } : null });
}

/** Sets a model-specific field, or clears it (null). */
export function setParameter(path: string, value: GenerationRequest['parameters'][string] | null): void {
  const { [path]: _old, ...others } = getState().request.parameters;
  change({ parameters: value === null ? others : { ...others, [path]: value } }, path);
}

/**
 * Switches to another model. Values and files that it cannot take are remembered and return with a model that can; `changes` then lists the
 * differences. Does nothing for the current model.
 */
export function chooseModel(id: string): void {
  const now = getState();
  if (id === now.request.model) return;
  const { request, memory, changes, returned } = switchWithMemory(now.memory, now.request, id, now.references);
  const said = changes.length + returned.length > 0;
  // The new model may have a slot for what the old one had none for.
  const problems = now.problems.filter(({ what }) => what.kind !== 'no-room');
  put(request, {
    memory,
    changes: said ? { kind: 'switch', model: findModel(id)?.name ?? id, list: changes, returned, cameFrom: now.request.model } : null,
    problems,
  });
}

/** Undoes the last switch of the model with everything it removed. Later choices by hand stay. */
export function undoSwitch(): void {
  const { changes } = getState();
  if (changes?.kind !== 'switch') return;
  chooseModel(changes.cameFrom);
  setState({ changes: null });
}

/** Replaces the reference list of the request, as a choice by the user. */
export function setReferences(references: GenerationRequest['references']): void {
  const now = getState();
  const request = { ...now.request, references: [...references] };
  put(request, edited(now, request));
}

/** Removes the reference at this position of the request's list. The file itself stays stored. */
export function removeReference(at: number): void {
  setReferences(getState().request.references.filter((_, index) => index !== at));
}

/** Swaps the files at two positions; the roles stay where they are. */
export function swapReferences(from: number, to: number): void {
  const { references } = getState().request;
  const [a, b] = [references[from], references[to]];
  if (a === undefined || b === undefined) return;
  setReferences(
    references.map((use, at) => {
      if (at === from) return { role: a.role, referenceId: b.referenceId };
      return at === to ? { role: b.role, referenceId: a.referenceId } : use;
    }),
  );
}

/** Gives the reference at this position another role, e.g. the last frame instead of the first. */
export function assignRole(at: number, role: ReferenceRole): void {
  setReferences(getState().request.references.map((use, index) => (index === at ? { ...use, role } : use)));
}

/** Sets how many tasks the next press creates. */
export function setVariations(variations: number): void {
  setState({ variations });
}

/** Back to one task per press: nobody chose to pay several times for what starts now. */
const begin = ({ startCount }: ComposerState): Pick<ComposerState, 'variations' | 'startCount'> => ({
  variations: 1,
  startCount: startCount + 1,
});

/** Something else starts with a file of what is shown, e.g. "Continue from its last frame". */
export function beginWithFile(): void {
  setState(begin);
}

/**
 * Replaces the whole prompt by calling `write`. The number of variations and hidden files of the old prompt are dropped. `as`: whether the
 * user wrote some of the new prompt, or can choose it again unchanged.
 */
export function replacePrompt(write: () => void, as: 'ready-made' | 'written'): void {
  const replaced = ownWork(getState());
  setState((s) => ({ ...begin(s), memory: memoryOf(s.request) }));
  write();
  setState(({ request }) => ({ readyMade: as === 'written' ? null : { request, replaced } }));
}

/** Dismisses the note about changes that the studio made. */
export function acknowledgeChanges(): void {
  setState({ changes: null });
}

/** Removes a problem from the list beside the slots: the user has read it. */
export function dismissProblem(stamp: number): void {
  setState((s) => ({ problems: s.problems.filter((problem) => problem.stamp !== stamp) }));
}

type Filling = Pick<ComposerState, 'replacedDrafts' | 'readyMade'> & Partial<Pick<ComposerState, 'adding' | 'problems'>>;

/** Replaces everything in the composer. Resolves when the files of the request are known too. */
async function fill(draft: Draft, more: Filling): Promise<void> {
  const { request } = draft;
  const before = getState();
  put(request, {
    ...draft,
    loadedFrom: null,
    changes: null,
    // A file that arrives later was meant for the previous request.
    adding: [],
    problems: before.adding.length > 0 ? [problemOf({ kind: 'left-out' })] : [],
    isExample: false,
    memory: memoryOf(request),
    ...begin(before),
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
  await fill({ request, sourceTaskId, isEdit }, { replacedDrafts, readyMade: isEdit ? null : { request, replaced: null } });
}

/** Restores the draft that was saved when the studio was closed. Resolves when its files are known too. */
export async function restoreDraft(draft: Draft): Promise<void> {
  // A file that was dropped before the draft was restored replaces nothing: it is meant for what is shown now.
  const { adding, problems } = getState();
  await fill(draft, { replacedDrafts: [], readyMade: null, adding, problems });
}

/** Restores the newest draft that something else had replaced. */
export function restoreReplaced(): void {
  const { newest, replacedDrafts } = popNewestDraft(getState());
  if (newest !== null) void fill(newest, { replacedDrafts, readyMade: null });
}

/** The request after a change that the studio made by itself and that loses nothing. A loaded request still counts as loaded. */
export function afterOwnRepair(
  s: Pick<ComposerState, 'request' | 'memory' | 'readyMade'>,
  request: GenerationRequest,
): Pick<ComposerState, 'request' | 'memory' | 'readyMade'> {
  const { readyMade } = s;
  return { ...edited(s, request), readyMade: readyMade?.request === s.request ? { ...readyMade, request } : readyMade };
}

/** Switches a request that was just loaded to another model, as the press that loaded it asked for. */
export function moveTaken(modelId: string): void {
  const { request, readyMade } = getState();
  chooseModel(modelId);
  if (readyMade?.request === request) setState((s) => ({ readyMade: { ...readyMade, request: s.request } }));
}

/** Dismisses the note about a task that was taken out of the queue. From then on its draft is treated like any other. */
export function acknowledgeTakenBack(): void {
  setState({ isEdit: false });
}

/** Loads the request that a video file carries in its tags. `lost`: names of its files that no longer exist. */
export async function loadFromVideo(request: GenerationRequest, file: string, lost: readonly string[]): Promise<void> {
  const taken = loadRequest(request, null);
  setState({ loadedFrom: { file, missingReferences: lost } });
  await taken;
}

/** Dismisses the note about the video file that the request comes from. */
export function acknowledgeTakenFrom(): void {
  setState({ loadedFrom: null });
}

/** Drops the newest replaced draft. */
export function forgetPutAside(): void {
  setState(({ replacedDrafts }) => ({ replacedDrafts: replacedDrafts.slice(0, -1) }));
}

/** Fills in the example prompt at the very first start. A typed prompt stays; an example in another language is replaced. */
export function offerExample(): void {
  const { request, isExample } = getState();
  if (request.prompt === '' || isExample) setState({ request: { ...request, prompt: messages.composer.examplePrompt }, isExample: true });
}

/** Loads the records of the files that a loaded request names. A file that no longer exists is removed from the request, with a message. */
async function readReferences(request: GenerationRequest): Promise<void> {
  const ids = [...new Set(request.references.map(({ referenceId }) => referenceId))];
  if (ids.length === 0) return;
  const answer = await call('references.records', { ids });
  if (!answer.ok) {
    const { error } = answer;
    // The error concerns only these files: another request may have replaced this one.
    setState((s) =>
      s.request.references.some(({ referenceId }) => ids.includes(referenceId)) ? { problems: [...s.problems, problemOf(error)] } : {},
    );
    return;
  }
  const known = answer.value.references;
  const lost = ids.filter((id) => !known.some((reference) => reference.id === id));
  setState((s) => {
    const references = withReferences(s.references, known);
    if (lost.length === 0) return { references };
    const request = { ...s.request, references: s.request.references.filter(({ referenceId }) => !lost.includes(referenceId)) };
    return {
      references,
      ...afterOwnRepair(s, request),
      problems: [...s.problems, problemOf({ kind: 'reference-file-missing', name: '' })],
    };
  });
}

/** The known files with newer records of some of them, by reference id. */
export const withReferences = (known: ReadonlyMap<number, Reference>, more: readonly Reference[]): ReadonlyMap<number, Reference> =>
  new Map([...known, ...more.map((reference) => [reference.id, reference] as const)]);

let stamps = 0;
/**
 * Wraps a problem for the list beside the slots, with a new stamp. `about`: the reference it concerns, null for a file that was never
 * added.
 */
export function problemOf(what: FileProblem['what'], about: number | null = null): FileProblem {
  stamps += 1;
  return { stamp: stamps, about, what };
}

/** Title and detail of a problem in the current language; the detail may be empty. */
export function problemWords({ what }: FileProblem): Pick<ErrorText, 'title' | 'detail'> {
  switch (what.kind) {
    case 'no-room':
      return { title: messages.composer.noRoom(what.name || messages.composer.unnamed, what.model), detail: '' };
    case 'frame-failed':
      return { title: messages.frames.failed, detail: messages.frames.failedDetail };
    case 'address-asks':
      return messages.errorText({ kind: 'host-needs-permission', host: what.host });
    case 'left-out':
      return messages.composer.leftOut;
    case 'drop-refused':
      return messages.composer.dropRefused[what.why];
    case 'unfixable':
      return { title: messages.fixing.unfixable[what.why](what.name || messages.composer.unnamed), detail: '' };
    default:
      return messages.errorText(what);
  }
}
