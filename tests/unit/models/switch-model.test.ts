import { describe, expect, it } from 'vitest';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { defaultRequest, switchModel, wireBody } from '../../../shared/models/index.ts';
import { resolveAllConflicts } from '../../../shared/models/rules/resolve-conflicts.ts';
import { requestWithFiles, withFile } from './requests.ts';
import { repeatRole } from './rule-case.ts';

describe('switching to another model', () => {
  it('keeps what fits and reports what does not', () => {
    const { request, files } = requestWithFiles('seedance-1.5-pro', ['first-frame', 'last-frame'], {
      durationSeconds: 12,
      quality: '1080p',
      aspectRatio: '21:9',
    });
    expect(switchModel(request, 'MiniMax-Hailuo-02', files)).toEqual({
      request: {
        model: 'MiniMax-Hailuo-02',
        prompt: 'a fox in the snow',
        durationSeconds: 6,
        quality: '1080p',
        aspectRatio: null,
        generateAudio: null,
        references: request.references,
        parameters: { 'model_params.prompt_optimizer': true, 'model_params.fast_pretreatment': false },
      },
      changes: [
        { field: 'durationSeconds', from: '12', to: '6' },
        { field: 'aspectRatio', from: '21:9', to: null },
        { field: 'generateAudio', from: 'true', to: null },
      ],
    });
  });

  it('gives images another role if theirs does not exist', () => {
    const { request, files } = requestWithFiles('seedance-1.5-pro', ['first-frame', 'last-frame']);
    expect(switchModel(request, 'grok-imagine-image-to-video', files).changes.filter(({ field }) => field.includes('frame'))).toEqual([
      { field: 'first-frame', from: 'first-frame', to: 'reference-image' },
      { field: 'last-frame', from: 'last-frame', to: 'reference-image' },
    ]);
  });

  it('drops a file that the model does not take, and reports it', () => {
    const { request, files } = requestWithFiles('seedance-1.5-pro', ['first-frame']);
    expect(switchModel(request, 'kling-o3-text-to-video', files).changes).toContainEqual({
      field: 'first-frame',
      from: 'first-frame',
      to: null,
    });
    const tiny = withFile({ request, files }, { width: 300, height: 300 });
    expect(switchModel(request, 'wan2.5-image-to-video', tiny.files).request.references).toEqual([]);
  });

  it('removes the last file, and no other, if there is one too many', () => {
    const roles = [...repeatRole('reference-image', 9), ...repeatRole('reference-video', 3), 'reference-audio'] as const;
    const { request } = requestWithFiles('seedance-2.0', roles);
    expect(resolveAllConflicts(request).references).toEqual(request.references.slice(0, 12));
  });

  it('does not report defaults that the user did not choose', () => {
    const { request, files } = requestWithFiles('MiniMax-Hailuo-2.3', []);
    expect(switchModel(request, 'seedance-1.5-pro', files).changes).toEqual([{ field: 'quality', from: '768p', to: '720p' }]);
    const chosen = requestWithFiles('MiniMax-Hailuo-2.3', [], { parameters: { 'model_params.prompt_optimizer': false } });
    expect(switchModel(chosen.request, 'seedance-1.5-pro', files).changes).toContainEqual({
      field: 'model_params.prompt_optimizer',
      from: 'false',
      to: null,
    });
  });

  it('adapts the aspect ratio to a first frame that must match the video’s pixels', () => {
    const upright = withFile(requestWithFiles('seedance-1.5-pro', ['first-frame']), { width: 720, height: 1280 });
    expect(switchModel(upright.request, 'sora-2-preview', upright.files).request).toMatchObject({
      aspectRatio: '9:16',
      references: [{ role: 'first-frame' }],
    });
  });

  it('sets the length and ratio that Veo’s references need', () => {
    const { request, files } = requestWithFiles('grok-imagine-image-to-video', ['reference-image', 'reference-image'], {
      aspectRatio: '9:16',
    });
    const veoRequest = switchModel(request, 'veo-3.1-generate-preview', files).request;
    expect(veoRequest.references.map(({ role }) => role)).toEqual(['reference-image', 'reference-image']);
    expect([veoRequest.aspectRatio, veoRequest.durationSeconds]).toEqual(['16:9', 8]);
    expect(switchModel(request, 'veo3.1-fast', files).request.aspectRatio).toBe('9:16');
  });

  it('keeps chosen values, and no defaults of the previous model, for an unknown model id', () => {
    const previous = defaultRequest('seedance-1.5-pro', 'a fox');
    const switchedBody = (request: GenerationRequest) =>
      wireBody(switchModel(request, 'kling-v3-turbo-text-to-video', new Map()).request, String);
    expect(switchedBody(previous)).toEqual({ model: 'kling-v3-turbo-text-to-video', prompt: 'a fox' });
    expect(switchedBody({ ...previous, aspectRatio: '9:16', durationSeconds: 8, quality: '1080p', generateAudio: false })).toEqual({
      model: 'kling-v3-turbo-text-to-video',
      prompt: 'a fox',
      aspect_ratio: '9:16',
      duration: 8,
      quality: '1080p',
      generate_audio: false,
    });
  });
});
