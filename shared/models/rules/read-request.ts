// Reads a request: its kind, its counts, the value of a field, and whether the conditions of a rule hold.
import type { GenerationRequest, JsonValue, Reference, ReferenceRole } from '../../generation.ts';
import { readShots, type Shot, shotsPath } from '../form/shots.ts';
import type { GenerationKind, Model } from '../model.ts';
import type { Rule, RuleCondition } from './rule-types.ts';
import { sanitizeText } from './sanitize-text.ts';

/** Returns the kind of file for a role. */
export const fileKindOf = (role: ReferenceRole): Reference['kind'] => {
  switch (role) {
    case 'first-frame':
    case 'last-frame':
    case 'reference-image':
    case 'element-front':
    case 'element-view':
    case 'start-frame':
    case 'end-frame':
    case 'mask-image':
    case 'face-image':
      return 'image';
    case 'source-video':
    case 'reference-video':
    case 'element-video':
      return 'video';
    case 'reference-audio':
    case 'driving-audio':
      return 'audio';
  }
};

/** Returns the number of references with one of these roles. */
export const countOf = (request: GenerationRequest, roles: readonly ReferenceRole[]): number =>
  request.references.filter(({ role }) => roles.includes(role)).length;

const listAt = (request: GenerationRequest, path: string): readonly JsonValue[] => {
  const value = request.parameters[path];
  return Array.isArray(value) ? value : [];
};

/** Returns the kind of the request, one of the model's kinds, from its references. */
export const kindFor = (model: Model, request: GenerationRequest): GenerationKind => {
  const has = (...roles: readonly ReferenceRole[]): boolean => countOf(request, roles) > 0;
  const isSingleFrame =
    !model.slots.some(({ role }) => role === 'first-frame') && request.references.length === 1 && has('reference-image');
  const candidates: readonly (GenerationKind | false)[] = [
    has('source-video') && 'video-edit',
    isSingleFrame && 'image-to-video',
    has('reference-image', 'reference-video') && 'reference-to-video',
    has('last-frame', 'end-frame') && 'first-last-frame',
    has('first-frame', 'start-frame') && 'image-to-video',
    'text-to-video',
  ];
  return (
    candidates.find((kind): kind is GenerationKind => kind !== false && model.kinds.includes(kind)) ?? model.kinds[0] ?? 'text-to-video'
  );
};

/** Returns the user's value at this path as it is sent: text is trimmed, and null where nothing is left. */
export const parameterAt = (request: GenerationRequest, path: string): JsonValue => {
  const value = request.parameters[path] ?? null;
  return typeof value === 'string' ? sanitizeText(value).trim() || null : value;
};

/** Returns the value that is sent at this path: the user's, otherwise what the references imply, otherwise null. Defaults are in the request already. */
export const currentParameter = (model: Model, request: GenerationRequest, path: string): JsonValue => {
  const value = parameterAt(request, path);
  if (value !== null) return value;
  const field = model.extra.find((extra) => extra.path === path);
  if (field?.type !== 'choice') return null;
  const { implied, byKind, requiredBy } = field;
  if (requiredBy !== undefined && parameterAt(request, requiredBy.path) === requiredBy.value) return requiredBy.sent;
  if (implied === undefined) return byKind?.[kindFor(model, request)] ?? null;
  return request.references.flatMap(({ role }) => implied.byRole[role] ?? [])[0] ?? implied.otherwise;
};

/** Parses two times "from,to" in seconds; null where the text has another form. */
export const readSpan = (value: JsonValue | undefined): { readonly from: number; readonly to: number } | null => {
  const match = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*$/.exec(value) : null;
  return match === null ? null : { from: Number(match[1]), to: Number(match[2]) };
};

/** The field of the API request with the list of elements (source: Kling's pages). */
export const elementsPath = 'model_params.element_list';

/** Parses the ids in a list of `{ element_id }`. Early pages had them as numbers. */
export const readElements = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value)
    ? (value as readonly JsonValue[]).flatMap((item) => {
        const id = typeof item === 'object' && item !== null && 'element_id' in item ? item.element_id : undefined;
        return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
      })
    : [];

const shotsOf = (request: GenerationRequest): readonly Shot[] => readShots(request.parameters[shotsPath]);

const spanFits = (value: JsonValue, maxSpanSeconds: number): boolean => {
  const span = readSpan(value);
  return span !== null && span.to > span.from && span.to - span.from <= maxSpanSeconds;
};

/** Returns the duration of the video in seconds; null where it is left to the service and no default is documented. */
export const videoSeconds = ({ duration }: Model, { durationSeconds }: GenerationRequest): number | null =>
  durationSeconds ?? (duration.kind === 'none' ? null : duration.defaultSeconds);

/** Returns how far a `count` condition misses its bounds; 0 for other conditions. */
export const countDeviation = (condition: RuleCondition, request: GenerationRequest): number => {
  if (condition.is !== 'count') return 0;
  const number = countOf(request, condition.of) + (condition.elements ? listAt(request, elementsPath).length : 0);
  return Math.max(0, condition.min - number, number - condition.max);
};

/** True when a fact holds; `ifUnknown` is returned for a field that is left to the service. */
const conditionHolds = (condition: RuleCondition, model: Model, request: GenerationRequest, ifUnknown: boolean): boolean => {
  switch (condition.is) {
    case 'quality':
      return request.quality === null ? ifUnknown : condition.values.includes(request.quality);
    case 'seconds': {
      const seconds = condition.orDefault === true ? videoSeconds(model, request) : request.durationSeconds;
      return seconds === null ? ifUnknown : condition.values.includes(seconds);
    }
    case 'ratio':
      return request.aspectRatio === null ? ifUnknown : condition.values.includes(request.aspectRatio);
    case 'parameter': {
      const value = currentParameter(model, request, condition.path);
      return value === null ? ifUnknown : condition.values.includes(value);
    }
    case 'set':
      return parameterAt(request, condition.path) !== null;
    case 'any-of':
      return condition.conditions.some((one) => conditionHolds(one, model, request, ifUnknown));
    case 'unset':
      return condition.paths.every((path) => parameterAt(request, path) === null);
    case 'count':
      return countDeviation(condition, request) === 0;
    case 'shots': {
      const number = shotsOf(request).length;
      return number >= condition.min && number <= condition.max;
    }
    case 'shot-characters':
      return shotsOf(request).every(({ prompt }) => [...prompt].length <= condition.max);
    case 'prompt-written':
      return sanitizeText(request.prompt).trim() !== '';
    case 'shots-written':
      return shotsOf(request).every(({ prompt }) => prompt.trim() !== '');
    case 'shots-add-up': {
      const duration = videoSeconds(model, request);
      if (duration === null) return ifUnknown;
      const total = shotsOf(request).reduce((sum, { seconds }) => sum + seconds, 0);
      return total === duration;
    }
    case 'timestamps':
      return spanFits(parameterAt(request, condition.path), condition.maxSpanSeconds);
  }
};

/** True when every fact holds; `ifUnknown` counts for a field that is left to the service. */
export const allConditionsHold = (
  conditions: readonly RuleCondition[],
  model: Model,
  request: GenerationRequest,
  ifUnknown: boolean,
): boolean => conditions.every((condition) => conditionHolds(condition, model, request, ifUnknown));

/** Returns the rules that a request violates. */
export const brokenRules = (model: Model, request: GenerationRequest): readonly Rule[] =>
  model.rules.filter((rule) => allConditionsHold(rule.when, model, request, false) && !allConditionsHold(rule.must, model, request, true));
