// What the composer holds: one request, the files it names, and what has to be said about it. Lives as long as the window, so that
// nothing is lost by looking elsewhere.
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

/** The model takes no more files of this one's kind. */
export interface NoOpenSlot {
  readonly kind: 'no-room';
  readonly name: string;
  readonly model: string;
}

/** A frame of a stored video that cannot be decoded here. */
export interface FrameFailed {
  readonly kind: 'frame-failed';
}

/** The picture could not be changed as the model needs it. */
export interface UnfixablePicture {
  readonly kind: 'unfixable';
  readonly name: string;
  readonly why: PictureProblem;
}

/** An address whose host may lie in a private network: fetched when the person says so. */
export interface AddressNeedsPermission {
  readonly kind: 'address-asks';
  readonly host: string;
  readonly url: string;
  /** Where the file should go: into a role, in the place of another, or where there is room. */
  readonly wanted: ReferenceRole | { readonly replaces: number } | null;
}

/** What was dropped, or an address that was typed, which cannot become a file. */
export interface DropRefused {
  readonly kind: 'drop-refused';
  readonly why: 'no-picture' | 'address-too-long';
}

/** A file that was still being added when another request took the place of the one it was meant for. */
export interface LeftOut {
  readonly kind: 'left-out';
}

/** Something that went wrong with a file, told beside the slots until it is put away. */
export interface FileProblem {
  readonly stamp: number;
  /** Id of the reference it is about: it goes when the request does not name that any more. null for a file that never came in. */
  readonly about: number | null;
  readonly what: AppError | NoOpenSlot | FrameFailed | UnfixablePicture | AddressNeedsPermission | DropRefused | LeftOut;
}

/** What a rule between two fields, or a switch of model, changed. */
export type StudioChanges =
  | { readonly kind: 'rule'; readonly list: readonly SwitchChange[] }
  | {
      readonly kind: 'switch';
      /** Name of the model that was switched to. */
      readonly model: string;
      readonly list: readonly SwitchChange[];
      /** Own values and files that the model before could not take and this one can. */
      readonly returned: readonly RestoredChoice[];
      /** Id of the model before, for Undo. */
      readonly cameFrom: string;
    };

export interface ComposerState {
  readonly request: GenerationRequest;
  /** What is known of the files that the request names, and of those it named before. */
  readonly references: ReadonlyMap<number, Reference>;
  /** The task this request was taken from, e.g. by "Use again". */
  readonly sourceTaskId: number | null;
  /** What was last sent as it stands: putting something else in its place loses nothing. */
  readonly sent: GenerationRequest | null;
  /** When that was, in milliseconds of the page's own clock. */
  readonly sentAtMs: number;
  /** The tasks that came of the last sending. */
  readonly sentIds: readonly number[];
  /** What had been written and not sent when something else, such as "Use again", took its place; the newest last. */
  readonly replacedDrafts: readonly Draft[];
  /** What was last put here ready-made, e.g. by "Use again"; null where that was a draft of the person. */
  readonly readyMade: LoadedRequest | null;
  /** The video file this request was taken from, and the names of files it was made with that are not here any more. */
  readonly loadedFrom: { readonly file: string; readonly missingReferences: readonly string[] } | null;
  /** The task that was taken back from the queue lives on here, as a draft. */
  readonly isEdit: boolean;
  /** How many tasks one press makes. It multiplies the cost, so it never outlives the request it was chosen for. */
  readonly variations: number;
  /** What the studio changed by itself, until it is read. */
  readonly changes: StudioChanges | null;
  /** What the person chose under this prompt, also where the chosen model has no place for it. */
  readonly memory: Memory;
  readonly problems: readonly FileProblem[];
  /** Ids of the additions under way for this request: drops, pastes, addresses, frames. One that is taken out of the list is called off. */
  readonly adding: readonly number[];
  /**
   * Names the next press of Generate. A new one only after the press was answered with tasks, or where something else is ordered: until then
   * pressing again is the same press, which main carries out once.
   */
  readonly actionId: string;
  readonly sending: boolean;
  readonly sendError: AppError | null;
  /** True while the prompt is the example nobody has touched. */
  readonly isExample: boolean;
  /** True as soon as a person, or the kept draft, has filled it: from then on it is worth keeping. */
  readonly isDirty: boolean;
  /** Counts up whenever something else is begun: what was chosen to be made several times is not what is shown now. */
  readonly startCount: number;
}

const firstRequest = defaultRequest(defaultModelId);

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

// Wherever in the window the request is changed from: it is another order.
useComposer.subscribe((now, before) => {
  const isOther = now.request !== before.request || now.variations !== before.variations;
  if (isOther && now.actionId === before.actionId) setState({ actionId: crypto.randomUUID() });
});

// Likewise, what was said about a picture goes with it, however it was taken away.
useComposer.subscribe((now, before) => {
  if (now.request.references === before.request.references) return;
  const isNamed = (id: number): boolean => now.request.references.some(({ referenceId }) => referenceId === id);
  const problems = now.problems.filter(({ about }) => about === null || isNamed(about));
  if (problems.length < now.problems.length) setState({ problems });
});

/** Everything a person changes goes through here: what was said about the request before holds no more. */
function put(request: GenerationRequest, more: Partial<ComposerState> = {}): void {
  setState({ request, sendError: null, isDirty: true, ...more });
}

/**
 * The request after a change by hand, remembered as the person's own choice. `chosen` is what the person did, where other fields gave way
 * to it in `request`.
 */
export function edited(
  { request: before, memory }: Pick<ComposerState, 'request' | 'memory'>,
  request: GenerationRequest,
  chosen = request,
): Pick<ComposerState, 'request' | 'memory'> {
  return { request, memory: remember(memory, before, chosen) };
}

/** Writes the whole prompt: what the person types or undoes in its field, or what takes its place. */
export function writePrompt(prompt: string): void {
  const request = { ...getState().request, prompt };
  // An empty prompt begins another: what earlier models could not take is not to come back into it.
  put(request, prompt === '' ? { isExample: false, memory: memoryOf(request) } : { isExample: false });
}

/** Changes one field; the other fields give way where a rule of the model asks for it, and that is said. */
export function change(patch: Partial<GenerationRequest>, field: string): void {
  const chosen = { ...getState().request, ...patch };
  const { request, changes } = resolveConflicts(chosen, field);
  put(request, { ...edited(getState(), request, chosen), changes: changes.length > 0 ? { kind: 'rule', list: changes } : null });
}

/** Sets or clears (null) a model-specific field. */
export function setParameter(path: string, value: GenerationRequest['parameters'][string] | null): void {
  const { [path]: _old, ...others } = getState().request.parameters;
  change({ parameters: value === null ? others : { ...others, [path]: value } }, path);
}

export function chooseModel(id: string): void {
  const now = getState();
  if (id === now.request.model) return;
  const { request, memory, changes, returned } = switchWithMemory(now.memory, now.request, id, now.references);
  const said = changes.length + returned.length > 0;
  // What the old model had no place for, the new one may have.
  const problems = now.problems.filter(({ what }) => what.kind !== 'no-room');
  put(request, {
    memory,
    changes: said ? { kind: 'switch', model: findModel(id)?.name ?? id, list: changes, returned, cameFrom: now.request.model } : null,
    problems,
  });
}

/** Back to the model before the last switch, with everything it had; what was chosen by hand since stays chosen. */
export function undoSwitch(): void {
  const { changes } = getState();
  if (changes?.kind !== 'switch') return;
  chooseModel(changes.cameFrom);
  setState({ changes: null });
}

export function setReferences(references: GenerationRequest['references']): void {
  const now = getState();
  const request = { ...now.request, references: [...references] };
  put(request, edited(now, request));
}

export function removeReference(at: number): void {
  setReferences(getState().request.references.filter((_, index) => index !== at));
}

/** Puts the file at `from` where `to` is and the other way round; the roles stay where they are. */
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

export function assignRole(at: number, role: ReferenceRole): void {
  setReferences(getState().request.references.map((use, index) => (index === at ? { ...use, role } : use)));
}

export function setVariations(variations: number): void {
  setState({ variations });
}

/** One task a press again: nobody chose to pay for what is begun now several times. */
const begin = ({ startCount }: ComposerState): Pick<ComposerState, 'variations' | 'startCount'> => ({
  variations: 1,
  startCount: startCount + 1,
});

/** Something else is begun with a file of what is shown now, e.g. "Continue from its last frame". */
export function beginWithFile(): void {
  setState(begin);
}

/**
 * Another prompt takes the place of the whole one by `write`: no count and no hidden file of the one before comes along. `as`: whether the
 * person wrote some of it, or it can be chosen again as it is.
 */
export function replacePrompt(write: () => void, as: 'ready-made' | 'written'): void {
  const replaced = ownWork(getState());
  setState((s) => ({ ...begin(s), memory: memoryOf(s.request) }));
  write();
  setState(({ request }) => ({ readyMade: as === 'written' ? null : { request, replaced } }));
}

export function acknowledgeChanges(): void {
  setState({ changes: null });
}

export function dismissProblem(stamp: number): void {
  setState((s) => ({ problems: s.problems.filter((problem) => problem.stamp !== stamp) }));
}

type Filling = Pick<ComposerState, 'replacedDrafts' | 'readyMade'> & Partial<Pick<ComposerState, 'adding' | 'problems'>>;

/** Fills the whole composer. Resolves when the files of the request are known too. */
async function fill(draft: Draft, more: Filling): Promise<void> {
  const { request } = draft;
  const before = getState();
  put(request, {
    ...draft,
    loadedFrom: null,
    changes: null,
    // A file that arrives later was meant for the request before.
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
 * Takes over a whole request at once: "Use again", "Edit", a video file. Unsent work of the person is put aside. Resolves when its files are
 * known too. A task that was taken back is the person's work as it stands, since it exists only here from now on.
 */
export async function loadRequest(request: GenerationRequest, sourceTaskId: number | null, isEdit = false): Promise<void> {
  const replacedDrafts = replacedDraftsAfter(request, getState());
  await fill({ request, sourceTaskId, isEdit }, { replacedDrafts, readyMade: isEdit ? null : { request, replaced: null } });
}

/** Fills the composer with the draft that was kept when the studio was closed. Resolves when its files are known too. */
export async function restoreDraft(draft: Draft): Promise<void> {
  // A file that the person dropped before the draft came back replaces nothing: it is meant for what is shown now.
  const { adding, problems } = getState();
  await fill(draft, { replacedDrafts: [], readyMade: null, adding, problems });
}

/** Back to what had been written before something else took its place. */
export function restoreReplaced(): void {
  const { newest, replacedDrafts } = popNewestDraft(getState());
  if (newest !== null) void fill(newest, { replacedDrafts, readyMade: null });
}

/** The request after a change that the studio made by itself and that loses nothing: what was ready-made still is. */
export function afterOwnRepair(
  s: Pick<ComposerState, 'request' | 'memory' | 'readyMade'>,
  request: GenerationRequest,
): Pick<ComposerState, 'request' | 'memory' | 'readyMade'> {
  const { readyMade } = s;
  return { ...edited(s, request), readyMade: readyMade?.request === s.request ? { ...readyMade, request } : readyMade };
}

/** Moves a request that was just taken over to another model, as the press that brought it asked for. */
export function moveTaken(modelId: string): void {
  const { request, readyMade } = getState();
  chooseModel(modelId);
  if (readyMade?.request === request) setState((s) => ({ readyMade: { ...readyMade, request: s.request } }));
}

export function acknowledgeTakenBack(): void {
  setState({ isEdit: false });
}

/** Takes over what a video file tells of how it was made. */
export async function loadFromVideo(request: GenerationRequest, file: string, lost: readonly string[]): Promise<void> {
  const taken = loadRequest(request, null);
  setState({ loadedFrom: { file, missingReferences: lost } });
  await taken;
}

export function acknowledgeTakenFrom(): void {
  setState({ loadedFrom: null });
}

/** Gives up what would be put back next. */
export function forgetPutAside(): void {
  setState(({ replacedDrafts }) => ({ replacedDrafts: replacedDrafts.slice(0, -1) }));
}

/** Starts with an example, on the very first start. A prompt that was typed in the meantime is left alone; an example in another language is not. */
export function offerExample(): void {
  const { request, isExample } = getState();
  if (request.prompt === '' || isExample) setState({ request: { ...request, prompt: messages.composer.examplePrompt }, isExample: true });
}

/** Records of the files that a request from elsewhere names; one that nobody knows any more is taken out, and that is said. */
async function readReferences(request: GenerationRequest): Promise<void> {
  const ids = [...new Set(request.references.map(({ referenceId }) => referenceId))];
  if (ids.length === 0) return;
  const answer = await call('references.records', { ids });
  if (!answer.ok) {
    const { error } = answer;
    // It is about these files only: another request may have taken the place of this one.
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

export const withReferences = (known: ReadonlyMap<number, Reference>, more: readonly Reference[]): ReadonlyMap<number, Reference> =>
  new Map([...known, ...more.map((reference) => [reference.id, reference] as const)]);

let stamps = 0;
export function problemOf(what: FileProblem['what'], about: number | null = null): FileProblem {
  stamps += 1;
  return { stamp: stamps, about, what };
}

/** A problem as it is told. */
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
