// The form of an unknown model id: it has a field for everything that the pages of newer models document, and sends only chosen values.
import { describe, expect, it } from 'vitest';
import type { GenerationRequest, JsonValue, ReferenceRole } from '../../../shared/generation.ts';
import { checkRequest, defaultRequest, wireBody } from '../../../shared/models/index.ts';
import { fileFor, issueName } from './requests.ts';

type Uses = readonly ReferenceRole[];
type Parameters = Readonly<Record<string, JsonValue>>;

const requestFor = (model: string, uses: Uses, parameters: Parameters = {}, prompt = 'a fox'): GenerationRequest => ({
  ...defaultRequest(model, prompt),
  references: uses.map((role, at) => ({ role, referenceId: at + 1 })),
  parameters,
});
const sentBody = (request: GenerationRequest): Readonly<Record<string, JsonValue>> => wireBody(request, (id) => `https://a.b/${id}`);
const issuesOf = (request: GenerationRequest): readonly string[] =>
  checkRequest(request, new Map(request.references.map(({ role, referenceId }) => [referenceId, fileFor(referenceId, role)])))
    .map(issueName)
    .filter((issue) => issue !== 'advice model-unknown');

describe('the form of an unknown model id', () => {
  it('sends no ratio, length, quality or sound unless one was chosen', () => {
    expect(sentBody(requestFor('kling-v3-turbo-text-to-video', []))).toEqual({ model: 'kling-v3-turbo-text-to-video', prompt: 'a fox' });
    expect(sentBody({ ...requestFor('seedance-2.5-text-to-video', []), aspectRatio: '9:16' })).toMatchObject({ aspect_ratio: '9:16' });
  });

  it.each<readonly [string, Uses, Parameters, Readonly<Record<string, JsonValue>>]>([
    ['seedance-2.0-image-to-video', ['first-frame', 'last-frame'], {}, { image_urls: ['https://a.b/1', 'https://a.b/2'] }],
    ['kling-v3-turbo-image-to-video', ['start-frame'], {}, { image_start: 'https://a.b/1' }],
    ['minimax-h3-image-to-video', ['end-frame'], {}, { image_end: 'https://a.b/1' }],
    ['wan3.0-image-to-video', ['start-frame', 'end-frame'], {}, { image_start: 'https://a.b/1', image_end: 'https://a.b/2' }],
    [
      'wan2.7-image-to-video',
      ['end-frame', 'reference-video', 'reference-audio'],
      {},
      { image_end: 'https://a.b/1', video_urls: ['https://a.b/2'], audio_urls: ['https://a.b/3'] },
    ],
    [
      'minimax-h3-reference-to-video',
      ['reference-image', 'reference-video', 'reference-video', 'reference-audio'],
      {},
      { image_urls: ['https://a.b/1'], video_urls: ['https://a.b/2', 'https://a.b/3'], audio_urls: ['https://a.b/4'] },
    ],
    ['wan2.6-image-to-video-flash', ['first-frame', 'driving-audio'], {}, { image_urls: ['https://a.b/1'], audio_url: 'https://a.b/2' }],
    [
      'kling-v3-motion-control',
      ['reference-image', 'reference-video'],
      { model_params: '{ "character_orientation": "video", "keep_sound": true }' },
      {
        image_urls: ['https://a.b/1'],
        video_urls: ['https://a.b/2'],
        model_params: { character_orientation: 'video', keep_sound: true },
      },
    ],
    [
      'omnihuman-1.5',
      ['reference-image', 'driving-audio', 'mask-image'],
      {},
      { image_urls: ['https://a.b/1'], audio_url: 'https://a.b/2', mask_url: ['https://a.b/3'] },
    ],
    [
      'videoretalk',
      ['source-video', 'driving-audio', 'face-image'],
      {},
      { video_url: 'https://a.b/1', audio_url: 'https://a.b/2', ref_image_url: 'https://a.b/3' },
    ],
    [
      'topaz-video-upscale',
      ['reference-video'],
      { model_params: { upscale_factor: '2' } },
      { video_urls: ['https://a.b/1'], model_params: { upscale_factor: '2' } },
    ],
    [
      'wan3.0-reference-video',
      [],
      { model_params: '{"file_url":"https://c.d/e.pdf"}' },
      { model_params: { file_url: 'https://c.d/e.pdf' } },
    ],
    ['seedance-2.5-draft-to-video', [], { source_task_id: 'task-unified-1-abcdefgh' }, { source_task_id: 'task-unified-1-abcdefgh' }],
    ['sora-2-remix', [], { base_video_task_id: 'task-unified-1-abcdefgh' }, { base_video_task_id: 'task-unified-1-abcdefgh' }],
  ])('sends %s the fields that its page documents', (model, uses, parameters, fields) => {
    const request = requestFor(model, uses, parameters);
    expect(issuesOf(request)).toEqual([]);
    expect(sentBody(request)).toEqual({ model, prompt: 'a fox', ...fields });
  });

  it('needs a prompt only if no other input says what to make', () => {
    expect(issuesOf(requestFor('topaz-video-upscale', ['reference-video'], {}, ''))).toEqual([]);
    expect(sentBody(requestFor('topaz-video-upscale', ['reference-video'], {}, ''))).toEqual({
      model: 'topaz-video-upscale',
      video_urls: ['https://a.b/1'],
    });
    expect(issuesOf(requestFor('seedance-2.5-draft-to-video', [], { source_task_id: 'task-unified-1-abcdefgh' }, ''))).toEqual([]);
    expect(issuesOf(requestFor('seedance-9', [], {}, ''))).toEqual(['block prompt-missing']);
  });

  it('accepts only an object as model_params', () => {
    for (const wrong of ['{', '[1]', '"a"', '7', 'null', [1], 7]) {
      expect(issuesOf(requestFor('kling-v3-motion-control', [], { model_params: wrong }))).toEqual(['block field-outside']);
    }
    expect(issuesOf(requestFor('kling-v3-motion-control', [], { model_params: ' ' }))).toEqual([]);
    expect(sentBody(requestFor('x-1', [], { model_params: '{"a":1}', 'model_params.b': 2 }))).toMatchObject({
      model_params: { a: 1, b: 2 },
    });
  });
});
