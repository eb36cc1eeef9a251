import { describe, expect, it } from 'vitest';
import { models, similarModels } from '../../../shared/models/index.ts';

describe('the suggestions for an unknown model id', () => {
  it('are ids that differ by a typing error, nearest first', () => {
    expect(similarModels('seedance-1.6-pro')[0]).toBe('seedance-1.5-pro');
    expect(similarModels('seedence 1.5 pro')[0]).toBe('seedance-1.5-pro');
    expect(similarModels('minimax-hailuo-23')[0]).toBe('MiniMax-Hailuo-2.3');
    expect(similarModels('sora2')[0]).toBe('sora-2');
  });

  it('are also ids that start with the typed text, or that the typed text starts with', () => {
    expect(similarModels('kling-o1')).toEqual(expect.arrayContaining(['kling-o1-image-to-video', 'kling-o1-video-edit']));
    expect(similarModels('seedance-1.5-pro-ultra-2026')).toEqual(['seedance-1.5-pro']);
  });

  it('are at most three, and none if nothing is similar', () => {
    for (const { id } of models) expect(similarModels(`${id}x`).length).toBeLessThanOrEqual(3);
    for (const unlike of ['film-maker-9', 'x', '', '狐狸', 'a'.repeat(400)]) expect(similarModels(unlike)).toEqual([]);
  });
});
