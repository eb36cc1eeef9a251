// The keys that judge a video, as in Lightroom. Pure.

import { maxRating, type videoFlags } from '../../../../shared/judgement/judgement.ts';
import { isShifted, keysOfPress, type LayoutScript } from '../../../../shared/keyboard-layout.ts';
import type { PressedKey } from '../../../../shared/menu-commands.ts';

/** Picked, rejected, or neither. */
export type VideoFlag = (typeof videoFlags)[number] | null;

/** The judgement that a key or a button gives to videos. `favourite` toggles: it removes the mark if all of them have it. */
export type Verdict =
  | { readonly kind: 'rate'; readonly rating: number }
  | { readonly kind: 'flag'; readonly flag: VideoFlag }
  | { readonly kind: 'favourite' };

/** The verdict of a key. `keepsSelection`: Shift is held, so the next video is not selected. */
interface KeyVerdict {
  readonly verdict: Verdict;
  readonly keepsSelection: boolean;
}

/** The letters, as the list of keys in the settings shows them. */
export const verdictKeys = { pick: 'P', reject: 'X', unflag: 'U', favourite: 'F' } as const;

const letterVerdicts: Readonly<Record<string, Verdict>> = {
  p: { kind: 'flag', flag: 'pick' },
  x: { kind: 'flag', flag: 'reject' },
  u: { kind: 'flag', flag: null },
  f: { kind: 'favourite' },
};

function verdictOfKey(key: string): Verdict | null {
  const letter = Object.hasOwn(letterVerdicts, key) ? letterVerdicts[key] : undefined;
  if (letter !== undefined) return letter;
  const rating = /^\d$/.test(key) ? Number(key) : null;
  return rating === null || rating > maxRating ? null : { kind: 'rate', rating };
}

/** The verdict of a press on a layout of this script; null for any other key. */
export function verdictOfPress(press: PressedKey, script: LayoutScript): KeyVerdict | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  // With Shift the digit row types other characters, but its keys still mean the digits.
  for (const key of keysOfPress({ key: press.key, code: press.code, shiftKey: false }, script)) {
    const verdict = verdictOfKey(key);
    if (verdict !== null) return { verdict, keepsSelection: isShifted(press) };
  }
  return null;
}
