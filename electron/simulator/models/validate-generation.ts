// Decides from the model table alone whether the service accepts a generation request, and what it will make.
import { hostKind } from '../../../shared/network/host-kind.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { invalidParameter, missingParameter, type Refusal } from '../routes/refusal.ts';
import type { SimulatorSettings } from '../simulator-settings.ts';
import { asksForWithdrawnModel } from '../tasks/scripted-outcomes.ts';
import { checkField, checkInputs, type FileReference, readPath } from './field-checks.ts';
import type { ModelEntry } from './model-entry.ts';
import { checkRules } from './model-rules.ts';
import { findSimulatedModel } from './simulated-models.ts';

/** A valid request with the model's defaults filled in. */
export interface ValidGeneration {
  readonly entry: ModelEntry;
  /** The model id as it was sent; replies repeat it. */
  readonly model: string;
  readonly prompt: string;
  readonly durationSeconds: number;
  /** null where the model has no such field. */
  readonly quality: string | null;
  /** null where the model has no such field. */
  readonly ratio: string | null;
  /** Whether the results have sound. */
  readonly audio: boolean;
  /** The number of results. */
  readonly results: number;
  /** null: the seed follows from the task id. */
  readonly seed: number | null;
  readonly references: readonly FileReference[];
  /** The task whose video is extended; null for other models. */
  readonly baseTaskId: string | null;
  /** Fields of the body that the model's page does not have; they have no effect. */
  readonly ignored: readonly string[];
}

const commonFields = ['model', 'prompt', 'duration', 'quality', 'aspect_ratio', 'callback_url', 'model_params'];

/** Returns the length of a prompt. Tokens are estimated: one for about four ASCII characters, or for one other character. */
function promptLength(prompt: string, unit: 'characters' | 'tokens'): number {
  const points = [...prompt];
  if (unit === 'characters') return points.length;
  const ascii = points.filter((point) => point < '\u0080').length;
  return Math.ceil(ascii / 4) + points.length - ascii;
}

function checkModel(body: Readonly<Record<string, unknown>>, settings: SimulatorSettings): Result<ModelEntry, Refusal> {
  const id = body.model;
  if (id === undefined || id === '') return fail(missingParameter('model'));
  if (typeof id !== 'string') return fail(invalidParameter('model', 'model must be a string'));
  const isWithdrawn = settings.goneModels.includes(id) || asksForWithdrawnModel(body.prompt);
  const entry = isWithdrawn ? undefined : findSimulatedModel(id);
  if (!entry || settings.deniedModels.includes(id)) {
    // The pages since 2026-03 document 403 "no access" for an unknown model, those of the contract's date 404.
    const status = entry || settings.errorStyle === 'now' ? 403 : 404;
    const code = status === 404 ? 'not_found' : 'model_access_denied';
    return fail({ status, code, message: `Token does not have access to model: ${id}`, param: 'model' });
  }
  if (entry.offered === 'withdrawn' && settings.withdrawnModels === 'refused') {
    return fail({ status: 503, code: 'service_unavailable', message: 'No available channel for the requested model' });
  }
  return ok(entry);
}

function checkPrompt(entry: ModelEntry, body: Readonly<Record<string, unknown>>, images: number): Refusal | null {
  const prompt = body.prompt;
  if (prompt !== undefined && prompt !== null && typeof prompt !== 'string') return invalidParameter('prompt', 'prompt must be a string');
  // Written shots have their own prompts; without them the model needs the prompt.
  const hasWrittenShots = readPath(body, 'model_params.multi_shot') === true && readPath(body, 'model_params.shot_type') === 'customize';
  const isRequired =
    (entry.prompt.required === 'always' && !hasWrittenShots) || (entry.prompt.required === 'without-images' && images === 0);
  if (!prompt?.trim()) return isRequired ? missingParameter('prompt') : null;
  const { max, unit } = entry.prompt;
  // The contract's own limit of 5,000 characters applies even if a page has a limit in tokens.
  const isTooLong = [...prompt].length > 5_000 || (max !== null && promptLength(prompt, unit) > max);
  return isTooLong ? invalidParameter('prompt', `prompt exceeds the maximum of ${Math.min(max ?? 5_000, 5_000)} ${unit}`) : null;
}

function checkDuration(entry: ModelEntry, value: unknown): Result<number, Refusal> {
  const { duration } = entry;
  if (duration.kind === 'none') return ok(duration.resultSeconds);
  if (value === undefined || value === null) return ok(duration.default);
  const isWhole = typeof value === 'number' && Number.isInteger(value);
  if (duration.kind === 'list') {
    return isWhole && duration.values.includes(value)
      ? ok(value)
      : fail(invalidParameter('duration', `duration must be one of ${duration.values.join(', ')}`));
  }
  return isWhole && value >= duration.min && value <= duration.max
    ? ok(value)
    : fail(invalidParameter('duration', `duration must be a whole number from ${duration.min} to ${duration.max}`));
}

function checkChoice(name: string, choice: ModelEntry['quality'], value: unknown): Result<string | null, Refusal> {
  if (choice === null) return ok(null);
  if (value === undefined || value === null) return ok(choice.default);
  return typeof value === 'string' && choice.values.includes(value)
    ? ok(value)
    : fail(invalidParameter(name, `${name} must be one of ${choice.values.join(', ')}`));
}

function ignoredFields(entry: ModelEntry, body: Readonly<Record<string, unknown>>): readonly string[] {
  const knownFields = new Set<string>([
    ...commonFields,
    ...Object.keys(entry.fields),
    ...Object.keys(entry.inputs),
    ...(entry.audio ? [entry.audio.field] : []),
  ]);
  const absent = [
    ...(entry.duration.kind === 'none' ? ['duration'] : []),
    ...(entry.quality === null ? ['quality'] : []),
    ...(entry.ratio === null ? ['aspect_ratio'] : []),
  ];
  const params = body.model_params;
  const nested = typeof params === 'object' && params !== null ? Object.keys(params).map((name) => `model_params.${name}`) : [];
  return [
    ...Object.keys(body).filter((name) => !knownFields.has(name) || absent.includes(name)),
    ...nested.filter((name) => !knownFields.has(name)),
  ];
}

function makesSound(entry: ModelEntry, body: Readonly<Record<string, unknown>>): boolean {
  if (entry.audio) {
    const value = body[entry.audio.field];
    return value === undefined || value === null ? entry.audio.default : value === true || value === 'on';
  }
  if (entry.fields.keep_original_sound) return body.keep_original_sound !== false;
  return typeof body.audio_url === 'string';
}

/** Validates the body of a generation request: returns the plan, or the refusal that is sent. */
export function validate(body: Readonly<Record<string, unknown>>, settings: SimulatorSettings): Result<ValidGeneration, Refusal> {
  const model = checkModel(body, settings);
  if (!model.ok) return model;
  const entry = model.value;

  const inputs = checkInputs(entry, body);
  if (!inputs.ok) return inputs;
  // According to the page of the Veo 3.1 previews, TEXT mode does not use pictures.
  const ignoresPictures = body.generation_type === 'TEXT' && entry.rules.includes('text-ignores-pictures');
  const references = ignoresPictures ? [] : inputs.value.references;
  const images = references.filter((reference) => reference.kind === 'image').length;

  const promptRefusal = checkPrompt(entry, body, images);
  if (promptRefusal) return fail(promptRefusal);
  const duration = checkDuration(entry, body.duration);
  if (!duration.ok) return duration;
  const quality = checkChoice('quality', entry.quality, body.quality);
  if (!quality.ok) return quality;
  const ratio = checkChoice('aspect_ratio', entry.ratio, body.aspect_ratio);
  if (!ratio.ok) return ratio;

  const fieldRefusal = checkFields(entry, body);
  if (fieldRefusal) return fail(fieldRefusal);

  const ignored = ignoredFields(entry, body);
  if (settings.strictFields && ignored[0]) return fail(invalidParameter(ignored[0], `Unknown parameter for ${entry.id}: ${ignored[0]}`));

  const values: CheckedValues = {
    images,
    references,
    durationSeconds: duration.value,
    quality: effectiveQuality(entry, body, duration.value, quality.value),
    ratio: ratio.value,
  };
  const refusal = checkRules(entry.rules, ruleInput(body, values));
  if (refusal) return fail(refusal);
  return ok(planOf(entry, body, values, ignored));
}

/** The values that the checks have found so far. */
interface CheckedValues {
  readonly references: ValidGeneration['references'];
  /** The number of files that are pictures. */
  readonly images: number;
  readonly durationSeconds: ValidGeneration['durationSeconds'];
  readonly quality: ValidGeneration['quality'];
  readonly ratio: ValidGeneration['ratio'];
}

/** Checks the model's own fields, its audio field and the callback; null where nothing is wrong. */
function checkFields(entry: ModelEntry, body: Readonly<Record<string, unknown>>): Refusal | null {
  const audioRule = entry.audio?.field === 'sound' ? ({ type: 'one-of', values: ['on', 'off'] } as const) : ({ type: 'boolean' } as const);
  const rules = {
    ...entry.fields,
    ...(entry.audio ? { [entry.audio.field]: audioRule } : {}),
    callback_url: { type: 'text', max: 2_048 } as const,
  };
  for (const [path, rule] of Object.entries(rules)) {
    const refusal = checkField(path, rule, readPath(body, path));
    if (refusal) return refusal;
  }
  const callback = body.callback_url;
  if (typeof callback === 'string' && !isPublicHttps(callback))
    return invalidParameter('callback_url', 'callback_url must be a public https address');

  return null;
}

/** Returns the requested quality; without one, the duration decides (sora-2-pro). */
function effectiveQuality(
  entry: ModelEntry,
  body: Readonly<Record<string, unknown>>,
  durationSeconds: ValidGeneration['durationSeconds'],
  quality: ValidGeneration['quality'],
): ValidGeneration['quality'] {
  return entry.rules.includes('sora-pro-quality') && body.quality === undefined && durationSeconds === 25 ? 'standard' : quality;
}

/** Collects the input of the rules between fields. */
function ruleInput(
  body: Readonly<Record<string, unknown>>,
  { references, images, durationSeconds, quality, ratio }: CheckedValues,
): Parameters<typeof checkRules>[1] {
  const elements = readPath(body, 'model_params.element_list');
  return {
    body,
    at: (path) => readPath(body, path),
    durationSeconds,
    quality,
    ratio,
    images,
    videos: references.filter((reference) => reference.kind === 'video').length,
    files: references.length,
    elements: Array.isArray(elements) ? elements.length : 0,
    hasStart: references.some((reference) => reference.field === 'image_start'),
    hasEnd: references.some((reference) => reference.field === 'image_end'),
  };
}

/** Builds the plan of a valid request. Without a requested ratio, the result may have the image's own (Seedance 1.0). */
function planOf(
  entry: ModelEntry,
  body: Readonly<Record<string, unknown>>,
  values: CheckedValues,
  ignored: ValidGeneration['ignored'],
): ValidGeneration {
  const isReference = body.generation_type === 'REFERENCE' && entry.rules.includes('reference-is-eight-seconds-wide');
  const followsImage = entry.rules.includes('adaptive-with-image-by-default') && values.images > 0 && body.aspect_ratio === undefined;
  return {
    entry,
    model: String(body.model),
    prompt: typeof body.prompt === 'string' ? body.prompt : '',
    durationSeconds: isReference ? 8 : values.durationSeconds,
    quality: values.quality,
    ratio: followsImage ? 'adaptive' : values.ratio,
    audio: makesSound(entry, body),
    results: entry.fields.n && typeof body.n === 'number' ? body.n : 1,
    seed: typeof body.seed === 'number' ? body.seed : null,
    references: values.references,
    baseTaskId: entry.rules.includes('base-task-given') ? String(body.base_video_task_id) : null,
    ignored,
  };
}

function isPublicHttps(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' && hostKind(hostname) === 'public';
}
