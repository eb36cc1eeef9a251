// Properties of every model, for any request that its form can produce.

import { describe, expect, it } from 'vitest';
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import {
  blockingIssues,
  checkRequest,
  defaultRequest,
  type Issue,
  type Model,
  models,
  type Reference,
  resolveConflicts,
  switchModel,
  wireBody,
  writeElements,
  writeShots,
} from '../../../shared/models/index.ts';
import { resolveAllConflicts } from '../../../shared/models/rules/resolve-conflicts.ts';
import { fc } from '../../support/fast-check.ts';
import { filesOf, fillSlots, rounds, secondsOf, valueOrPreset } from './form-requests.ts';
import { issueName } from './requests.ts';

const valueFor = (field: Model['extra'][number]): fc.Arbitrary<JsonValue> => {
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'choice':
      return fc.constantFrom(...field.values);
    case 'text':
      return fc.string({ minLength: 1, maxLength: field.maxCharacters ?? 60 }).map((text) => text.trim() || 'x');
    case 'object':
      return fc.constant({ a: 1 });
    case 'task':
      return fc.constant('task-unified-1761313744-vux2jw0k');
    case 'span':
      return fc.constant('1,3');
    case 'shots':
      return fc.constant(
        writeShots([
          { prompt: 'a fox looks up', seconds: 2 },
          { prompt: 'it runs', seconds: 3 },
        ]),
      );
    case 'elements':
      return fc.constant(writeElements(['7']));
  }
};

const parametersOf = (model: Model): fc.Arbitrary<GenerationRequest['parameters']> =>
  fc.record(
    Object.fromEntries(
      model.extra.map((field) => [field.path, field.required ? valueFor(field) : fc.option(valueFor(field), { nil: field.default })]),
    ),
  );

/** Fills the list of shots if the request has several shots. */
const withShots = (request: GenerationRequest): GenerationRequest => {
  if (request.parameters['model_params.multi_shot'] !== true) return request;
  const shots = [{ index: 1, prompt: 'a fox', duration: String(request.durationSeconds ?? 5) }];
  return { ...request, parameters: { ...request.parameters, 'model_params.multi_prompt': shots } };
};

const formRequest = (model: Model): fc.Arbitrary<GenerationRequest> => {
  const preset = defaultRequest(model.id, 'a fox in the snow');
  return fc
    .record({
      durationSeconds: valueOrPreset(secondsOf(model), preset.durationSeconds),
      quality: valueOrPreset(model.quality.kind === 'none' ? [] : model.quality.values, preset.quality),
      aspectRatio: valueOrPreset(model.aspectRatio.kind === 'none' ? [] : model.aspectRatio.values, preset.aspectRatio),
      generateAudio: valueOrPreset(model.audio.kind === 'none' ? [] : [true, false], preset.generateAudio),
      parameters: parametersOf(model),
      picks: fc.array(fc.nat(11), { maxLength: 8 }),
    })
    .map(({ picks, ...fields }) => {
      const request = fillSlots({ ...preset, ...fields }, picks);
      return withShots(resolveConflicts(request, null).request);
    });
};

const blocksOf = (request: GenerationRequest, files: ReadonlyMap<number, Reference>): readonly Issue[] =>
  blockingIssues(checkRequest(request, files));

const contractNames = ['model', 'prompt', 'duration', 'quality', 'aspect_ratio', 'image_urls', 'generate_audio'];
const documentedNames = ['sound', 'image_start', 'image_end', 'video_url', 'video_urls', 'audio_url', 'audio_urls', 'model_params'];

describe.each(models.map((model) => [model.id, model] as const))('%s', (_, model) => {
  it('accepts any request that its form can produce', () => {
    fc.assert(
      fc.property(formRequest(model), (request) => {
        expect(blocksOf(request, filesOf(request)).map(issueName)).toEqual([]);
      }),
      rounds(60),
    );
  });

  it('receives every field that has a value, under its documented name, and no empty field', () => {
    fc.assert(
      fc.property(formRequest(model), (request) => {
        const body = wireBody(request, (id) => `https://files.evolink.ai/${id}`);
        const ownFields = model.extra.map(({ path }) => path.split('.')[0]);
        expect(Object.keys(body).filter((name) => ![...contractNames, ...documentedNames, ...ownFields].includes(name))).toEqual([]);
        expect(hasEmpty(body)).toBe(false);
        expect({
          model: body.model,
          duration: body.duration ?? null,
          quality: body.quality ?? null,
          ratio: body.aspect_ratio ?? null,
        }).toEqual({
          model: request.model,
          duration: request.durationSeconds,
          quality: request.quality,
          ratio: request.aspectRatio,
        });
        const { audio, slots, prompt } = model;
        const audioValue =
          audio.kind === 'switch' && audio.field === 'sound' ? { on: true, off: false }[String(body.sound)] : body.generate_audio;
        expect({ prompt: body.prompt, audio: audioValue ?? null, images: body.image_urls ?? [] }).toEqual({
          prompt: prompt.none ? undefined : request.prompt,
          audio: request.generateAudio,
          images: slots
            .filter(({ field }) => field === 'image_urls')
            .flatMap(({ role }) => request.references.filter((use) => use.role === role))
            .map(({ referenceId }) => `https://files.evolink.ai/${referenceId}`),
        });
        for (const { referenceId } of request.references)
          expect(JSON.stringify(body)).toContain(`https://files.evolink.ai/${referenceId}"`);
      }),
      rounds(30),
    );
  });
});

const hasEmpty = (value: JsonValue): boolean =>
  value === null || value === '' || (typeof value === 'object' && (Object.keys(value).length === 0 || Object.values(value).some(hasEmpty)));

const missingInputCodes: readonly string[] = ['prompt-missing', 'reference-missing', 'field-missing'];

describe('switching to another model', () => {
  it('leaves only issues about inputs that are missing or need a crop', () => {
    const model = fc.constantFrom(...models);
    const move = fc.tuple(model.chain(formRequest), model, fc.boolean());
    fc.assert(
      fc.property(move, ([from, to, keepsPrompt]) => {
        const files = filesOf(from);
        const { request } = switchModel({ ...from, prompt: keepsPrompt ? from.prompt : '' }, to.id, files);
        const remainingIssues = blocksOf(request, files).filter(
          ({ code, values }) => !missingInputCodes.includes(code) && values.rule !== 'image-ratio',
        );
        expect(remainingIssues.map(issueName)).toEqual([]);
        expect(resolveAllConflicts(request)).toEqual(request);
      }),
      rounds(1_500),
    );
  });

  it('changes nothing if the model is the current one', () => {
    const requests = fc.constantFrom(...models).chain(formRequest);
    fc.assert(
      fc.property(requests, (request) => {
        expect(switchModel(request, request.model, filesOf(request)).changes).toEqual([]);
      }),
      rounds(500),
    );
  });
});
