// Requests that the form can produce, for the tests of all models.

import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import {
  defaultRequest,
  fileKindOf,
  formFor,
  type Model,
  type Reference,
  resolveConflicts,
  slotStates,
  writeShots,
} from '../../../shared/models/index.ts';
import { fc } from '../../support/fast-check.ts';
import { fileFor, frameOf } from './requests.ts';

/** The number of runs of a property: `few` with a fixed seed, or, if the environment variable `FORM_RUNS` is set, that many with a random seed. */
export const rounds = (few: number): { readonly numRuns: number; readonly seed?: number } =>
  process.env.FORM_RUNS === undefined ? { numRuns: few, seed: 20_261_122 } : { numRuns: Number(process.env.FORM_RUNS) };

/** One of these values, or the form's default. */
export const valueOrPreset = <T>(values: readonly T[], preset: T): fc.Arbitrary<T> =>
  values.length === 0 ? fc.constant(preset) : fc.constantFrom(preset, ...values);

export const secondsOf = ({ duration }: Model): readonly number[] => {
  if (duration.kind === 'list') return duration.seconds;
  return duration.kind === 'range'
    ? Array.from({ length: duration.maxSeconds - duration.minSeconds + 1 }, (_, index) => duration.minSeconds + index)
    : [];
};

/** Fills one open slot for each number in `picks`, which selects the slot, then the required slots that are still empty. */
export const fillSlots = (request: GenerationRequest, picks: readonly number[]): GenerationRequest => {
  const add = (now: GenerationRequest, role: GenerationRequest['references'][number]['role']): GenerationRequest => ({
    ...now,
    references: [...now.references, { role, referenceId: now.references.length + 1 }],
  });
  const random = picks.reduce((now, pick) => {
    const open = slotStates(now).filter((slot) => slot.freePlaces > 0);
    const chosen = open[pick % Math.max(1, open.length)];
    return chosen ? add(now, chosen.slot.role) : now;
  }, request);
  return slotStates(random).reduce((now, { slot }) => {
    const missing = Math.max(0, slot.min - now.references.filter(({ role }) => role === slot.role).length);
    return Array.from({ length: missing }).reduce<GenerationRequest>((then) => add(then, slot.role), now);
  }, random);
};

/** A valid file for each reference. */
export const filesOf = (request: GenerationRequest): ReadonlyMap<number, Reference> =>
  new Map(
    request.references.map(({ role, referenceId }) => {
      const shape = fileKindOf(role) === 'image' ? frameOf(request.aspectRatio) : {};
      const long = fileKindOf(role) === 'video' ? { durationSeconds: Math.max(4, formFor(request.model).video?.minSeconds ?? 0) } : {};
      return [referenceId, fileFor(referenceId, role, { ...shape, ...long })];
    }),
  );

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    'a fox',
    '1,3',
    '1, 3',
    ' 0 , 2 ',
    '2,1',
    '0,9',
    '１，３',
    '<script>',
    '{{}}',
    '-1',
    '1e308',
    '🦊'.repeat(600),
    'x'.repeat(2_600),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
);

const number = fc.constantFrom<JsonValue>(1, 2, 2.5, 3, 5, 0, -1, '5', '2', '', 'two', '1e1', null, true, 1e308);
const shot: fc.Arbitrary<JsonValue> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record<Record<string, JsonValue>>(
      { index: fc.integer({ min: 1, max: 6 }), prompt: texts, duration: number },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>('shot', 5, null, [], {}) },
);

/** Valid and invalid values that a user can leave in a field of this type. */
const valuesFor = (field: Model['extra'][number]): fc.Arbitrary<JsonValue> => {
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: field.min, max: field.max }), fc.constantFrom(field.min - 1, field.max + 1, 1.5, -1, 0, 1e308));
    case 'choice':
      return fc.constantFrom(...field.values);
    case 'text':
      return texts;
    case 'object':
      return fc.oneof(fc.constant('{"a":1}'), texts);
    case 'task':
      return fc.oneof(fc.constant('task-unified-1761313744-vux2jw0k'), texts);
    case 'span':
      return fc.oneof(fc.constant('1,3'), texts);
    case 'shots':
      return fc.oneof(
        fc.array(shot, { maxLength: 8 }),
        fc.constant(
          writeShots([
            { prompt: 'a fox looks up', seconds: 2 },
            { prompt: 'it runs', seconds: 3 },
          ]),
        ),
        fc.constant([{ index: 1, prompt: 'a', duration: '5' }]),
      );
    case 'elements':
      return fc.oneof(
        fc.array(fc.constant({ element_id: '7' }), { maxLength: 9 }),
        fc.constantFrom<JsonValue>([{}], ['7'], [7], { a: 1 }, 'x', 7),
      );
  }
};

/** Any request, valid or not, that a user can leave in the form of this model. */
export const anyRequest = (model: Model): fc.Arbitrary<GenerationRequest> => {
  const preset = defaultRequest(model.id, 'a fox in the snow');
  return fc
    .record({
      prompt: fc.oneof(fc.constant(preset.prompt), fc.constant(preset.prompt), texts),
      durationSeconds: valueOrPreset([...secondsOf(model), 2, 5], preset.durationSeconds),
      quality: valueOrPreset(model.quality.kind === 'none' ? [] : model.quality.values, preset.quality),
      aspectRatio: valueOrPreset(model.aspectRatio.kind === 'none' ? [] : model.aspectRatio.values, preset.aspectRatio),
      generateAudio: valueOrPreset(model.audio.kind === 'none' ? [] : [true, false], preset.generateAudio),
      parameters: fc.record(
        Object.fromEntries(model.extra.map((field) => [field.path, fc.option(valuesFor(field), { nil: field.default, freq: 2 })])),
      ),
      picks: fc.array(fc.nat(11), { maxLength: 9 }),
      resolvesConflicts: fc.boolean(),
    })
    .map(({ picks, resolvesConflicts, ...fields }) => {
      const request = fillSlots({ ...preset, ...fields }, picks);
      return resolvesConflicts ? resolveConflicts(request, null).request : request;
    });
};
