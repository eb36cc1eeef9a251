import { describe, expect, it } from 'vitest';
import type { GenerationRequest } from '../../../shared/generation.ts';
import {
  advisoryIssues,
  blockingIssues,
  checkRequest,
  currentChoices,
  defaultRequest,
  kindOf,
  nextImageRole,
  nextRole,
  promptLength,
  promptRequired,
  resolveConflicts,
  slotStates,
} from '../../../shared/models/index.ts';
import { issueName, issuesOf, requestWithFiles } from './requests.ts';

const withPrompt = (model: string, prompt: string): readonly string[] =>
  checkRequest(defaultRequest(model, prompt), new Map()).map(issueName);

describe('a prompt', () => {
  it('may have 5,000 characters and not one more', () => {
    expect(withPrompt('sora-2-preview', 'a'.repeat(5_000))).toEqual([]);
    expect(withPrompt('sora-2-preview', 'a'.repeat(5_001))).toEqual(['block prompt-too-long']);
  });

  it('counts an emoji once, however it is encoded', () => {
    expect(promptLength('🦊')).toBe(1);
    expect(withPrompt('sora-2-preview', '🦊'.repeat(5_000))).toEqual([]);
    expect(withPrompt('sora-2-preview', `${'🦊'.repeat(5_000)}!`)).toEqual(['block prompt-too-long']);
  });

  it('longer than documented gets advice and is not blocked', () => {
    expect(withPrompt('wan2.6-text-to-video', 'a'.repeat(1_500))).toEqual([]);
    expect(withPrompt('wan2.6-text-to-video', 'a'.repeat(1_501))).toEqual(['advice prompt-long-for-model']);
    expect(withPrompt('seedance-1.5-pro', 'a'.repeat(2_001))).toEqual(['advice prompt-long-for-model']);
    expect(withPrompt('grok-imagine-text-to-video', 'a'.repeat(5_000))).toEqual([]);
  });

  it('of white space counts as empty', () => {
    expect(withPrompt('seedance-1.5-pro', ' \n')).toEqual(['block prompt-missing']);
  });

  it('is not required if the documentation does not require it', () => {
    const needed = (model: string, ...roles: Parameters<typeof requestWithFiles>[1]): boolean =>
      promptRequired(requestWithFiles(model, roles, { prompt: '' }).request);
    expect({
      'kling-custom-element': needed('kling-custom-element'),
      'sora-character': needed('sora-character'),
      'kling-v3-image-to-video': needed('kling-v3-image-to-video'),
      'kling-o3-video-edit': needed('kling-o3-video-edit'),
      'MiniMax-Hailuo-2.3-Fast': needed('MiniMax-Hailuo-2.3-Fast'),
      'MiniMax-Hailuo-02': needed('MiniMax-Hailuo-02'),
      'MiniMax-Hailuo-02 with an image': needed('MiniMax-Hailuo-02', 'first-frame'),
      'kling-o3-text-to-video': needed('kling-o3-text-to-video'),
    }).toEqual({
      'kling-custom-element': false,
      'sora-character': false,
      'kling-v3-image-to-video': false,
      'kling-o3-video-edit': false,
      'MiniMax-Hailuo-2.3-Fast': false,
      'MiniMax-Hailuo-02': true,
      'MiniMax-Hailuo-02 with an image': false,
      'kling-o3-text-to-video': true,
    });
  });
});

describe('a field', () => {
  it.each([
    ['a length that no source allows', 'seedance-1.5-pro', { durationSeconds: 13 }, ['block duration-outside']],
    ['a length that only the documentation excludes', 'sora-2-preview', { durationSeconds: 5 }, ['advice duration-undocumented']],
    ['a length beyond the general and the documented range', 'kling-v3-text-to-video', { durationSeconds: 16 }, ['block duration-outside']],
    ['a length that the documentation adds', 'wan2.6-text-to-video', { durationSeconds: 2 }, []],
    ['a length that is no whole number', 'seedance-1.5-pro', { durationSeconds: 5.5 }, ['block duration-outside']],
    ['a length for a model without a documented length', 'veo3.1-pro', { durationSeconds: 8 }, ['advice duration-undocumented']],
    ['a quality that only the general limits list', 'veo3.1-pro', { quality: '1080p' }, ['advice quality-undocumented']],
    ['a quality that no source lists', 'seedance-1.5-pro', { quality: '8k' }, ['block quality-outside']],
    ['a quality that the documentation adds', 'MiniMax-Hailuo-02', { quality: '768p' }, []],
    [
      'a ratio that only the general limits list',
      'kling-o1-image-to-video',
      { aspectRatio: '21:9' },
      ['block reference-missing', 'advice aspect-ratio-undocumented'],
    ],
    ['a ratio of another model', 'seedance-1.5-pro', { aspectRatio: 'auto' }, ['block aspect-ratio-outside']],
    ['sound that neither source offers', 'sora-2-preview', { generateAudio: true }, ['block audio-not-taken']],
    ['sound that only the general limits offer', 'veo3.1-pro', { generateAudio: true }, []],
    ['a seed out of range', 'veo-3.1-generate-preview', { parameters: { seed: 0 } }, ['block field-outside']],
    ['a value that is not among the choices', 'grok-imagine-text-to-video', { parameters: { mode: 'sad' } }, ['block field-outside']],
    ['a field of another model', 'seedance-1.5-pro', { parameters: { negative_prompt: 'rain' } }, ['block field-outside']],
    ['a field that is empty', 'seedance-1.5-pro', { parameters: { negative_prompt: '' } }, []],
    [
      'a text that is not a task id',
      'veo3.1-fast-extend',
      { parameters: { base_video_task_id: 'https://x/y' } },
      ['advice model-withdrawn', 'block field-outside'],
    ],
    [
      'the id of an earlier task',
      'veo3.1-fast-extend',
      { parameters: { base_video_task_id: 'task-unified-1761313744-vux2jw0k' } },
      ['advice model-withdrawn'],
    ],
  ] as const)('%s', (_, model, change, expected) => {
    expect([...issuesOf(requestWithFiles(model, [], change as Partial<GenerationRequest>))].sort()).toEqual([...expected].sort());
  });

  it('of a request without a model reports only the missing model', () => {
    expect(checkRequest(defaultRequest('', 'a fox'), new Map()).map(issueName)).toEqual(['block model-missing']);
  });
});

describe('references', () => {
  it('determine the kind of the request', () => {
    const kind = (model: string, ...roles: Parameters<typeof requestWithFiles>[1]) => kindOf(requestWithFiles(model, roles).request);
    expect([
      kind('seedance-1.5-pro'),
      kind('seedance-1.5-pro', 'first-frame'),
      kind('seedance-1.5-pro', 'first-frame', 'last-frame'),
      kind('veo3.1-fast', 'reference-image'),
      kind('grok-imagine-image-to-video', 'reference-image'),
      kind('grok-imagine-image-to-video', 'reference-image', 'reference-image'),
      kind('kling-o1-video-edit', 'source-video', 'reference-image'),
      kind('veo3.1-fast-extend'),
      kind('kling-custom-element', 'element-front'),
      kind('sora-character', 'source-video'),
    ]).toEqual([
      'text-to-video',
      'image-to-video',
      'first-last-frame',
      'reference-to-video',
      'image-to-video',
      'reference-to-video',
      'video-edit',
      'extend',
      'custom-element',
      'character',
    ]);
  });

  it('that neither source accepts are blocked', () => {
    expect(issuesOf(requestWithFiles('kling-o3-text-to-video', ['first-frame']))).toEqual(['block reference-not-taken']);
    expect(issuesOf(requestWithFiles('seedance-1.5-pro', ['source-video']))).toEqual(['block reference-not-taken']);
  });

  it('beyond the documented number get advice up to the general limit of nine images', () => {
    const frames = ['first-frame', 'last-frame'] as const;
    const rolesWithImages = (number: number) => [...frames, ...Array.from({ length: number }, () => 'reference-image' as const)];
    expect(issuesOf(requestWithFiles('seedance-1.5-pro', rolesWithImages(7)))).toEqual(['advice too-many-references']);
    expect(issuesOf(requestWithFiles('seedance-1.5-pro', rolesWithImages(8)))).toEqual(['block too-many-references']);
  });

  it('fill their slots one after the other', () => {
    const roleOfNextImage = (model: string, ...roles: Parameters<typeof requestWithFiles>[1]) =>
      nextImageRole(requestWithFiles(model, roles).request);
    expect([
      roleOfNextImage('seedance-1.5-pro'),
      roleOfNextImage('seedance-1.5-pro', 'first-frame'),
      roleOfNextImage('seedance-1.5-pro', 'first-frame', 'last-frame'),
      roleOfNextImage('kling-o3-text-to-video'),
      roleOfNextImage('kling-custom-element'),
      roleOfNextImage('kling-custom-element', 'element-front'),
      roleOfNextImage('veo3.1-fast', 'reference-image'),
      roleOfNextImage('kling-o3-image-to-video', 'first-frame', 'reference-image'),
    ]).toEqual(['first-frame', 'last-frame', null, null, 'element-front', 'element-view', 'reference-image', 'reference-image']);
    expect(nextRole(defaultRequest('kling-o1-video-edit'), 'video')).toBe('source-video');
    expect(nextRole(defaultRequest('wan2.6-text-to-video'), 'audio')).toBe('reference-audio');
  });

  it('open and close each other’s slots', () => {
    const open = (model: string, roles: Parameters<typeof requestWithFiles>[1], change: Partial<GenerationRequest> = {}) =>
      Object.fromEntries(slotStates(requestWithFiles(model, roles, change).request).map((now) => [now.slot.role, now.freePlaces]));
    expect(open('seedance-1.5-pro', [])).toEqual({ 'first-frame': 1, 'last-frame': 0 });
    expect(open('veo3.1-fast', [])).toEqual({ 'first-frame': 1, 'last-frame': 0, 'reference-image': 3 });
    expect(open('veo3.1-fast', ['first-frame'])).toEqual({ 'first-frame': 0, 'last-frame': 1, 'reference-image': 0 });
    expect(open('kling-o3-image-to-video', ['first-frame', 'last-frame'])).toEqual({
      'first-frame': 0,
      'last-frame': 0,
      'reference-image': 0,
    });
    expect(open('kling-o3-image-to-video', ['first-frame'])).toEqual({ 'first-frame': 0, 'last-frame': 1, 'reference-image': 6 });
    expect(open('kling-custom-element', [], { parameters: { 'model_params.reference_type': 'video_refer' } })).toEqual({
      'element-front': 0,
      'element-view': 0,
      'element-video': 1,
    });
    expect(open('MiniMax-Hailuo-02', ['first-frame'], { quality: '512p' })).toEqual({ 'first-frame': 0, 'last-frame': 0 });
  });
});

describe('resolving conflicts', () => {
  it('adapts other fields to the one that was changed', () => {
    const request = { ...defaultRequest('sora-2-pro', 'a fox'), quality: 'high' };
    expect(resolveConflicts({ ...request, durationSeconds: 25 }, 'durationSeconds').changes).toEqual([
      { field: 'quality', from: 'high', to: 'standard' },
    ]);
    expect(resolveConflicts({ ...request, quality: 'standard' }, 'quality').changes).toEqual([
      { field: 'durationSeconds', from: '15', to: '25' },
    ]);
  });

  it('adapts other fields to what new references require', () => {
    const { request } = requestWithFiles('veo-3.1-generate-preview', ['reference-image'], {
      durationSeconds: 4,
      aspectRatio: '9:16',
      parameters: { seed: 7 },
    });
    const resolved = resolveConflicts(request, 'reference-image');
    expect(resolved.changes).toEqual([
      { field: 'durationSeconds', from: '4', to: '8' },
      { field: 'aspectRatio', from: '9:16', to: '16:9' },
      { field: 'seed', from: '7', to: null },
    ]);
    expect(blockingIssues(checkRequest(resolved.request, new Map()))).toEqual([]);
  });

  it('removes neither files nor written shots', () => {
    const images = requestWithFiles('MiniMax-Hailuo-02', ['first-frame', 'last-frame'], { quality: '512p' }).request;
    expect(resolveConflicts(images, 'quality').request).toEqual(images);
    const shots = requestWithFiles('kling-o3-text-to-video', [], { parameters: { 'model_params.multi_shot': true } }).request;
    expect(resolveConflicts(shots, 'durationSeconds').request).toEqual(shots);
  });

  it('lists the values that are valid with the rest of the request', () => {
    const request = { ...defaultRequest('MiniMax-Hailuo-02', 'a fox'), quality: '1080p' };
    expect(currentChoices(request)).toEqual({ seconds: [6], qualities: ['768p', '1080p'], aspectRatios: [] });
    expect(currentChoices({ ...request, durationSeconds: 10 }).qualities).toEqual(['768p']);
  });
});

describe('issues', () => {
  it('are divided into blocks and advice', () => {
    const issues = checkRequest({ ...defaultRequest('sora-2', ''), quality: '1080p' }, new Map());
    expect([blockingIssues(issues).map(issueName), advisoryIssues(issues).map(issueName)]).toEqual([
      ['block prompt-missing'],
      ['advice model-withdrawn', 'advice quality-undocumented'],
    ]);
  });
});
