// Checks single fields of a generation request: their types and ranges, and the fields with addresses of files.
import { fail, ok, type Result } from '../../../shared/result.ts';
import { invalidParameter, missingParameter, type Refusal } from '../routes/refusal.ts';
import { type FieldRule, type InputField, inputFields, type ModelEntry } from './model-entry.ts';

/** A file of the request, by its address. */
export interface FileReference {
  readonly field: InputField | 'model_params';
  readonly kind: 'image' | 'video' | 'audio';
  readonly url: string;
}

/** Reads `a.b.c` of a JSON object; undefined where a step is not an object. */
export function readPath(body: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = body;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function isElement(value: unknown): boolean {
  const id = typeof value === 'object' && value !== null && 'element_id' in value ? value.element_id : undefined;
  return typeof id === 'string' && id !== '';
}

/** The documentation declares `duration` as a text of whole seconds, at least 1, and requires `index`. */
function isShot(value: unknown): boolean {
  const shot = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  return (
    typeof shot.prompt === 'string' && Number.isInteger(shot.index) && typeof shot.duration === 'string' && /^[1-9]\d*$/.test(shot.duration)
  );
}

/** The refusal for a present value that does not follow `rule`. */
export function checkField(path: string, rule: FieldRule, value: unknown): Refusal | null {
  if (value === undefined || value === null) return null;
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : invalidParameter(path, `${path} must be true or false`);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= rule.min && value <= rule.max
        ? null
        : invalidParameter(path, `${path} must be a whole number from ${rule.min} to ${rule.max}`);
    case 'text':
      return typeof value === 'string' && [...value].length <= rule.max
        ? null
        : invalidParameter(path, `${path} must be a text of at most ${rule.max} characters`);
    case 'one-of':
      return typeof value === 'string' && rule.values.includes(value)
        ? null
        : invalidParameter(path, `${path} must be one of ${rule.values.join(', ')}`);
    case 'shots':
      return Array.isArray(value) && value.length >= 1 && value.length <= rule.max && value.every(isShot)
        ? null
        : invalidParameter(path, `${path} must be a list of 1 to ${rule.max} shots with an index, a prompt and whole seconds as text`);
    case 'elements':
      return Array.isArray(value) && value.length <= rule.max && value.every(isElement)
        ? null
        : invalidParameter(path, `${path} must be a list of at most ${rule.max} objects with an element_id, which is a text`);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value) ? null : invalidParameter(path, `${path} must be an object`);
  }
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 8_192 && /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '');
}

function kindOf(field: InputField): FileReference['kind'] {
  return field.startsWith('image') ? 'image' : field.startsWith('video') ? 'video' : 'audio';
}

/** Addresses inside `model_params` (custom elements); their structure is checked by the model's rule. */
function elementReferences(body: Readonly<Record<string, unknown>>): readonly FileReference[] {
  const references: FileReference[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, item] of Object.entries(value)) {
      if (isAddress(item)) references.push({ field: 'model_params', kind: name.startsWith('video') ? 'video' : 'image', url: item });
      else walk(item);
    }
  };
  walk(readPath(body, 'model_params.element_image_list'));
  walk(readPath(body, 'model_params.element_video_list'));
  return references;
}

/** Returns every file of the request, when each field has as many as the model takes. */
export function checkInputs(
  entry: ModelEntry,
  body: Readonly<Record<string, unknown>>,
): Result<{ readonly references: readonly FileReference[] }, Refusal> {
  const references: FileReference[] = [];
  for (const field of inputFields) {
    const limits = entry.inputs[field] ?? { min: 0, max: 0 };
    const value = body[field];
    const isList = field.endsWith('_urls');
    if (value !== undefined && value !== null && Array.isArray(value) !== isList) {
      return fail(invalidParameter(field, isList ? `${field} must be a list of addresses` : `${field} must be one address`));
    }
    const urls: readonly unknown[] = isList
      ? ((value ?? []) as readonly unknown[])
      : value === undefined || value === null || value === ''
        ? []
        : [value];
    if (!urls.every(isAddress)) return fail(invalidParameter(field, `${field} must hold http or https addresses`));
    if (urls.length < limits.min)
      return fail(urls.length === 0 ? missingParameter(field) : invalidParameter(field, `${field} needs at least ${limits.min}`));
    if (urls.length > limits.max) {
      return fail(
        invalidParameter(field, limits.max === 0 ? `${entry.id} does not take ${field}` : `${field} takes at most ${limits.max}`),
      );
    }
    references.push(...urls.map((url) => ({ field, kind: kindOf(field), url })));
  }
  return ok({ references: [...references, ...(entry.output === 'element' ? elementReferences(body) : [])] });
}
