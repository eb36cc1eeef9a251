import { describe, expect, it } from 'vitest';
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { defaultRequest, wireBody } from '../../../shared/models/index.ts';
import { requestWithFiles } from './requests.ts';

const address = (id: number): string => `https://files.evolink.ai/${id}`;
const [one, two, three] = [1, 2, 3].map(address) as [string, string, string];
const body = (
  model: string,
  roles: Parameters<typeof requestWithFiles>[1] = [],
  change: Partial<GenerationRequest> = {},
): Record<string, JsonValue> => wireBody(requestWithFiles(model, roles, { prompt: 'a fox', ...change }).request, address);

describe('the body of a request', () => {
  it('has the seven common fields under their documented names', () => {
    expect(body('seedance-1.5-pro', ['first-frame', 'last-frame'])).toEqual({
      model: 'seedance-1.5-pro',
      prompt: 'a fox',
      duration: 5,
      quality: '720p',
      aspect_ratio: '16:9',
      image_urls: [one, two],
      generate_audio: true,
    });
  });

  it('omits values left to the service', () => {
    const request = {
      ...defaultRequest('seedance-1.5-pro', 'a fox'),
      durationSeconds: null,
      quality: null,
      aspectRatio: null,
      generateAudio: null,
    };
    expect(wireBody(request, address)).toEqual({ model: 'seedance-1.5-pro', prompt: 'a fox' });
  });

  it('puts the first frame first, whatever was added first', () => {
    expect(body('seedance-1.5-pro', ['last-frame', 'first-frame']).image_urls).toEqual([two, one]);
  });

  it('names Kling’s frames and sound as Kling’s page does', () => {
    expect(body('kling-v3-image-to-video', ['first-frame', 'last-frame'], { generateAudio: true, prompt: '' })).toEqual({
      model: 'kling-v3-image-to-video',
      duration: 5,
      quality: '720p',
      sound: 'on',
      image_start: one,
      image_end: two,
    });
    expect(body('kling-o3-image-to-video', ['first-frame', 'reference-image', 'reference-image'])).toMatchObject({
      image_start: one,
      image_urls: [two, three],
      sound: 'off',
    });
  });

  it('sends a video as one URL or as a list, as the model expects', () => {
    expect(body('kling-o3-video-edit', ['source-video'])).toMatchObject({ video_url: one });
    expect(body('kling-o1-video-edit', ['source-video', 'reference-image'])).toEqual({
      model: 'kling-o1-video-edit',
      prompt: 'a fox',
      video_urls: [one],
      image_urls: [two],
    });
    expect(body('wan2.6-reference-video', ['reference-video', 'reference-video'])).toMatchObject({ video_urls: [one, two] });
    expect(body('seedance-2.0', ['reference-image', 'reference-video', 'reference-audio'])).toMatchObject({
      image_urls: [one],
      video_urls: [two],
      audio_urls: [three],
    });
    expect(body('wan2.6-text-to-video', ['reference-audio'])).toMatchObject({ audio_url: one });
  });

  it('nests the model’s own parameters', () => {
    const parameters = {
      'model_params.watermark_info.enabled': false,
      'model_params.element_list': [{ element_id: '7' }],
      'model_params.multi_shot': null,
      negative_prompt: '',
    };
    expect(body('kling-v3-image-to-video', ['first-frame'], { parameters })).toMatchObject({
      model_params: { watermark_info: { enabled: false }, element_list: [{ element_id: '7' }] },
    });
    expect(Object.keys(body('kling-v3-image-to-video', ['first-frame'], { parameters }))).not.toContain('negative_prompt');
  });

  it('of an element contains its views and no prompt', () => {
    const parameters = { 'model_params.element_name': 'Fox', 'model_params.element_description': 'A red fox' };
    expect(body('kling-custom-element', ['element-front', 'element-view', 'element-view'], { parameters })).toEqual({
      model: 'kling-custom-element',
      model_params: {
        element_name: 'Fox',
        element_description: 'A red fox',
        reference_type: 'image_refer',
        element_image_list: { frontal_image: one, refer_images: [{ image_url: two }, { image_url: three }] },
      },
    });
    expect(
      body('kling-custom-element', ['element-video'], { parameters: { ...parameters, 'model_params.reference_type': 'video_refer' } }),
    ).toMatchObject({
      model_params: { element_video_list: { refer_videos: [{ video_url: one }] } },
    });
  });

  it('of a character contains a video and two times', () => {
    expect(body('sora-character', ['source-video'])).toEqual({ model: 'sora-character', video_url: one, timestamps: '0,2' });
  });

  it('of an extension contains the earlier task', () => {
    expect(body('veo3.1-fast-extend', [], { parameters: { base_video_task_id: 'task-unified-1-a' } })).toEqual({
      model: 'veo3.1-fast-extend',
      prompt: 'a fox',
      base_video_task_id: 'task-unified-1-a',
    });
  });

  it('sets Veo’s mode from the roles of the references, unless the user chose one', () => {
    expect(body('veo3.1-fast').generation_type).toBeUndefined();
    expect(body('veo3.1-fast', ['first-frame']).generation_type).toBe('FIRST&LAST');
    expect(body('veo3.1-fast', ['reference-image', 'reference-image']).generation_type).toBe('REFERENCE');
    expect(body('veo3.1-fast', [], { parameters: { generation_type: 'TEXT' } }).generation_type).toBe('TEXT');
  });

  it('contains everything when a request is sent in spite of advice', () => {
    expect(body('seedance-1.5-pro', ['first-frame', 'last-frame', 'reference-image']).image_urls).toEqual([one, two, three]);
    expect(body('veo3.1-pro', [], { quality: '1080p', durationSeconds: 8 })).toMatchObject({ quality: '1080p', duration: 8 });
  });
});
