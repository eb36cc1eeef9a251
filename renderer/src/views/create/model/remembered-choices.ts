// Remembers the user's choices independently of the current model, so that switching to another model and back loses nothing. Pure.
import type { GenerationRequest, JsonValue, Reference, ReferenceRole, ReferenceUse } from '../../../../../shared/generation.ts';
import { defaultRequest, type SwitchChange, switchChanges, switchModel } from '../../../../../shared/models/index.ts';

/** The user's values and files, independent of the current model. There may be no model that takes all of them. */
interface UserChoices extends Omit<GenerationRequest, 'model' | 'prompt'> {
  /** Values by wire path; null when the user cleared the field, so that no default of a model fills it again. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** The request and the choices at the time the user switched from one model to another. */
interface ModelState {
  readonly choices: UserChoices;
  readonly request: GenerationRequest;
}

/** The choices remembered for one prompt. Replacing the request or the whole prompt starts a new memory. */
export interface RememberedChoices {
  readonly choices: UserChoices;
  /** The states of the models that the user left, by model id. */
  readonly modelStates: ReadonlyMap<string, ModelState>;
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
export function rememberedChoicesOf({ model: _model, prompt: _prompt, ...choices }: GenerationRequest): RememberedChoices {
  return { choices, modelStates: new Map() };
}

/** The memory after the user changed `before` into `after` by hand; the same object if only the prompt differs. */
export function rememberChoice(memory: RememberedChoices, before: GenerationRequest, after: GenerationRequest): RememberedChoices {
  const { choices } = memory;
  const values = Object.fromEntries(valueFields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]]));
  const parameters = changedParameters(before.parameters, after.parameters);
  const references = areSameUses(before.references, after.references)
    ? null
    : withUses(choices.references, before.references, after.references);
  if (Object.keys(values).length === 0 && Object.keys(parameters).length === 0 && references === null) return memory;
  const next = {
    ...choices,
    ...values,
    parameters: { ...choices.parameters, ...parameters },
    references: [...(references ?? choices.references)],
  };
  return { ...memory, choices: next };
}

/**
 * Returns the request after a switch to another model, with all of the user's values and files that fit. Returning to a model restores its
 * request exactly if the user changed nothing since. `changes` and `restoredChoices` are relative to the current request.
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
  const { choices } = memory;
  const modelStates = new Map(memory.modelStates).set(request.model, { choices, request });
  const modelState = modelStates.get(modelId);
  const { model, prompt } = request;
  const nextRequest =
    modelState !== undefined && modelState.choices === choices
      ? { ...modelState.request, prompt }
      : withoutClearedFields(switchModel({ ...choices, model, prompt }, modelId, references).request, choices);
  return {
    request: nextRequest,
    memory: { choices, modelStates },
    changes: switchChanges(request, nextRequest),
    restoredChoices: restoredChoicesBetween(request, nextRequest),
  };
}

const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Returns the parameters that differ; a removed one is null. */
function changedParameters(before: UserChoices['parameters'], after: UserChoices['parameters']): Record<string, JsonValue> {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...paths].filter((path) => !isSameJson(before[path], after[path])).map((path) => [path, after[path] ?? null]));
}

const areSameUses = (a: readonly ReferenceUse[], b: readonly ReferenceUse[]): boolean =>
  a.length === b.length && a.every(({ role, referenceId }, index) => b[index]?.role === role && b[index]?.referenceId === referenceId);

/** Returns the uses whose file is not in `others`. Each entry of `others` removes only one use. */
function withoutUses(uses: readonly ReferenceUse[], others: readonly ReferenceUse[]): readonly ReferenceUse[] {
  const toRemove = others.map(({ referenceId }) => referenceId);
  return uses.filter(({ referenceId }) => {
    const index = toRemove.indexOf(referenceId);
    if (index >= 0) toRemove.splice(index, 1);
    return index < 0;
  });
}

/** Returns the user's files after a change by hand, including files for which the current model has no slot. */
function withUses(
  choices: readonly ReferenceUse[],
  before: readonly ReferenceUse[],
  after: readonly ReferenceUse[],
): readonly ReferenceUse[] {
  const replaced = withoutUses(after, before)
    .map(({ role }) => role)
    .filter((role) => singleRoles.includes(role));
  const hidden = withoutUses(choices, before).filter(
    ({ role, referenceId }) => !replaced.includes(role) && !after.some((use) => use.referenceId === referenceId),
  );
  const shown = after.map((use) => {
    // If the model assigned a role and the user left it unchanged, it does not replace the role that the user chose.
    const isUntouched = before.some((old) => old.role === use.role && old.referenceId === use.referenceId);
    return (isUntouched ? choices.find(({ referenceId }) => referenceId === use.referenceId) : undefined) ?? use;
  });
  return [...shown, ...hidden];
}

/** Removes the parameters that the user has cleared, even if the model has a default for them. */
function withoutClearedFields(request: GenerationRequest, choices: UserChoices): GenerationRequest {
  const remaining = Object.entries(request.parameters).filter(([path]) => choices.parameters[path] !== null);
  return { ...request, parameters: Object.fromEntries(remaining) };
}

/** Lists the values and files that `to` has and `from` has not, except for the defaults of the form. */
function restoredChoicesBetween(from: GenerationRequest, to: GenerationRequest): readonly RestoredChoice[] {
  const defaults = defaultRequest(to.model);
  const values = valueFields.flatMap((field): readonly RestoredChoice[] =>
    from[field] === null && to[field] !== null && to[field] !== defaults[field] ? [{ field, value: String(to[field]) }] : [],
  );
  const parameters = Object.entries(to.parameters).flatMap(([field, value]): readonly RestoredChoice[] =>
    value === null || from.parameters[field] !== undefined || isSameJson(value, defaults.parameters[field])
      ? []
      : [{ field, value: typeof value === 'string' ? value : JSON.stringify(value) }],
  );
  const files = withoutUses(to.references, from.references).map(({ role }): RestoredChoice => ({ field: role, value: role }));
  return [...files, ...values, ...parameters];
}
