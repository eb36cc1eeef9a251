// Checks each field of the form on its own: duration, quality, aspect ratio, audio and the model's own fields.
import type { GenerationRequest, JsonValue } from '../../generation.ts';
import { findModel } from '../catalogue.ts';
import type { DurationChoice, ExtraField, Issue, Model, NamedChoice } from '../model.ts';
import * as contract from '../rules/general-limits.ts';
import { currentParameter, parameterAt } from '../rules/read-request.ts';
import { isListOf, readObject } from '../rules/structured-values.ts';
import { createIssue } from './create-issue.ts';

/** True when the model's list or range has this duration. */
export const offersSeconds = (choice: DurationChoice, value: number): boolean => {
  switch (choice.kind) {
    case 'none':
      return false;
    case 'range':
      return Number.isInteger(value) && value >= choice.minSeconds && value <= choice.maxSeconds;
    case 'list':
      return choice.seconds.includes(value);
  }
};

/** True when the model's list has this value. */
export const offersValue = (choice: NamedChoice, value: string): boolean => choice.kind === 'list' && choice.values.includes(value);

/** Returns the durations that a model offers as text, e.g. `4–12` or `5, 10`; empty when it has no such field. */
const offeredSecondsText = (choice: DurationChoice): string => {
  switch (choice.kind) {
    case 'none':
      return '';
    case 'range':
      return `${choice.minSeconds}–${choice.maxSeconds}`;
    case 'list':
      return choice.seconds.join(', ');
  }
};

const checkDuration = (value: number | null, model: Model): readonly Issue[] => {
  if (value === null || offersSeconds(model.duration, value)) return [];
  // If the contract and the documentation give the same durations, both exclude every other duration.
  const isSameInBoth = model.duration.kind !== 'none' && model.duration.source === 'both';
  const isInContract = !isSameInBoth && Number.isInteger(value) && value >= contract.minSeconds && value <= contract.maxSeconds;
  const values = { seconds: value, offered: offeredSecondsText(model.duration), model: model.name };
  return [
    createIssue(isInContract ? 'advice' : 'block', 'durationSeconds', isInContract ? 'duration-undocumented' : 'duration-outside', values),
  ];
};

const checkNamed = (
  field: 'quality' | 'aspectRatio',
  value: string | null,
  choice: NamedChoice,
  contractValues: readonly string[],
  model: Model,
): readonly Issue[] => {
  if (value === null || offersValue(choice, value)) return [];
  const name = field === 'quality' ? 'quality' : 'aspect-ratio';
  const values = { value, offered: choice.kind === 'list' ? choice.values.join(', ') : '', model: model.name };
  return [
    contractValues.includes(value)
      ? createIssue('advice', field, `${name}-undocumented`, values)
      : createIssue('block', field, `${name}-outside`, values),
  ];
};

const checkAudio = (value: boolean | null, model: Model): readonly Issue[] =>
  value !== null && model.audio.kind === 'none' ? [createIssue('block', 'generateAudio', 'audio-not-taken', { model: model.name })] : [];

const isEmpty = (value: JsonValue): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** True when a model's own field takes this value. */
export const fieldAccepts = (field: ExtraField, value: JsonValue): boolean => {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= field.min && value <= field.max;
    case 'text':
      return typeof value === 'string' && (field.maxCharacters === null || [...value].length <= field.maxCharacters);
    case 'choice':
      return typeof value === 'string' && field.values.includes(value);
    case 'task':
      return typeof value === 'string' && /^[A-Za-z0-9._:-]{4,128}$/.test(value);
    // Two times "from,to" in seconds. A rule of the model checks their distance.
    case 'span':
      return typeof value === 'string';
    case 'object':
      return readObject(value) !== null;
    case 'shots':
      return isListOf('shot', field.maxItems, value);
    case 'elements':
      return isListOf('element', field.maxItems, value);
  }
};

/** Returns the values that a field accepts as text, e.g. `1–10` or `std, pro`; empty where they cannot be listed. */
const offeredText = (field: ExtraField): string => {
  switch (field.type) {
    case 'integer':
      return `${field.min}–${field.max}`;
    case 'choice':
      return field.values.join(', ');
    case 'text':
      return field.maxCharacters === null ? '' : `≤ ${field.maxCharacters}`;
    case 'shots':
    case 'elements':
      return `≤ ${field.maxItems}`;
    case 'boolean':
    case 'object':
    case 'task':
    case 'span':
      return '';
  }
};

/** Fields that a request has for every model; a model's own field cannot have these names. */
const reservedNames: readonly string[] = [
  'model',
  'prompt',
  'duration',
  'quality',
  'aspect_ratio',
  'image_urls',
  'generate_audio',
  'sound',
];
const unsafeNames: readonly string[] = ['', '__proto__', 'constructor', 'prototype'];

/** True when a value may be written at this path of the body. It must not replace a field of the request or change the prototype of an object. */
export const isSafePath = (path: string): boolean => {
  const parts = path.split('.');
  return !reservedNames.includes(parts[0] ?? '') && !parts.some((part) => unsafeNames.includes(part));
};

const checkParameters = (request: GenerationRequest, model: Model): readonly Issue[] => {
  const fieldIssues = model.extra.flatMap((field): readonly Issue[] => {
    const value = parameterAt(request, field.path);
    const values = { field: field.path, type: field.type, offered: offeredText(field), model: model.name };
    if (isEmpty(value))
      return field.required && isEmpty(currentParameter(model, request, field.path))
        ? [createIssue('block', field.path, 'field-missing', values)]
        : [];
    return fieldAccepts(field, value) ? [] : [createIssue('block', field.path, 'field-outside', values)];
  });
  const isUnknownModel = findModel(request.model) === undefined;
  const unexpected = Object.keys(request.parameters).filter(
    (path) =>
      !isEmpty(parameterAt(request, path)) && !model.extra.some((field) => field.path === path) && !(isUnknownModel && isSafePath(path)),
  );
  return [
    ...fieldIssues,
    ...unexpected.map((path) =>
      createIssue('block', path, 'field-outside', { field: path, type: 'unknown', offered: '', model: model.name }),
    ),
  ];
};

/** Returns the issues of all fields but the prompt, the model and the references. */
export const checkFields = (request: GenerationRequest, model: Model): readonly Issue[] => [
  ...checkDuration(request.durationSeconds, model),
  ...checkNamed('quality', request.quality, model.quality, contract.qualities, model),
  ...checkNamed('aspectRatio', request.aspectRatio, model.aspectRatio, contract.aspectRatios, model),
  ...checkAudio(request.generateAudio, model),
  ...checkParameters(request, model),
];
