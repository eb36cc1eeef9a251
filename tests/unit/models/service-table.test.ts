// The form against the service's own table (the simulator's, written apart from the catalogue): what nothing is said against is taken,
// and what the service would refuse is blocked or advised against.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../electron/simulator/settings.ts';
import { validate } from '../../../electron/simulator/validate.ts';
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { check, defaultRequest, type Model, models, settle, switchModel, wireBody } from '../../../shared/models/index.ts';
import { filesOf, filled, maybe, rounds, secondsOf } from './form-requests.ts';
import { named } from './requests.ts';

const settings = { ...defaultSettings, strictFields: true };

/** Said of a whole model, whatever is asked of it; they would hide what is wrong with a request. */
const aboutModel: readonly string[] = ['model-withdrawn', 'model-undocumented', 'model-unknown'];

const saidOf = (request: GenerationRequest): readonly string[] =>
  check(request, filesOf(request))
    .filter(({ code }) => !aboutModel.includes(code))
    .map(named);

const refusalOf = (request: GenerationRequest): string | null => {
  const verdict = validate(
    // As it arrives: through JSON.
    JSON.parse(JSON.stringify(wireBody(request, (id) => `https://files.evolink.ai/${id}`))) as Record<string, JsonValue>,
    settings,
  );
  return verdict.ok ? null : `${verdict.error.param}: ${verdict.error.message}`;
};

const words = fc.oneof(
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
      { index: fc.integer({ min: 1, max: 6 }), prompt: words, duration: number },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>('shot', 5, null, [], {}) },
);

/** What a person can leave in a field of this type: the fitting and the unfitting. */
const typed = (field: Model['extra'][number]): fc.Arbitrary<JsonValue> => {
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: field.min, max: field.max }), fc.constantFrom(field.min - 1, field.max + 1, 1.5, -1, 0, 1e308));
    case 'choice':
      return fc.constantFrom(...field.values);
    case 'text':
      return words;
    case 'task':
      return fc.oneof(fc.constant('task-unified-1761313744-vux2jw0k'), words);
    case 'json':
      return field.path.endsWith('multi_prompt')
        ? fc.oneof(fc.array(shot, { maxLength: 8 }), fc.constant(field.example), fc.constant([{ index: 1, prompt: 'a', duration: 5 }]))
        : fc.oneof(
            fc.array(fc.constant({ element_id: '7' }), { maxLength: 9 }),
            fc.constantFrom<JsonValue>([{}], ['7'], [7], { a: 1 }, 'x', 7),
          );
  }
};

const given = (model: Model): fc.Arbitrary<GenerationRequest> => {
  const preset = defaultRequest(model.id, 'a fox in the snow');
  return fc
    .record({
      prompt: fc.oneof(fc.constant(preset.prompt), fc.constant(preset.prompt), words),
      durationSeconds: maybe([...secondsOf(model), 2, 5], preset.durationSeconds),
      quality: maybe(model.quality.kind === 'none' ? [] : model.quality.values, preset.quality),
      aspectRatio: maybe(model.aspectRatio.kind === 'none' ? [] : model.aspectRatio.values, preset.aspectRatio),
      generateAudio: maybe(model.audio.kind === 'none' ? [] : [true, false], preset.generateAudio),
      parameters: fc.record(
        Object.fromEntries(model.extra.map((field) => [field.path, fc.option(typed(field), { nil: field.default, freq: 2 })])),
      ),
      picks: fc.array(fc.nat(11), { maxLength: 9 }),
      settles: fc.boolean(),
    })
    .map(({ picks, settles, ...fields }) => {
      const request = filled({ ...preset, ...fields }, picks);
      return settles ? settle(request, null).request : request;
    });
};

/** Through other models and back again, as somebody who cannot decide. */
const wandered = fc
  .tuple(fc.constantFrom(...models).chain(given), fc.array(fc.constantFrom(...models), { minLength: 1, maxLength: 4 }))
  .map(([start, stops]) => stops.reduce((request, { id }) => switchModel(request, id, filesOf(request)).request, start));

describe.each(models.map((model) => [model.id, model] as const))('%s', (_, model) => {
  it('takes every request that nothing is said against', () => {
    fc.assert(
      fc.property(given(model), (request) => {
        if (saidOf(request).length === 0) expect(refusalOf(request)).toBeNull();
      }),
      rounds(40),
    );
  });
});

it('any model takes a request that came to it from others, unless something is said against it', () => {
  fc.assert(
    fc.property(wandered, (request) => {
      if (saidOf(request).length === 0) expect(refusalOf(request)).toBeNull();
    }),
    rounds(400),
  );
});
