// Requests that the service's pages forbid in prose or in their schemas, each compared with the nearest valid request.
import { describe, expect, test } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import { violationsOf } from '../wire/pages.ts';

type Body = Readonly<Record<string, unknown>>;
const image = 'https://example.com/a.png';

/** Returns the parameter that the simulator rejects, or null. Also checks that the copied pages, which the tests of the form use, agree. */
const rejectedParameter = (body: Body): string | null => {
  const validation = validate(body, defaultSettings);
  expect(violationsOf(JSON.parse(JSON.stringify(body)) as Body).length === 0).toBe(validation.ok);
  return validation.ok ? null : (validation.error.param ?? validation.error.code);
};

const shot = (duration: unknown, more: Body = {}): Body => ({ index: 1, prompt: 'a', duration, ...more });
const multiShotBody = (shots: readonly unknown[], more: Body = {}): Body => ({
  duration: 5,
  model_params: { multi_shot: true, shot_type: 'customize', multi_prompt: shots, ...more },
});
const withoutField = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

const multiShot = ['kling-o3-text-to-video', 'kling-o3-image-to-video', 'kling-v3-text-to-video', 'kling-v3-image-to-video'];
const bodyFor = (model: string, more: Body): Body => ({
  model,
  prompt: 'a fox',
  ...(model === 'kling-v3-image-to-video' ? { image_start: image } : {}),
  ...more,
});

describe.each(multiShot)('several shots on %s', (model) => {
  const listField = 'model_params.multi_prompt';
  test.each<readonly [string, Body, string | null]>([
    ['seconds as a string', multiShotBody([shot('2'), shot('3', { index: 2 })]), null],
    ['seconds as a number', multiShotBody([shot(5)]), listField],
    ['a shot of zero seconds', multiShotBody([shot('0'), shot('5', { index: 2 })]), listField],
    ['half a second', multiShotBody([shot('0.5'), shot('4.5', { index: 2 })]), listField],
    ['seconds in words', multiShotBody([shot('five')]), listField],
    ['a shot without its index', multiShotBody([withoutField(shot('5'), 'index')]), listField],
    ['a shot whose index is a string', multiShotBody([shot('5', { index: '1' })]), listField],
    ['a shot without a prompt', multiShotBody([withoutField(shot('5'), 'prompt')]), listField],
    ['shots that do not add up', multiShotBody([shot('4')]), listField],
    ['no shots', multiShotBody([]), listField],
    ['seven shots', { ...multiShotBody(Array.from({ length: 7 }, (_, at) => shot('1', { index: at + 1 }))), duration: 7 }, listField],
    ['no shot type', multiShotBody([shot('5')], { shot_type: undefined }), 'model_params.shot_type'],
    ['an unknown shot type', multiShotBody([shot('5')], { shot_type: 'random' }), 'model_params.shot_type'],
    ['one shot and no shot type', { duration: 5, model_params: { multi_shot: false } }, null],
  ])('%s', (_, more, expected) => {
    expect(rejectedParameter(bodyFor(model, more))).toBe(expected);
  });

  test.runIf(model !== 'kling-o3-text-to-video')('rejects a shot of more than 512 characters', () => {
    expect(rejectedParameter(bodyFor(model, multiShotBody([shot('5', { prompt: '雪'.repeat(512) })])))).toBeNull();
    expect(rejectedParameter(bodyFor(model, multiShotBody([shot('5', { prompt: '雪'.repeat(513) })])))).toBe(listField);
  });
});

test('an empty prompt is accepted with written shots, but not if the model divides the shots itself', () => {
  const empty = (model: string, more: Body): string | null => rejectedParameter({ ...bodyFor(model, more), prompt: '' });
  expect([
    empty('kling-v3-text-to-video', multiShotBody([shot('5')])),
    empty('kling-o3-text-to-video', multiShotBody([shot('5')])),
    empty('kling-o3-image-to-video', multiShotBody([shot('5')])),
    empty('kling-v3-text-to-video', { model_params: { multi_shot: true, shot_type: 'intelligence' } }),
    rejectedParameter(bodyFor('kling-v3-text-to-video', { model_params: { multi_shot: true, shot_type: 'intelligence' } })),
    empty('kling-v3-text-to-video', { model_params: { multi_shot: false, shot_type: 'customize' } }),
  ]).toEqual([null, null, null, 'prompt', null, 'prompt']);
});

const elements = (listField: unknown): Body => ({ model_params: { element_list: listField } });
describe.each([
  'kling-o3-text-to-video',
  'kling-o3-image-to-video',
  'kling-o3-reference-to-video',
  'kling-o3-video-edit',
  'kling-v3-image-to-video',
])('elements of %s', (model) => {
  test.each<readonly [string, unknown, string | null]>([
    ['objects with a string', [{ element_id: '123' }], null],
    ['plain strings', ['123'], 'model_params.element_list'],
    ['plain numbers', [123], 'model_params.element_list'],
    ['a number as id', [{ element_id: 123 }], 'model_params.element_list'],
    ['an empty id', [{ element_id: '' }], 'model_params.element_list'],
    ['an object without an id', [{}], 'model_params.element_list'],
    ['not a list', { element_id: '123' }, 'model_params.element_list'],
  ])('%s', (_, listField, expected) => {
    expect(rejectedParameter(bodyFor(model, elements(listField)))).toBe(expected);
  });
});

describe('the pages accept', () => {
  test.each<readonly [string, Body]>([
    [
      'Wan 2.6: a shot type without the prompt improver, which then has no effect',
      { model: 'wan2.6-text-to-video', prompt_extend: false, model_params: { shot_type: 'multi' } },
    ],
    ['Hailuo 2.3: a picture without a prompt', { model: 'MiniMax-Hailuo-2.3', prompt: undefined, image_urls: [image] }],
    [
      'Veo 3.1 preview: pictures in TEXT mode, which are not used',
      { model: 'veo-3.1-generate-preview', generation_type: 'TEXT', image_urls: [image] },
    ],
    [
      'Veo 3.1 preview: references with the ratio left to the service as auto',
      { model: 'veo-3.1-fast-generate-preview', generation_type: 'REFERENCE', image_urls: [image], aspect_ratio: 'auto', duration: 8 },
    ],
    ['Veo 3.1 Fast: references in 9:16', { model: 'veo3.1-fast', generation_type: 'REFERENCE', image_urls: [image], aspect_ratio: '9:16' }],
  ])('%s', (_, body) => {
    expect(rejectedParameter({ prompt: 'a fox', ...body })).toBeNull();
  });
});

describe('the pages reject', () => {
  test.each<readonly [string, Body, string]>([
    ['Hailuo 2.3: neither a picture nor a prompt', { model: 'MiniMax-Hailuo-2.3', prompt: undefined }, 'prompt'],
    [
      'Veo 3.1 preview: references in 9:16',
      { model: 'veo-3.1-generate-preview', generation_type: 'REFERENCE', image_urls: [image], aspect_ratio: '9:16', duration: 8 },
      'aspect_ratio',
    ],
    ['Veo 3.1: pictures in TEXT mode of the older id', { model: 'veo3.1-pro', generation_type: 'TEXT', image_urls: [image] }, 'image_urls'],
    ['Grok: a fractional length within its limits', { model: 'grok-imagine-text-to-video', duration: 6.5 }, 'duration'],
    ['seconds as a string', { model: 'seedance-1.5-pro', duration: '5' }, 'duration'],
  ])('%s', (_, body, expected) => {
    expect(rejectedParameter({ prompt: 'a fox', ...body })).toBe(expected);
  });
});
