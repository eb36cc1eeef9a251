// The focus when no control has it: after another stage was opened by a key, the control that had it is gone.
import { type RefObject, useEffect, useRef } from 'react';
import type { Stage } from '../store/studio-store.ts';

/** Whether no control has the focus: nothing was focused yet, the focused control is gone, or the stage as a whole has the focus. */
export const isFocusOnNoControl = (focused: Element | null): boolean =>
  focused === null || focused.tagName === 'BODY' || focused.tagName === 'MAIN';

/**
 * Focuses the element of the stage, so that Tab continues there. It can have the focus only until it loses it, because a click on it must
 * not focus it.
 */
function focusStage(main: HTMLElement): void {
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
  main.addEventListener('blur', () => main.removeAttribute('tabindex'), { once: true });
}

/** Focuses the stage after a change that left the focus on no control. The library focuses a video instead, and the player itself. */
export function useStageFocus(main: RefObject<HTMLElement | null>, kind: Stage['kind']): void {
  const previousKind = useRef(kind);
  useEffect(() => {
    if (previousKind.current === kind) return;
    previousKind.current = kind;
    if (kind === 'library' || kind === 'player' || main.current === null) return;
    if (isFocusOnNoControl(document.activeElement)) focusStage(main.current);
  }, [kind, main]);
}
