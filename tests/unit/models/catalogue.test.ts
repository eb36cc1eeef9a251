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
import { issueName } from './requests.ts';

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

/** The fields without which a request cannot be sent, per model; every other model needs only a prompt. */
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
  it('contains the 37 documented models in the documented order, 26 of them stable', () => {
    expect(models.map(({ id }) => id)).toEqual(contractOrder);
    expect(models.map(({ stability }) => stability)).toEqual([...Array(26).fill('stable'), ...Array(11).fill('beta')]);
  });

  it('starts with the documented default model', () => {
    expect(findModel(defaultModelId)?.name).toBe('Seedance 1.5 Pro');
  });

  it.each(models.map((model) => [model.id, model] as const))('has only valid defaults for %s', (_, model) => {
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

  it.each(models.map((model) => [model.id, model] as const))('has limits for every kind of file that %s takes', (_, model) => {
    const roles = model.slots.map(({ role }) => role);
    const takes = (part: string) => roles.some((role) => role.includes(part));
    expect({ image: model.image !== null, video: model.video !== null, audio: model.audioFile !== null }).toEqual({
      image: takes('image') || takes('frame') || takes('front') || takes('view'),
      video: takes('video'),
      audio: takes('audio'),
    });
  });

  it.each(models.map(({ id }) => [id] as const))('has defaults with which %s needs only a prompt and its required inputs', (id) => {
    const issues = checkRequest(defaultRequest(id, 'a fox in the snow'), new Map());
    expect(issues.filter(({ level }) => level === 'block').map(({ field }) => field)).toEqual(missingAtFirst[id] ?? []);
  });

  it('names the capabilities of each model', () => {
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

describe('an unknown model id', () => {
  it('gets the form of the model that it is the newer name of', () => {
    const request = defaultRequest('sora-2-beta', 'a fox');
    expect(formFor('sora-2-beta').duration).toEqual(formFor('sora-2').duration);
    expect(wireBody(request, String)).toMatchObject({ model: 'sora-2-beta', duration: 10 });
  });

  it('gets the documented general ranges and advice otherwise', () => {
    const request = {
      ...defaultRequest('seedance-9', 'a fox'),
      durationSeconds: 12,
      quality: '4k',
      generateAudio: true,
      parameters: { 'model_params.style': 'noir' },
    };
    expect(checkRequest(request, new Map()).map(issueName)).toEqual(['advice model-unknown']);
    expect(wireBody(request, String)).toEqual({
      model: 'seedance-9',
      prompt: 'a fox',
      duration: 12,
      quality: '4k',
      generate_audio: true,
      model_params: { style: 'noir' },
    });
  });

  it('cannot set a form field through a parameter, or write outside the body', () => {
    for (const path of ['prompt', 'model', '__proto__.polluted', 'model_params.constructor.x']) {
      const request = { ...defaultRequest('seedance-9', 'a fox'), parameters: { [path]: 'x' } };
      expect(checkRequest(request, new Map()).map(issueName)).toContain('block field-outside');
      expect(wireBody(request, String)).toEqual({ model: 'seedance-9', prompt: 'a fox' });
    }
  });

  it('takes nine images and rejects a tenth', () => {
    const references = Array.from({ length: 9 }, (_, index) => ({ role: 'reference-image' as const, referenceId: index + 1 }));
    const request = { ...defaultRequest('seedance-9', 'a fox'), references };
    expect(checkRequest(request, new Map()).map(issueName)).toEqual(['advice model-unknown']);
    const tenth = { ...request, references: [...references, { role: 'first-frame' as const, referenceId: 10 }] };
    expect(checkRequest(tenth, new Map()).map(issueName)).toEqual(['advice model-unknown', 'block combination:images-total']);
  });
});
