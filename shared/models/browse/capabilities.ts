// The capabilities of a model, in a few words for the picker.

import type { Model } from '../model.ts';
import { fileKindOf } from '../rules/read-request.ts';

/** A capability, in the order of the chips. `shared/text` has the label of each. */
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

/** Returns what a model can take and make, in the order of the chips. */
export const capabilities = (model: Model): readonly Capability[] => {
  const { kinds, slots } = model;
  const checks: readonly (readonly [Capability, boolean])[] = [
    ['text', kinds.includes('text-to-video')],
    ['image', slots.some(({ role }) => fileKindOf(role) === 'image')],
    ['first + last frame', slots.some(({ role }) => role === 'last-frame') || kinds.includes('first-last-frame')],
    ['references', kinds.includes('reference-to-video')],
    ['video edit', kinds.includes('video-edit')],
    ['extend', kinds.includes('extend')],
    ['element', model.output === 'element'],
    ['character', model.output === 'character'],
    ['audio', model.audio.kind === 'switch'],
  ];
  return checks.filter(([, applies]) => applies).map(([name]) => name);
};
