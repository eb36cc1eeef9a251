import { describe, expect, test } from 'vitest';
import { modelTable } from '../../../electron/simulator/models/simulated-models.ts';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';

type Body = Readonly<Record<string, unknown>>;

const image = 'https://example.com/a.png';
const video = 'https://example.com/a.mp4';
const element = {
  element_name: 'Ann',
  element_description: 'a woman',
  reference_type: 'image_refer',
  element_image_list: { frontal_image: image, refer_images: [{ image_url: image }] },
};

/** The fields that a model requires besides a prompt. */
const requiredFields: Readonly<Record<string, Body>> = {
  'kling-v3-image-to-video': { image_start: image },
  'kling-o1-image-to-video': { image_urls: [image] },
  'kling-o1-video-edit': { video_urls: [video] },
  'kling-o1-video-edit-fast': { video_urls: [video] },
  'kling-custom-element': { model_params: element },
  'MiniMax-Hailuo-2.3-Fast': { image_urls: [image] },
  'wan2.5-i2v-preview': { image_urls: [image] },
  'wan2.5-image-to-video': { image_urls: [image] },
  'wan2.6-image-to-video': { image_urls: [image] },
  'wan2.6-reference-video': { video_urls: [video] },
  'sora-character': { video_url: video },
  'veo3.1-fast-extend': { base_video_task_id: 'task-unified-1-abcdefgh' },
  'grok-imagine-image-to-video': { image_urls: [image] },
};

const bodyOf = (model: string, more: Body = {}): Body => ({ model, prompt: 'a cat', ...requiredFields[model], ...more });

/** Returns the rejected field, or null. */
function rejectedField(model: string, more: Body = {}, settings = defaultSettings): string | null {
  const result = validate(bodyOf(model, more), settings);
  return result.ok ? null : (result.error.param ?? result.error.code);
}

describe('each of the 37 models', () => {
  const ids = modelTable.map((entry) => entry.id);

  test('is listed once, and accepts its former id as well', () => {
    expect([ids.length, new Set(ids).size]).toEqual([37, 37]);
    const renamed = ['sora-2-beta', 'veo3.1-pro-beta', 'veo3.1-fast-beta', 'grok-imagine-text-to-video-beta'];
    expect(renamed.map((id) => rejectedField(id))).toEqual(renamed.map(() => null));
  });

  test.each(ids)('%s accepts its minimum and nothing less', (id) => {
    const entry = modelTable.find((model) => model.id === id);
    expect(rejectedField(id)).toBeNull();
    if (entry?.prompt.required === 'always') expect(rejectedField(id, { prompt: ' ' })).toBe('prompt');
    for (const field of Object.keys(requiredFields[id] ?? {})) expect(rejectedField(id, { [field]: undefined })).toBe(field);
  });

  test.each(modelTable)('$id limits durations, qualities and ratios', (entry) => {
    const { duration, quality, ratio } = entry;
    const invalidDurations =
      duration.kind === 'range'
        ? [duration.min - 1, duration.max + 1, duration.min + 0.5, '5']
        : duration.kind === 'list'
          ? [7.5, 1, 60]
          : [];
    expect(invalidDurations.map((seconds) => rejectedField(entry.id, { duration: seconds }))).toEqual(
      invalidDurations.map(() => 'duration'),
    );
    if (quality) expect(rejectedField(entry.id, { quality: '9000p' })).toBe('quality');
    if (ratio) expect(rejectedField(entry.id, { aspect_ratio: '7:3' })).toBe('aspect_ratio');
    const result = validate(bodyOf(entry.id), defaultSettings);
    if (!result.ok) throw new Error('refused');
    expect([result.value.quality === null, result.value.ratio === null]).toEqual([quality === null, ratio === null]);
  });

  test.each(modelTable)('$id limits numbers of files', (entry) => {
    for (const field of ['image_urls', 'video_urls', 'audio_urls'] as const) {
      const limit = entry.inputs[field]?.max ?? 0;
      expect(rejectedField(entry.id, { [field]: Array(limit + 1).fill(image) })).toBe(field);
      expect(rejectedField(entry.id, { [field]: image })).toBe(field);
    }
    for (const field of ['image_start', 'image_end', 'video_url', 'audio_url'] as const) {
      if (!entry.inputs[field]) expect(rejectedField(entry.id, { [field]: image })).toBe(field);
      expect(rejectedField(entry.id, { [field]: 'not an address' })).toBe(field);
    }
  });
});

describe('a prompt', () => {
  test.each([
    ['kling-o3-text-to-video', 'x', 2_500],
    ['wan2.6-text-to-video', 'x', 1_500],
    ['veo3-fast', 'x', 1_000],
    ['kling-o1-image-to-video', '😀', 5_000],
    ['seedance-1.5-pro', '雪', 2_000],
    ['seedance-1.5-pro', 'x', 5_000],
    ['grok-imagine-text-to-video', 'x', 5_000],
  ])('for %s made of %s may have %i characters', (model, character, limit) => {
    expect([
      rejectedField(model, { prompt: character.repeat(limit) }),
      rejectedField(model, { prompt: character.repeat(limit + 1) }),
    ]).toEqual([null, 'prompt']);
  });

  test('is optional with images on Hailuo-02, and with shots on Kling O3', () => {
    const shots = { multi_shot: true, shot_type: 'customize', multi_prompt: [{ index: 1, prompt: 'a', duration: '5' }] };
    expect([
      rejectedField('MiniMax-Hailuo-02', { prompt: undefined }),
      rejectedField('MiniMax-Hailuo-02', { prompt: undefined, image_urls: [image] }),
      rejectedField('kling-o3-text-to-video', { prompt: undefined, model_params: shots }),
    ]).toEqual(['prompt', null, null]);
  });
});

describe('rules between fields', () => {
  const cases: readonly (readonly [string, string, Body, string | null])[] = [
    [
      'shots that do not add up',
      'kling-o3-text-to-video',
      { duration: 6, model_params: { multi_shot: true, shot_type: 'customize', multi_prompt: [{ index: 1, prompt: 'a', duration: '5' }] } },
      'model_params.multi_prompt',
    ],
    [
      'shots that are missing',
      'kling-o3-text-to-video',
      { model_params: { multi_shot: true, shot_type: 'customize' } },
      'model_params.multi_prompt',
    ],
    ['more than six shots', 'kling-v3-text-to-video', { model_params: { multi_prompt: Array(7).fill({}) } }, 'model_params.multi_prompt'],
    ['a last frame without a first', 'kling-o3-image-to-video', { image_end: image }, 'image_end'],
    [
      'a last frame beside two more images',
      'kling-o3-image-to-video',
      { image_start: image, image_end: image, image_urls: [image] },
      'image_end',
    ],
    [
      'eight images and elements',
      'kling-o3-image-to-video',
      { image_urls: Array(6).fill(image), model_params: { element_list: [{ element_id: '1' }, { element_id: '2' }] } },
      'image_urls',
    ],
    ['1080p for ten seconds', 'MiniMax-Hailuo-2.3', { quality: '1080p', duration: 10 }, 'duration'],
    ['1080p for six seconds', 'MiniMax-Hailuo-2.3', { quality: '1080p', duration: 6 }, null],
    ['512p with two images', 'MiniMax-Hailuo-02', { quality: '512p', image_urls: [image, image] }, 'quality'],
    ['480p in 4:3', 'wan2.5-text-to-video', { quality: '480p', aspect_ratio: '4:3' }, 'aspect_ratio'],
    ['standard quality for 15 seconds', 'sora-2-pro', { quality: 'standard', duration: 15 }, 'quality'],
    ['25 seconds without a quality', 'sora-2-pro', { duration: 25 }, null],
    ['an adaptive ratio without an image', 'doubao-seedance-1.0-pro-fast', { aspect_ratio: 'adaptive' }, 'aspect_ratio'],
    ['an adaptive ratio with an image', 'doubao-seedance-1.0-pro-fast', { aspect_ratio: 'adaptive', image_urls: [image] }, null],
    [
      'thirteen files',
      'seedance-2.0',
      { image_urls: Array(9).fill(image), video_urls: [video, video], audio_urls: [video, video] },
      'image_urls',
    ],
    ['text with an image', 'veo3.1-pro', { generation_type: 'TEXT', image_urls: [image] }, 'image_urls'],
    ['first and last frame mode without images', 'veo-3.1-generate-preview', { generation_type: 'FIRST&LAST' }, 'image_urls'],
    [
      'a reference of six seconds',
      'veo-3.1-generate-preview',
      { generation_type: 'REFERENCE', image_urls: [image], duration: 6 },
      'duration',
    ],
    [
      'a tall reference',
      'veo-3.1-generate-preview',
      { generation_type: 'REFERENCE', image_urls: [image], aspect_ratio: '9:16', duration: 8 },
      'aspect_ratio',
    ],
    ['a reference with a seed', 'veo-3.1-generate-preview', { generation_type: 'REFERENCE', image_urls: [image], seed: 1 }, 'seed'],
    ['five results', 'veo-3.1-generate-preview', { n: 5 }, 'n'],
    ['a seed of zero', 'veo-3.1-generate-preview', { seed: 0 }, 'seed'],
    ['three seconds of a character', 'sora-character', { timestamps: '0,3' }, 'timestamps'],
    [
      'a long element name',
      'kling-custom-element',
      { model_params: { ...element, element_name: 'x'.repeat(21) } },
      'model_params.element_name',
    ],
    [
      'an element with one image',
      'kling-custom-element',
      { model_params: { ...element, element_image_list: { frontal_image: image } } },
      'model_params.element_image_list.refer_images',
    ],
    [
      'an image element with a voice',
      'kling-custom-element',
      { model_params: { ...element, element_voice_id: 'v' } },
      'model_params.element_voice_id',
    ],
    ['an unknown mode', 'grok-imagine-text-to-video', { mode: 'wild' }, 'mode'],
    ['sound as a boolean', 'kling-v3-text-to-video', { sound: true }, 'sound'],
    ['audio as a string', 'seedance-1.5-pro', { generate_audio: 'on' }, 'generate_audio'],
    ['a callback to this computer', 'seedance-1.5-pro', { callback_url: 'https://127.0.0.1/x' }, 'callback_url'],
    ['a callback to a name in the local network', 'seedance-1.5-pro', { callback_url: 'https://nas.local/x' }, 'callback_url'],
    ['a callback to a carrier-grade NAT address', 'seedance-1.5-pro', { callback_url: 'https://100.64.0.1/x' }, 'callback_url'],
    ['a callback without TLS', 'seedance-1.5-pro', { callback_url: 'http://example.com/x' }, 'callback_url'],
  ];
  test.each(cases)('%s, for %s', (_, model, more, param) => {
    expect(rejectedField(model, more)).toBe(param);
  });
});

describe('a field that a model’s page does not name', () => {
  test('is ignored and recorded', () => {
    const result = validate(bodyOf('sora-2-preview', { quality: '1080p', model_params: { glitter: 1 } }), defaultSettings);
    expect(result.ok && result.value.ignored).toEqual(['quality', 'model_params.glitter']);
  });

  test('is rejected if the service is set to strict', () => {
    expect(rejectedField('sora-2-preview', { quality: '1080p' }, { ...defaultSettings, strictFields: true })).toBe('quality');
  });
});

test('sound is on by default, on request or never, depending on the model', () => {
  const sound = (model: string, more: Body = {}) => {
    const result = validate(bodyOf(model, more), defaultSettings);
    return result.ok && result.value.audio;
  };
  expect([
    sound('seedance-1.5-pro'),
    sound('seedance-1.5-pro', { generate_audio: false }),
    sound('kling-o3-text-to-video'),
    sound('kling-o3-text-to-video', { sound: 'on' }),
    sound('kling-o3-video-edit', { video_url: video }),
    sound('kling-o3-video-edit', { video_url: video, keep_original_sound: false }),
    sound('wan2.6-text-to-video', { audio_url: 'https://example.com/a.mp3' }),
    sound('sora-2-preview'),
  ]).toEqual([true, false, false, true, true, false, true, false]);
});
