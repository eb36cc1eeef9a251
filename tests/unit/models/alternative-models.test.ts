import { expect, test } from 'vitest';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { alternativesTo, defaultRequest, findModel, models, switchModel } from '../../../shared/models/index.ts';

const textRequest = (model: string, durationSeconds: number | null): GenerationRequest => ({
  ...defaultRequest(model, 'a fox in the snow'),
  durationSeconds,
});
const firstFrameRequest = (model: string): GenerationRequest => ({
  ...defaultRequest(model, 'x'),
  references: [{ role: 'first-frame', referenceId: 1 }],
});

test('alternatives are documented models of the same kind, the nearest in length first', () => {
  const alternatives = alternativesTo(textRequest('sora-2', 10));
  expect(alternatives).toHaveLength(3);
  const durations = alternatives.map(({ id }) => switchModel(textRequest('sora-2', 10), id, new Map()).request.durationSeconds);
  expect(durations).toEqual([10, 10, 10]);
  expect(alternativesTo(textRequest('sora-2', 10), new Map(), 40).map(({ id }) => id)).toContain('seedance-1.5-pro');
});

test('no alternative is withdrawn, is the model itself, or cannot take the references', () => {
  for (const { id, kinds, slots } of models) {
    const request = slots.some(({ role }) => role === 'first-frame') ? firstFrameRequest(id) : textRequest(id, null);
    for (const other of alternativesTo(request, new Map(), 40)) {
      expect(other.id).not.toBe(id);
      expect([other.documentation, other.output]).toEqual(['current', 'video']);
      expect(other.kinds.some((kind) => kinds.includes(kind))).toBe(true);
      expect(switchModel(request, other.id, new Map()).request.references).toHaveLength(request.references.length);
    }
  }
});

test('a request with a first frame gets only alternatives that take one', () => {
  const ids = alternativesTo(firstFrameRequest('veo3-fast'), new Map(), 40).map(({ id }) => id);
  expect(ids).toContain('seedance-1.5-pro');
  expect(ids).not.toContain('kling-o3-text-to-video');
  expect(ids.every((id) => findModel(id)?.slots.length !== 0)).toBe(true);
});

test('a model that is the only one of its kind has no alternatives', () => {
  expect(alternativesTo(defaultRequest('kling-custom-element'))).toEqual([]);
});
