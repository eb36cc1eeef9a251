// Finding a model by its properties.
import { describe, expect, it } from 'vitest';
import { type ModelFilter, matchesSearch, modelFilters, models, modelsMatching } from '../../../shared/models/index.ts';
import { requestWithFiles } from './requests.ts';

const ids = (...filters: readonly ModelFilter[]): readonly string[] => modelsMatching(filters).map(({ id }) => id);
const idsFor = (query: string): readonly string[] => models.filter((model) => matchesSearch(model, query)).map(({ id }) => id);

describe('the model filters', () => {
  it('list all models if no filter is set', () => {
    expect(ids()).toEqual(models.map(({ id }) => id));
  });

  it.each([
    ['two-images', ['seedance-1.5-pro', 'kling-v3-image-to-video', 'MiniMax-Hailuo-02'], ['MiniMax-Hailuo-2.3', 'sora-2']],
    ['makes-audio', ['seedance-1.5-pro', 'kling-v3-text-to-video'], ['MiniMax-Hailuo-02', 'veo3.1-fast']],
    ['from-text', ['veo3', 'kling-o3-text-to-video'], ['kling-o1-video-edit', 'sora-character']],
    ['edits-video', ['kling-o3-video-edit', 'seedance-2.0'], ['seedance-1.5-pro']],
    ['ten-seconds', ['kling-o1-image-to-video', 'sora-2-pro', 'grok-imagine-text-to-video'], ['veo-3.1-generate-preview', 'veo3-fast']],
    ['4k', ['kling-o3-text-to-video', 'veo-3.1-generate-preview'], ['seedance-1.5-pro', 'veo3.1-fast']],
    ['elements', ['kling-v3-image-to-video', 'kling-o3-video-edit'], ['kling-v3-text-to-video', 'kling-custom-element']],
    ['current', ['seedance-1.5-pro'], ['sora-2', 'veo3', 'seedance-2.0']],
    ['references', ['kling-o3-reference-to-video', 'wan2.6-reference-video'], ['kling-o1-image-to-video']],
    ['one-image', ['sora-2', 'kling-custom-element'], ['kling-v3-text-to-video', 'wan2.6-reference-video']],
  ] as const)('list the matching models for the filter %s', (filter, included, excluded) => {
    const list = ids(filter);
    expect(included.filter((id) => !list.includes(id))).toEqual([]);
    expect(excluded.filter((id) => list.includes(id))).toEqual([]);
  });

  it('combine, so that each filter only removes models', () => {
    expect(ids('two-images', '4k', 'makes-audio')).toEqual(
      ids('two-images').filter((id) => ids('4k').includes(id) && ids('makes-audio').includes(id)),
    );
    for (const filter of modelFilters) expect(ids(filter, 'current').every((id) => ids('current').includes(id))).toBe(true);
  });

  it('can require that a model takes every file in the composer', () => {
    const { request, files } = requestWithFiles('seedance-1.5-pro', ['first-frame', 'last-frame']);
    const list = modelsMatching(['fits'], { request, references: files }).map(({ id }) => id);
    expect(list).toEqual(expect.arrayContaining(['seedance-1.5-pro', 'kling-o1-image-to-video', 'MiniMax-Hailuo-02']));
    expect(list.filter((id) => ['MiniMax-Hailuo-2.3', 'kling-v3-text-to-video', 'wan2.6-reference-video'].includes(id))).toEqual([]);
    const withoutFiles = requestWithFiles('seedance-1.5-pro', []);
    expect(modelsMatching(['fits'], { request: withoutFiles.request, references: withoutFiles.files })).toHaveLength(models.length);
  });
});

describe('the model search', () => {
  it('understands what a model does in both languages', () => {
    expect(idsFor('takes two images')).toEqual(ids('two-images'));
    expect(idsFor('首尾帧')).toEqual(ids('two-images'));
    expect(idsFor('makes audio')).toEqual(ids('makes-audio'));
    expect(idsFor('生成声音')).toEqual(ids('makes-audio'));
    expect(idsFor('edits video')).toEqual(ids('edits-video'));
    expect(idsFor('编辑视频')).toEqual(ids('edits-video'));
    expect(idsFor('10 s or longer')).toEqual(ids('ten-seconds'));
    expect(idsFor('10秒')).toEqual(ids('ten-seconds'));
    expect(idsFor('4K')).toEqual(ids('4k'));
    expect(idsFor('快手 首尾帧').length).toBeGreaterThan(0);
    expect(idsFor('no such thing')).toEqual([]);
  });
});
