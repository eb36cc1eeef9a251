// Builds the body of `POST /v1/videos/generations`: each value has its documented name, and null values are left out.
import type { GenerationRequest, JsonValue, ReferenceRole } from '../generation.ts';
import { formFor } from './catalogue.ts';
import { isSafePath } from './checks/check-fields.ts';
import { promptRequired } from './checks/check-request.ts';
import { listedImageRoles } from './checks/check-slots.ts';
import { wireShots } from './form/shots.ts';
import type { ExtraField, Model, Slot } from './model.ts';
import { currentParameter } from './rules/read-request.ts';
import { sanitizeRequest, sanitizeText } from './rules/sanitize-text.ts';
import { readObject } from './rules/structured-values.ts';

type Body = Record<string, JsonValue>;

/** Writes a value at a path like `model_params.watermark_info.enabled`, and creates the objects on the way. */
const setPath = (body: Body, path: string, value: JsonValue): void => {
  if (!isSafePath(path)) return;
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  let target = body;
  for (const part of parts) {
    const inner = target[part];
    const next: Body = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...(inner as Body) } : {};
    target[part] = next;
    target = next;
  }
  target[last] = value;
};

const isOmitted = (value: JsonValue): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Returns a value as the API spells it; a request may have it in another form. */
const apiValue = (type: ExtraField['type'] | undefined, value: JsonValue): JsonValue => {
  if (type === 'shots') return wireShots(value);
  return type === 'object' ? readObject(value) : value;
};

const putParameters = (body: Body, model: Model, request: GenerationRequest): void => {
  const paths = new Set([...model.extra.map(({ path }) => path), ...Object.keys(request.parameters)]);
  for (const path of paths) {
    const field = model.extra.find((one) => one.path === path);
    const value = apiValue(field?.type, currentParameter(model, request, path));
    if (!isOmitted(value)) setPath(body, path, value);
  }
};

type AddressOf = (referenceId: number) => string;

const addressesOf = (request: GenerationRequest, role: ReferenceRole, addressOf: AddressOf): readonly string[] =>
  request.references.filter((use) => use.role === role).map(({ referenceId }) => addressOf(referenceId));

/** Writes the files of a new element: a front view with further views, or one video. */
const putElement = (body: Body, request: GenerationRequest, addressOf: AddressOf): void => {
  const [front] = addressesOf(request, 'element-front', addressOf);
  const views = addressesOf(request, 'element-view', addressOf);
  const videos = addressesOf(request, 'element-video', addressOf);
  if (front !== undefined || views.length > 0) {
    setPath(body, 'model_params.element_image_list', {
      ...(front === undefined ? {} : { frontal_image: front }),
      ...(views.length === 0 ? {} : { refer_images: views.map((image_url) => ({ image_url })) }),
    });
  }
  if (videos.length > 0) setPath(body, 'model_params.element_video_list', { refer_videos: videos.map((video_url) => ({ video_url })) });
};

const putReferences = (body: Body, model: Model, request: GenerationRequest, addressOf: AddressOf): void => {
  const fields: Partial<Record<Slot['field'], string[]>> = {};
  const slots: readonly Pick<Slot, 'role' | 'field'>[] = model.slots;
  const additionalRoles = listedImageRoles(model).filter((role) => !slots.some((slot) => slot.role === role));
  for (const { role, field } of [...slots, ...additionalRoles.map((role) => ({ role, field: 'image_urls' as const }))]) {
    fields[field] = [...(fields[field] ?? []), ...addressesOf(request, role, addressOf)];
  }
  for (const list of ['image_urls', 'video_urls', 'audio_urls', 'mask_url'] as const) {
    const addresses = fields[list] ?? [];
    if (addresses.length > 0) body[list] = addresses;
  }
  for (const single of ['image_start', 'image_end', 'video_url', 'audio_url', 'ref_image_url'] as const) {
    const [address] = fields[single] ?? [];
    if (address !== undefined) body[single] = address;
  }
  putElement(body, request, addressOf);
};

/** Returns the contract's seven fields under the contract's names; audio is `sound` if the model's page uses that name. */
const contractFields = (model: Model, request: GenerationRequest): Body => {
  const { prompt, durationSeconds, quality, aspectRatio, generateAudio } = request;
  const sendsPrompt = !model.prompt.none && (sanitizeText(prompt).trim() !== '' || promptRequired(request));
  const usesSoundField = model.audio.kind === 'switch' && model.audio.field === 'sound';
  return {
    model: request.model,
    ...(sendsPrompt ? { prompt } : {}),
    ...(durationSeconds === null ? {} : { duration: durationSeconds }),
    ...(quality === null ? {} : { quality }),
    ...(aspectRatio === null ? {} : { aspect_ratio: aspectRatio }),
    ...(generateAudio === null ? {} : usesSoundField ? { sound: generateAudio ? 'on' : 'off' } : { generate_audio: generateAudio }),
  };
};

/** Returns the body of a request; `addressOf` returns the URL of an uploaded reference. */
export const wireBody = (request: GenerationRequest, addressOf: (referenceId: number) => string): Record<string, JsonValue> => {
  const model = formFor(request.model);
  const body = contractFields(model, request);
  putParameters(body, model, request);
  putReferences(body, model, request, addressOf);
  return sanitizeRequest(body) as Body;
};
