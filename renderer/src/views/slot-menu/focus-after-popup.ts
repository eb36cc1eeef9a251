// Moves the focus when the focused element is gone: to the slot that was filled or emptied, or to the prompt.
import type { ReferenceRole } from '../../../../shared/generation.ts';
import { afterPopupsClose } from '../../input/after-popups-close.ts';

/** Focuses the slot of this role, unless the user has started writing meanwhile. */
export function focusSlotAfterPopup(role: ReferenceRole | null): void {
  if (role === null) return;
  afterPopupsClose(() => {
    if (document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement) return;
    document.querySelector<HTMLElement>(`button[data-slot="${role}"], [data-slot="${role}"] button`)?.focus();
  });
}

/** Focuses the prompt after "Use again" in a menu. Otherwise the menu would return the focus to the video it was opened on. */
export function focusPromptAfterPopup(): void {
  afterPopupsClose(() => {
    if (document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement) return;
    document.querySelector<HTMLElement>('#prompt')?.focus();
  });
}
