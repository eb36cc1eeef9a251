import { expect, test } from 'vitest';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { alternativesTo, defaultRequest, findModel, models, switchModel } from '../../../shared/models/index.ts';

const text = (model: string, durationSeconds: number | null): GenerationRequest => ({
  ...defaultRequest(model, 'a fox in the snow'),
  durationSeconds,
});
const framed = (model: string): GenerationRequest => ({
  ...defaultRequest(model, 'x'),
  references: [{ role: 'first-frame', referenceId: 1 }],
});

test('others of the same kind, documented today, the nearest in length first', () => {
  const near = alternativesTo(text('sora-2', 10));
  expect(near).toHaveLength(3);
  const lengths = near.map(({ id }) => switchModel(text('sora-2', 10), id, new Map()).request.durationSeconds);
  expect(lengths).toEqual([10, 10, 10]);
  expect(alternativesTo(text('sora-2', 10), new Map(), 40).map(({ id }) => id)).toContain('seedance-1.5-pro');
});

test('whatever is asked for, none of the answers is withdrawn, the model itself, or unable to take the references', () => {
  for (const { id, kinds, slots } of models) {
    const asked = slots.some(({ role }) => role === 'first-frame') ? framed(id) : text(id, null);
    for (const other of alternativesTo(asked, new Map(), 40)) {
      expect(other.id).not.toBe(id);
      expect([other.documentation, other.makes]).toEqual(['current', 'video']);
      expect(other.kinds.some((kind) => kinds.includes(kind))).toBe(true);
      expect(switchModel(asked, other.id, new Map()).request.references).toHaveLength(asked.references.length);
    }
  }
});

test('a first frame goes only to models that take one', () => {
  const ids = alternativesTo(framed('veo3-fast'), new Map(), 40).map(({ id }) => id);
  expect(ids).toContain('seedance-1.5-pro');
  expect(ids).not.toContain('kling-o3-text-to-video');
  expect(ids.every((id) => findModel(id)?.slots.length !== 0)).toBe(true);
});

test('what only one model makes has no other', () => {
  expect(alternativesTo(defaultRequest('kling-custom-element'))).toEqual([]);
});
