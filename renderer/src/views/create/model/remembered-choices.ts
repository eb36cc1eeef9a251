// Remembers the user's choices independently of the current model, so that switching to another model and back loses nothing. Pure.
import type { GenerationRequest, JsonValue, Reference, ReferenceRole, ReferenceUse } from '../../../../../shared/generation.ts';
import { defaultRequest, type SwitchChange, switchChanges, switchModel } from '../../../../../shared/models/index.ts';

/** The values and files of a request, independent of a model: several models together may be unable to take all of them. */
interface UserChoices extends Omit<GenerationRequest, 'model' | 'prompt'> {
  /** By wire path; null when the user cleared the field, so that no default of a model fills it again. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** The request at the time the user switched to another model. */
interface Visit {
  readonly own: UserChoices;
  readonly request: GenerationRequest;
}

/** The choices remembered for one prompt. Replacing the request or the whole prompt starts a new memory. */
export interface RememberedChoices {
  readonly own: UserChoices;
  /** By model id. */
  readonly visits: ReadonlyMap<string, Visit>;
}

/** A value or file of the user that the previous model could not take. */
export interface RestoredChoice {
  /** A field of the request, a wire path, or the role of a file. */
  readonly field: string;
  readonly value: string;
}

const valueFields = ['durationSeconds', 'quality', 'aspectRatio', 'generateAudio'] as const;

/** Roles for a single file: a new file replaces the remembered one. */
const singleRoles: readonly ReferenceRole[] = [
  'first-frame',
  'last-frame',
  'source-video',
  'element-front',
  'element-video',
  'start-frame',
  'end-frame',
  'face-image',
  'driving-audio',
];

/** A new memory that contains what the request holds. */
export function rememberedChoicesOf({ model: _model, prompt: _prompt, ...own }: GenerationRequest): RememberedChoices {
  return { own, visits: new Map() };
}

/** The memory after the user changed `before` into `after` by hand; the same object if only the prompt differs. */
export function rememberChoice(memory: RememberedChoices, before: GenerationRequest, after: GenerationRequest): RememberedChoices {
  const { own } = memory;
  const values = Object.fromEntries(valueFields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]]));
  const parameters = changedParameters(before.parameters, after.parameters);
  const references = sameUses(before.references, after.references) ? null : withUses(own.references, before.references, after.references);
  if (Object.keys(values).length === 0 && Object.keys(parameters).length === 0 && references === null) return memory;
  const next = { ...own, ...values, parameters: { ...own.parameters, ...parameters }, references: [...(references ?? own.references)] };
  return { ...memory, own: next };
}

/**
 * The request after a switch to another model, with everything of the user's that fits. Returning to a model with nothing changed since
 * restores its request exactly. `changes` and `restoredChoices` are relative to the current request.
 */
export function switchWithMemory(
  memory: RememberedChoices,
  request: GenerationRequest,
  modelId: string,
  references: ReadonlyMap<number, Reference>,
): {
  readonly request: GenerationRequest;
  readonly memory: RememberedChoices;
  readonly changes: readonly SwitchChange[];
  readonly restoredChoices: readonly RestoredChoice[];
} {
  const { own } = memory;
  const visits = new Map(memory.visits).set(request.model, { own, request });
  const visit = visits.get(modelId);
  const { model, prompt } = request;
  const switched =
    visit !== undefined && visit.own === own
      ? { ...visit.request, prompt }
      : withoutCleared(switchModel({ ...own, model, prompt }, modelId, references).request, own);
  return {
    request: switched,
    memory: { own, visits },
    changes: switchChanges(request, switched),
    restoredChoices: restoredChoicesBetween(request, switched),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The parameters that differ; null for removed ones. */
function changedParameters(before: UserChoices['parameters'], after: UserChoices['parameters']): Record<string, JsonValue> {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...paths].filter((path) => !same(before[path], after[path])).map((path) => [path, after[path] ?? null]));
}

const sameUses = (a: readonly ReferenceUse[], b: readonly ReferenceUse[]): boolean =>
  a.length === b.length && a.every(({ role, referenceId }, index) => b[index]?.role === role && b[index]?.referenceId === referenceId);

/** The uses without those that are in `others`, each counted once. */
function without(uses: readonly ReferenceUse[], others: readonly ReferenceUse[]): readonly ReferenceUse[] {
  const toRemove = others.map(({ referenceId }) => referenceId);
  return uses.filter(({ referenceId }) => {
    const index = toRemove.indexOf(referenceId);
    if (index >= 0) toRemove.splice(index, 1);
    return index < 0;
  });
}

/** The user's files after a change by hand, including those that the current model has no slot for. */
function withUses(own: readonly ReferenceUse[], before: readonly ReferenceUse[], after: readonly ReferenceUse[]): readonly ReferenceUse[] {
  const replaced = without(after, before)
    .map(({ role }) => role)
    .filter((role) => singleRoles.includes(role));
  const hidden = without(own, before).filter(
    ({ role, referenceId }) => !replaced.includes(role) && !after.some((use) => use.referenceId === referenceId),
  );
  const shown = after.map((use) => {
    // A role that the model assigned and the user has not changed does not replace the role that the user chose.
    const isUntouched = before.some((old) => old.role === use.role && old.referenceId === use.referenceId);
    return (isUntouched ? own.find(({ referenceId }) => referenceId === use.referenceId) : undefined) ?? use;
  });
  return [...shown, ...hidden];
}

/** Clears the fields that the user has cleared, even if the model has a default for them. */
function withoutCleared(request: GenerationRequest, own: UserChoices): GenerationRequest {
  const kept = Object.entries(request.parameters).filter(([path]) => own.parameters[path] !== null);
  return { ...request, parameters: Object.fromEntries(kept) };
}

/** Lists the values and files that `to` has and `from` has not, except for the defaults of the form. */
function restoredChoicesBetween(from: GenerationRequest, to: GenerationRequest): readonly RestoredChoice[] {
  const preset = defaultRequest(to.model);
  const values = valueFields.flatMap((field): readonly RestoredChoice[] =>
    from[field] === null && to[field] !== null && to[field] !== preset[field] ? [{ field, value: String(to[field]) }] : [],
  );
  const parameters = Object.entries(to.parameters).flatMap(([field, value]): readonly RestoredChoice[] =>
    value === null || from.parameters[field] !== undefined || same(value, preset.parameters[field])
      ? []
      : [{ field, value: typeof value === 'string' ? value : JSON.stringify(value) }],
  );
  const files = without(to.references, from.references).map(({ role }): RestoredChoice => ({ field: role, value: role }));
  return [...files, ...values, ...parameters];
}
