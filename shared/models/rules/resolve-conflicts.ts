// Makes a request fit its model's rules again after one field was changed: that field is kept, others are changed.
import type { GenerationRequest } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { DurationChoice, Model, NamedChoice, SwitchChange } from '../model.ts';
import { brokenRules, currentParameter, elementsPath } from './read-request.ts';
import type { Rule, RuleCondition } from './rule-types.ts';

const secondsOf = (choice: DurationChoice): readonly number[] => {
  switch (choice.kind) {
    case 'none':
      return [];
    case 'range':
      return Array.from({ length: choice.maxSeconds - choice.minSeconds + 1 }, (_, index) => choice.minSeconds + index);
    case 'list':
      return choice.seconds;
  }
};

const valuesOf = (choice: NamedChoice): readonly string[] => (choice.kind === 'none' ? [] : choice.values);

/** Returns the values with those of a fact first, in the fact's own order. */
const orderNamedFirst = (named: readonly string[], values: readonly string[]): readonly string[] => [
  ...named.filter((value) => values.includes(value)),
  ...values.filter((value) => !named.includes(value)),
];

const blockingRules = (model: Model, request: GenerationRequest): readonly Rule[] =>
  brokenRules(model, request).filter(({ level }) => level === 'block');

/** Returns the values that violate no rule with the rest of the request. For all other values the form shows what they would change. */
export const currentChoices = (
  request: GenerationRequest,
): { readonly seconds: readonly number[]; readonly qualities: readonly string[]; readonly aspectRatios: readonly string[] } => {
  const model = formFor(request.model);
  const fits = (changed: Partial<GenerationRequest>): boolean => {
    const names = Object.keys(changed);
    return blockingRules(model, { ...request, ...changed }).every(
      (rule) => ![...rule.when, ...rule.must].some((condition) => names.includes(fieldOf(condition) ?? '')),
    );
  };
  return {
    seconds: secondsOf(model.duration).filter((durationSeconds) => fits({ durationSeconds })),
    qualities: valuesOf(model.quality).filter((quality) => fits({ quality })),
    aspectRatios: valuesOf(model.aspectRatio).filter((aspectRatio) => fits({ aspectRatio })),
  };
};

const fieldOf = (condition: RuleCondition): string | null => {
  switch (condition.is) {
    case 'quality':
      return 'quality';
    case 'seconds':
      return 'durationSeconds';
    case 'ratio':
      return 'aspectRatio';
    default:
      return null;
  }
};

/** Returns requests in which this fact is different, the smallest change first. */
const alternatives = (
  condition: RuleCondition,
  model: Model,
  request: GenerationRequest,
  fieldToKeep: string | null,
): readonly GenerationRequest[] => {
  if (fieldToKeep !== null && (fieldOf(condition) === fieldToKeep || ('path' in condition && condition.path === fieldToKeep))) return [];
  switch (condition.is) {
    case 'quality':
      return [...orderNamedFirst(condition.values, valuesOf(model.quality)), null].map((quality) => ({ ...request, quality }));
    case 'seconds':
      return [...secondsOf(model.duration), null].map((durationSeconds) => ({ ...request, durationSeconds }));
    case 'ratio':
      return [...orderNamedFirst(condition.values, valuesOf(model.aspectRatio)), null].map((aspectRatio) => ({ ...request, aspectRatio }));
    case 'parameter':
    case 'set':
    case 'timestamps': {
      const isRequired = model.extra.some(({ path, required }) => path === condition.path && required);
      return isRequired ? [] : [{ ...request, parameters: withoutParameters(request.parameters, [condition.path]) }];
    }
    case 'unset':
      return [{ ...request, parameters: withoutParameters(request.parameters, condition.paths) }];
    case 'count': {
      const fewerElements =
        condition.elements && elementsPath !== fieldToKeep
          ? [{ ...request, parameters: withoutParameters(request.parameters, [elementsPath]) }]
          : [];
      const index = request.references.findLastIndex(({ role }) => condition.of.includes(role));
      const fewerFiles = index < 0 ? [] : [{ ...request, references: request.references.filter((_, position) => position !== index) }];
      return [...fewerElements, ...fewerFiles];
    }
    case 'any-of':
    case 'prompt-written':
    case 'shots':
    case 'shot-characters':
    case 'shots-written':
    case 'shots-add-up':
      return [];
  }
};

const withoutParameters = (parameters: GenerationRequest['parameters'], paths: readonly string[]): GenerationRequest['parameters'] =>
  Object.fromEntries(Object.entries(parameters).filter(([path]) => !paths.includes(path)));

/** True for values that the user has written. The user corrects these; the studio does not remove them. */
const isWritten = (condition: RuleCondition): boolean => condition.is === 'timestamps' || condition.is.startsWith('shot');

/** Parts of a request that may change: fields only, or everything after a change of the model. */
type Reach = 'fields' | 'everything';

const fixRule = (
  rule: Rule,
  model: Model,
  request: GenerationRequest,
  fieldToKeep: string | null,
  reach: Reach,
): GenerationRequest | null => {
  if (reach === 'fields' && rule.must.some(isWritten)) return null;
  const before = blockingRules(model, request).length;
  const conditions = [...rule.must, ...rule.when].filter((condition) => reach === 'everything' || condition.is !== 'count');
  const candidates = conditions.flatMap((condition) => alternatives(condition, model, request, fieldToKeep));
  const improvement = candidates.find((candidate) => blockingRules(model, candidate).length < before);
  return improvement ?? candidates.find((candidate) => !blockingRules(model, candidate).some(({ name }) => name === rule.name)) ?? null;
};

/** Fixes one rule per round; the limit prevents an endless loop of conflicting rules. */
const fixRules = (request: GenerationRequest, fieldToKeep: string | null, reach: Reach): GenerationRequest => {
  const model = formFor(request.model);
  let current = request;
  for (let round = 0; round < 16; round += 1) {
    const next = blockingRules(model, current)
      .map((rule) => fixRule(rule, model, current, fieldToKeep, reach))
      .find((candidate) => candidate !== null);
    if (!next) break;
    current = next;
  }
  return current;
};

/**
 * Returns the request with its rules satisfied as far as other fields allow. Keeps `fieldToKeep`, the field that the user has just changed
 * (a request key or a model's own path). Keeps files, shots and times too; their issues remain.
 */
export const resolveConflicts = (
  request: GenerationRequest,
  fieldToKeep: string | null,
): { readonly request: GenerationRequest; readonly changes: readonly SwitchChange[] } => {
  const resolved = fixRules(request, fieldToKeep, 'fields');
  return { request: resolved, changes: changesBetween(request, resolved) };
};

/** Like `resolveConflicts`, for a request that has moved to another model. May also remove files and shots. */
export const resolveAllConflicts = (request: GenerationRequest): GenerationRequest => fixRules(request, null, 'everything');

/** Returns the changes of values that the references imply for fields without a value of the user. */
export const impliedChanges = (from: GenerationRequest, to: GenerationRequest): readonly SwitchChange[] => {
  const model = formFor(to.model);
  return model.extra.flatMap(({ path, type }): readonly SwitchChange[] => {
    if (type !== 'choice' || isChosen(from, path) || isChosen(to, path)) return [];
    const [before, after] = [currentParameter(model, from, path), currentParameter(model, to, path)];
    return before === null || before === after ? [] : [{ field: path, from: toText(before), to: after === null ? null : toText(after) }];
  });
};

const isChosen = ({ parameters }: GenerationRequest, path: string): boolean => (parameters[path] ?? null) !== null;

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Returns the differences field by field. A field that was not set before counts only if the form offers a choice for it. */
export const changesBetween = (from: GenerationRequest, to: GenerationRequest): readonly SwitchChange[] => {
  const fields = (['durationSeconds', 'quality', 'aspectRatio', 'generateAudio'] as const).flatMap((field): readonly SwitchChange[] =>
    from[field] === null || from[field] === to[field]
      ? []
      : [{ field, from: toText(from[field]), to: to[field] === null ? null : toText(to[field]) }],
  );
  const parameters = Object.entries(from.parameters).flatMap(([path, value]): readonly SwitchChange[] => {
    const next = to.parameters[path] ?? null;
    return value === null || JSON.stringify(next) === JSON.stringify(value)
      ? []
      : [{ field: path, from: toText(value), to: next === null ? null : toText(next) }];
  });
  const unmatched = [...to.references];
  const references = from.references.flatMap(({ role, referenceId }): readonly SwitchChange[] => {
    const index = unmatched.findIndex((use) => use.referenceId === referenceId);
    const [match] = index < 0 ? [] : unmatched.splice(index, 1);
    return match?.role === role ? [] : [{ field: role, from: role, to: match?.role ?? null }];
  });
  return [...fields, ...parameters, ...references];
};
