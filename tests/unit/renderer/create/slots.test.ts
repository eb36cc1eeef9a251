// The effect of a drop on a slot, and the properties of a file that are shown below its picture.
import { describe, expect, test } from 'vitest';
import { referenceFacts } from '../../../../renderer/src/views/create/references/reference-facts.ts';
import { slotDropAction } from '../../../../renderer/src/views/create/references/slot-drop.ts';
import type { ReferenceUse } from '../../../../shared/generation.ts';

describe('a file dragged from another slot', () => {
  const references: readonly ReferenceUse[] = [
    { role: 'first-frame', referenceId: 1 },
    { role: 'source-video', referenceId: 2 },
  ];

  test('gets the role of an empty slot', () => {
    expect(slotDropAction(references, 0, { role: 'last-frame', index: null })).toEqual({ kind: 'assign-role' });
  });

  test('swaps places with the file of a full slot', () => {
    expect(slotDropAction(references, 0, { role: 'last-frame', index: 2 })).toEqual({ kind: 'swap', to: 2 });
  });

  test('stays where it is if its kind does not fit', () => {
    expect(slotDropAction(references, 1, { role: 'last-frame', index: null })).toEqual({ kind: 'none' });
    expect(slotDropAction(references, 1, { role: 'first-frame', index: 0 })).toEqual({ kind: 'none' });
  });

  test('changes nothing if it was removed meanwhile', () => {
    expect(slotDropAction(references, 5, { role: 'last-frame', index: null })).toEqual({ kind: 'none' });
  });
});

describe('the shown properties of a file', () => {
  const video = { mimeType: 'video/mp4', width: 1280, height: 720, durationSeconds: 5, bytes: 1_500_000 };

  test('are its type, size, duration and bytes', () => {
    expect(referenceFacts(video)).toBe('MP4 · 1280 × 720 · 5 s · 1.5 MB');
  });

  test('omit what is unknown', () => {
    expect(referenceFacts({ ...video, height: null, durationSeconds: null })).toBe('MP4 · 1.5 MB');
  });
});
