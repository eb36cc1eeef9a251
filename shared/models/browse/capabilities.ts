// What a model is good for, in a few words for the picker.

import type { Model } from '../model.ts';
import { fileKindOf } from '../rules/request-facts.ts';

/** In the order in which the chips are shown. */
export type Capability =
  | 'text'
  | 'image'
  | 'first + last frame'
  | 'references'
  | 'video edit'
  | 'extend'
  | 'element'
  | 'character'
  | 'audio';

export const capabilities = (model: Model): readonly Capability[] => {
  const { kinds, slots } = model;
  const has: readonly (readonly [Capability, boolean])[] = [
    ['text', kinds.includes('text-to-video')],
    ['image', slots.some(({ role }) => fileKindOf(role) === 'image')],
    ['first + last frame', slots.some(({ role }) => role === 'last-frame') || kinds.includes('first-last-frame')],
    ['references', kinds.includes('reference-to-video')],
    ['video edit', kinds.includes('video-edit')],
    ['extend', kinds.includes('extend')],
    ['element', model.makes === 'element'],
    ['character', model.makes === 'character'],
    ['audio', model.audio.kind === 'switch'],
  ];
  return has.filter(([, is]) => is).map(([name]) => name);
};
