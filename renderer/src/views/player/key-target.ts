// Classifies the element on which a key was pressed.
import type { KeyTarget } from './player-keys.ts';

const textFieldSelector =
  'input:not([type="range"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="slider"]:not([data-player-track]), [role="radio"]';

/**
 * Classifies the target of a key press, so that `commandOf` can leave keys to text fields, menus and buttons. The seek bar
 * of the player counts as `elsewhere`, so that the keys of the player work there.
 */
export function keyTargetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]') !== null) return 'menu';
  if (target.closest(textFieldSelector) !== null) return 'text';
  return target.closest('button, summary, a') === null ? 'elsewhere' : 'button';
}

/** True on a control of the composer: someone who fills in the form neither judges nor deletes a video. */
export const isInComposer = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-composer]') !== null;
