// Moves a request to another model: values that still fit are kept, others are changed or removed, and the changes are reported.
import type { GenerationRequest, Reference, ReferenceUse } from '../../generation.ts';
import { formFor, isUnknownModel } from '../catalogue.ts';
import { fieldAccepts, offersSeconds, offersValue } from '../checks/check-fields.ts';
import { blockingIssues, checkRequest } from '../checks/check-request.ts';
import { defaultRequest } from '../form/default-request.ts';
import { nextRole, slotStates } from '../form/slots.ts';
import type { Model, SwitchChange } from '../model.ts';
import { fileKindOf } from './read-request.ts';
import { changesBetween, resolveAllConflicts } from './resolve-conflicts.ts';

/** For a move to an unknown model, removes the values that equal the old model's defaults: the unknown model may not have these fields. */
const withoutPresets = (request: GenerationRequest, to: Model): GenerationRequest => {
  if (!isUnknownModel(to.id) || isUnknownModel(request.model)) return request;
  const previousDefaults = defaultRequest(request.model);
  const defaultFields = (['durationSeconds', 'quality', 'aspectRatio', 'generateAudio'] as const).filter(
    (field) => request[field] === previousDefaults[field],
  );
  return { ...request, ...Object.fromEntries(defaultFields.map((field) => [field, null])) };
};

const fieldsFor = (request: GenerationRequest, model: Model, defaults: GenerationRequest): GenerationRequest => {
  const { durationSeconds, quality, aspectRatio, generateAudio } = withoutPresets(request, model);
  const keptParameters = model.extra.flatMap((field) => {
    const value = request.parameters[field.path];
    return value !== undefined && value !== null && fieldAccepts(field, value) ? [[field.path, value] as const] : [];
  });
  return {
    ...defaults,
    durationSeconds:
      durationSeconds !== null && offersSeconds(model.duration, durationSeconds) ? durationSeconds : defaults.durationSeconds,
    quality: quality !== null && offersValue(model.quality, quality) ? quality : defaults.quality,
    aspectRatio: aspectRatio !== null && offersValue(model.aspectRatio, aspectRatio) ? aspectRatio : defaults.aspectRatio,
    generateAudio: generateAudio !== null && model.audio.kind === 'switch' ? generateAudio : defaults.generateAudio,
    parameters: { ...defaults.parameters, ...Object.fromEntries(keptParameters) },
  };
};

/** True when the model refuses a file; a wrong ratio does not count, because the picture can be cropped. */
const hasRefusedFile = (request: GenerationRequest, references: ReadonlyMap<number, Reference>): boolean =>
  blockingIssues(checkRequest(request, references)).some(({ code }) => code.startsWith('reference-') && code !== 'reference-missing');

/** Adds the file in its own role if that role is open, otherwise in the next open role of its kind. Otherwise leaves the file out. */
const withReference = (request: GenerationRequest, use: ReferenceUse, references: ReadonlyMap<number, Reference>): GenerationRequest => {
  const kind = references.get(use.referenceId)?.kind ?? fileKindOf(use.role);
  const isSameRoleOpen = slotStates(request).some(({ slot, freePlaces }) => slot.role === use.role && freePlaces > 0);
  const role = isSameRoleOpen ? use.role : nextRole(request, kind);
  if (role === null) return request;
  const next = { ...request, references: [...request.references, { role, referenceId: use.referenceId }] };
  return hasRefusedFile(next, references) ? request : next;
};

const hasRefusedRatio = (request: GenerationRequest, references: ReadonlyMap<number, Reference>): boolean =>
  blockingIssues(checkRequest(request, references)).some(({ values }) => values.rule === 'image-ratio');

/** If a frame must have the video's ratio and the model has the frame's ratio, requests that ratio. Otherwise the picture needs a crop. */
const ratioOfFrame = (request: GenerationRequest, model: Model, references: ReadonlyMap<number, Reference>): GenerationRequest => {
  if (model.aspectRatio.kind === 'none' || !hasRefusedRatio(request, references)) return request;
  const aspectRatio = model.aspectRatio.values.find((value) => !hasRefusedRatio({ ...request, aspectRatio: value }, references));
  return aspectRatio === undefined ? request : { ...request, aspectRatio };
};

/** False for defaults of the old model that the user did not choose: their change is not reported. */
const isWorthReporting = (change: SwitchChange, from: Model): boolean => {
  const field = from.extra.find(({ path }) => path === change.field);
  return !(field && change.to === null && field.default !== null && change.from === String(field.default));
};

/** Returns the changes of a move from one model to another, without the old model's defaults that the user did not choose. */
export const switchChanges = (from: GenerationRequest, to: GenerationRequest): readonly SwitchChange[] =>
  changesBetween(from, to).filter((change) => isWorthReporting(change, formFor(from.model)));

/** Moves `request` to another model; the result has no blocking issue except files that the user still has to add or crop. */
export const switchModel = (
  request: GenerationRequest,
  toModelId: string,
  references: ReadonlyMap<number, Reference>,
): { readonly request: GenerationRequest; readonly changes: readonly SwitchChange[] } => {
  const model = formFor(toModelId);
  const fields = fieldsFor(request, model, defaultRequest(toModelId, request.prompt));
  const filled = request.references.reduce((now, use) => withReference(now, use, references), fields);
  const resolved = resolveAllConflicts(ratioOfFrame(filled, model, references));
  return { request: resolved, changes: switchChanges(request, resolved) };
};
