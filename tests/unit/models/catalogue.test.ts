import { describe, expect, it } from 'vitest';
import {
  capabilities,
  checkRequest,
  defaultModelId,
  defaultRequest,
  findModel,
  formFor,
  models,
  wireBody,
} from '../../../shared/models/index.ts';
import { named } from './requests.ts';

const contractOrder = [
  'seedance-1.5-pro',
  'seedance-2.0',
  'doubao-seedance-1.0-pro-fast',
  'sora-2-preview',
  'kling-o3-text-to-video',
  'kling-o3-image-to-video',
  'kling-o3-reference-to-video',
  'kling-o3-video-edit',
  'kling-v3-text-to-video',
  'kling-v3-image-to-video',
  'kling-o1-image-to-video',
  'kling-o1-video-edit',
  'kling-o1-video-edit-fast',
  'kling-custom-element',
  'veo-3.1-generate-preview',
  'veo-3.1-fast-generate-preview',
  'MiniMax-Hailuo-2.3',
  'MiniMax-Hailuo-2.3-Fast',
  'MiniMax-Hailuo-02',
  'wan2.5-t2v-preview',
  'wan2.5-i2v-preview',
  'wan2.5-text-to-video',
  'wan2.5-image-to-video',
  'wan2.6-text-to-video',
  'wan2.6-image-to-video',
  'wan2.6-reference-video',
  'sora-2',
  'sora-2-pro',
  'sora-2-beta-max',
  'sora-character',
  'veo3.1-pro',
  'veo3.1-fast',
  'veo3.1-fast-extend',
  'veo3',
  'veo3-fast',
  'grok-imagine-text-to-video',
  'grok-imagine-image-to-video',
];

/** What a request cannot be sent without, per model; every other model needs a prompt alone. */
const missingAtFirst: Readonly<Record<string, readonly string[]>> = {
  'kling-v3-image-to-video': ['first-frame'],
  'kling-o1-image-to-video': ['first-frame'],
  'kling-o1-video-edit': ['source-video'],
  'kling-o1-video-edit-fast': ['source-video'],
  'kling-custom-element': ['model_params.element_name', 'model_params.element_description', 'element-front', 'element-view'],
  'MiniMax-Hailuo-2.3-Fast': ['first-frame'],
  'wan2.5-i2v-preview': ['first-frame'],
  'wan2.5-image-to-video': ['first-frame'],
  'wan2.6-image-to-video': ['first-frame'],
  'wan2.6-reference-video': ['reference-video'],
  'sora-character': ['source-video'],
  'veo3.1-fast-extend': ['base_video_task_id'],
  'grok-imagine-image-to-video': ['reference-image'],
};

describe('the catalogue', () => {
  it('holds the 37 models in the order of the contract, 26 of them stable', () => {
    expect(models.map(({ id }) => id)).toEqual(contractOrder);
    expect(models.map(({ stability }) => stability)).toEqual([...Array(26).fill('stable'), ...Array(11).fill('beta')]);
  });

  it('starts with the contract’s default model', () => {
    expect(findModel(defaultModelId)?.name).toBe('Seedance 1.5 Pro');
  });

  it.each(models.map((model) => [model.id, model] as const))('%s offers only defaults that it takes itself', (_, model) => {
    const { duration, quality, aspectRatio } = model;
    const inRange =
      duration.kind !== 'range' ||
      duration.defaultSeconds === null ||
      (duration.defaultSeconds >= duration.minSeconds && duration.defaultSeconds <= duration.maxSeconds);
    const inList = duration.kind !== 'list' || duration.defaultSeconds === null || duration.seconds.includes(duration.defaultSeconds);
    expect([inRange, inList]).toEqual([true, true]);
    for (const choice of [quality, aspectRatio]) {
      expect(choice.kind === 'none' || choice.default === null || choice.values.includes(choice.default)).toBe(true);
    }
  });

  it.each(models.map((model) => [model.id, model] as const))('%s has limits for every kind of file it takes', (_, model) => {
    const roles = model.slots.map(({ role }) => role);
    const takes = (part: string) => roles.some((role) => role.includes(part));
    expect({ image: model.image !== null, video: model.video !== null, audio: model.audioFile !== null }).toEqual({
      image: takes('image') || takes('frame') || takes('front') || takes('view'),
      video: takes('video'),
      audio: takes('audio'),
    });
  });

  it.each(models.map(({ id }) => [id] as const))('%s can be sent with its defaults and a prompt, but for what it requires', (id) => {
    const issues = checkRequest(defaultRequest(id, 'a fox in the snow'), new Map());
    expect(issues.filter(({ level }) => level === 'block').map(({ field }) => field)).toEqual(missingAtFirst[id] ?? []);
  });

  it('says of each model what it is good for', () => {
    expect(
      Object.fromEntries(
        ['seedance-1.5-pro', 'kling-o3-video-edit', 'kling-custom-element', 'sora-character', 'veo3.1-fast-extend'].map((id) => [
          id,
          capabilities(formFor(id)),
        ]),
      ),
    ).toEqual({
      'seedance-1.5-pro': ['text', 'image', 'first + last frame', 'audio'],
      'kling-o3-video-edit': ['image', 'video edit'],
      'kling-custom-element': ['image', 'element'],
      'sora-character': ['character'],
      'veo3.1-fast-extend': ['extend'],
    });
  });
});

describe('a model that is typed in', () => {
  it('gets the form of the model whose newer name it is', () => {
    const request = defaultRequest('sora-2-beta', 'a fox');
    expect(formFor('sora-2-beta').duration).toEqual(formFor('sora-2').duration);
    expect(wireBody(request, String)).toMatchObject({ model: 'sora-2-beta', duration: 10 });
  });

  it('gets the contract’s general ranges and a word of warning when nobody knows it', () => {
    const request = {
      ...defaultRequest('seedance-9', 'a fox'),
      durationSeconds: 12,
      quality: '4k',
      generateAudio: true,
      parameters: { 'model_params.style': 'noir' },
    };
    expect(checkRequest(request, new Map()).map(named)).toEqual(['advice model-unknown']);
    expect(wireBody(request, String)).toEqual({
      model: 'seedance-9',
      prompt: 'a fox',
      duration: 12,
      quality: '4k',
      generate_audio: true,
      model_params: { style: 'noir' },
    });
  });

  it('cannot put a value where a field of the form goes, or outside of the body', () => {
    for (const path of ['prompt', 'model', '__proto__.polluted', 'model_params.constructor.x']) {
      const request = { ...defaultRequest('seedance-9', 'a fox'), parameters: { [path]: 'x' } };
      expect(checkRequest(request, new Map()).map(named)).toContain('block field-outside');
      expect(wireBody(request, String)).toEqual({ model: 'seedance-9', prompt: 'a fox' });
    }
  });

  it('takes nine images and not a tenth', () => {
    const references = Array.from({ length: 9 }, (_, index) => ({ role: 'reference-image' as const, referenceId: index + 1 }));
    const request = { ...defaultRequest('seedance-9', 'a fox'), references };
    expect(checkRequest(request, new Map()).map(named)).toEqual(['advice model-unknown']);
    const tenth = { ...request, references: [...references, { role: 'first-frame' as const, referenceId: 10 }] };
    expect(checkRequest(tenth, new Map()).map(named)).toEqual(['advice model-unknown', 'block combination:images-total']);
  });
});
