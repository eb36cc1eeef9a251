// The bodies that the form of a model produces without an issue: each field at each of its values or limits, every pair of them,
// and random combinations from a fixed seed.

import type { GenerationRequest, JsonValue, ReferenceRole } from '../../../shared/generation.ts';
import {
  checkRequest,
  defaultRequest,
  type ExtraField,
  type Model,
  resolveConflicts,
  wireBody,
  writeElements,
  writeShots,
} from '../../../shared/models/index.ts';
import { fc } from '../../support/fast-check.ts';
import { anyRequest, filesOf, secondsOf } from '../models/form-requests.ts';

export type Body = Readonly<Record<string, JsonValue>>;
type Change = (request: GenerationRequest) => GenerationRequest;
/** The changes that set one field to each of its values. */
type Dimension = readonly Change[];

const setFields =
  (changed: Partial<GenerationRequest>): Change =>
  (request) => ({ ...request, ...changed });
const setParameter =
  (path: string, value: JsonValue): Change =>
  (request) => ({ ...request, parameters: { ...request.parameters, [path]: value } });

const prompts = ({ prompt }: Model): readonly string[] => {
  const maxLength = Math.min(prompt.max ?? 5_000, 5_000);
  return ['', 'a fox', '雪'.repeat(maxLength), `${'x'.repeat(maxLength - 1)}🦊`];
};

/** How many files each slot may get. */
const fileCounts = (model: Model): Dimension =>
  model.slots.flatMap(({ role, max }) =>
    [...new Set([1, 2, max])]
      .filter((count) => count <= max)
      .map(
        (count): Change =>
          (request) =>
            withFiles(request, role, count),
      ),
  );

const withFiles = (request: GenerationRequest, role: ReferenceRole, count: number): GenerationRequest => {
  const others = request.references.filter((use) => use.role !== role);
  const next = Math.max(0, ...others.map(({ referenceId }) => referenceId)) + 1;
  return { ...request, references: [...others, ...Array.from({ length: count }, (_, at) => ({ role, referenceId: next + at }))] };
};

const shotsOf = (durationSeconds: number | null): readonly JsonValue[] => {
  const total = durationSeconds ?? 5;
  const evenly = Array.from({ length: Math.min(6, total) }, (_, at) => ({
    prompt: `shot ${at}`,
    seconds: at === 0 ? total - Math.min(6, total) + 1 : 1,
  }));
  return [
    [],
    writeShots([{ prompt: 'x'.repeat(512), seconds: total }]),
    // As drafts of earlier versions store them.
    [
      { index: 1, prompt: 'a', duration: 1 },
      { index: 2, prompt: 'b', duration: total - 1 },
    ],
    writeShots(evenly),
  ];
};

const valuesOf = (field: ExtraField): readonly JsonValue[] => {
  switch (field.type) {
    case 'boolean':
      return [null, true, false];
    case 'integer':
      return [null, field.min, field.max];
    case 'choice':
      return [null, ...field.values];
    case 'text':
      return [null, 'a', 'x'.repeat(field.maxCharacters ?? 200)];
    case 'object':
      return [null, { a: 1 }];
    case 'task':
      return [null, 'task-unified-1761313744-vux2jw0k'];
    case 'span':
      return [null, '0,2', '1.5,3'];
    case 'elements':
      return [null, ...[1, 3, field.maxItems].map((count) => writeElements(Array.from({ length: count }, (_, at) => `${at}`)))];
    case 'shots':
      return [];
  }
};

const dimensionsOf = (model: Model): readonly Dimension[] => {
  const { quality, aspectRatio, audio, extra } = model;
  const withUnset = (choice: Model['quality']): readonly (string | null)[] => (choice.kind === 'none' ? [] : [null, ...choice.values]);
  const shots = extra.filter(({ type }) => type === 'shots');
  return [
    prompts(model).map((prompt) => setFields({ prompt })),
    [null, ...secondsOf(model)].map((durationSeconds) => setFields({ durationSeconds })),
    withUnset(quality).map((value) => setFields({ quality: value })),
    withUnset(aspectRatio).map((value) => setFields({ aspectRatio: value })),
    audio.kind === 'none' ? [] : [null, true, false].map((generateAudio) => setFields({ generateAudio })),
    fileCounts(model),
    ...extra.map((field) => valuesOf(field).map((value) => setParameter(field.path, value))),
    // Everything that several shots need is set together, with the new duration of the video.
    ...shots.flatMap(({ path }) =>
      ['customize', 'intelligence', null].map(
        (type): Dimension =>
          [0, 1, 2, 3].map((variant) => (request) => ({
            ...request,
            parameters: {
              ...request.parameters,
              'model_params.multi_shot': true,
              'model_params.shot_type': type,
              [path]: shotsOf(request.durationSeconds)[variant] ?? null,
            },
          })),
      ),
    ),
  ].filter((dimension) => dimension.length > 0);
};

/** The form's initial request, with every required slot filled. */
const startsOf = (model: Model): readonly GenerationRequest[] => {
  const empty = defaultRequest(model.id, 'a fox in the snow');
  const needed = model.slots.reduce((request, { role, min }) => (min === 0 ? request : withFiles(request, role, min)), empty);
  const required = model.extra.filter((field) => field.required && field.type !== 'choice');
  const filled = required.reduce((request, field) => setParameter(field.path, valuesOf(field)[1] ?? null)(request), needed);
  const hasFrontSlot = model.slots.some(({ role }) => role === 'element-front');
  if (!hasFrontSlot) return [filled];
  const pictures = withFiles(withFiles(filled, 'element-front', 1), 'element-view', 1);
  return [pictures, withFiles(setParameter('model_params.reference_type', 'video_refer')(filled), 'element-video', 1)];
};

const pairwise = (model: Model): readonly GenerationRequest[] => {
  const dimensions = dimensionsOf(model);
  return startsOf(model).flatMap((start) => [
    start,
    ...dimensions.flatMap((one, at) => [
      ...one.map((change) => change(start)),
      ...dimensions.slice(at + 1).flatMap((other) => one.flatMap((change) => other.map((next) => next(change(start))))),
    ]),
  ]);
};

/** Issues of a whole model, whatever the request. */
const aboutModel: readonly string[] = ['model-withdrawn', 'model-undocumented', 'model-unknown'];

const hasNoIssue = (request: GenerationRequest): boolean =>
  checkRequest(request, filesOf(request)).every(({ code }) => aboutModel.includes(code));

/** The body as it arrives: through JSON. */
export const bodyOf = (request: GenerationRequest): Body =>
  JSON.parse(JSON.stringify(wireBody(request, (id) => `https://files.evolink.ai/${id}`))) as Body;

/** Each body once. `randomly`: the number of random requests besides the pairs. */
export const bodiesWithoutIssues = (model: Model, randomCount: number): readonly Body[] => {
  const random = fc.sample(anyRequest(model), { numRuns: randomCount, seed: 20_261_129 });
  const requests = [...pairwise(model).flatMap((request) => [request, resolveConflicts(request, null).request]), ...random];
  const bodies = new Map<string, Body>();
  for (const request of requests) {
    if (!hasNoIssue(request)) continue;
    const body = bodyOf(request);
    bodies.set(JSON.stringify(body), body);
  }
  return [...bodies.values()];
};
