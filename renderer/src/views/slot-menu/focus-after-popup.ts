// Where the keyboard goes when what it stood on is gone: the slot that was filled or emptied, or the prompt.
import type { ReferenceRole } from '../../../../shared/generation.ts';

/** A popup takes 150 ms to go, and then gives the focus back to where it came from, if that is still there. */
const afterPopupMs = 200;

/** Focuses the slot of this role, unless the person has begun to write meanwhile. */
export function focusSlotAfterPopup(role: ReferenceRole | null): void {
  if (role === null) return;
  setTimeout(() => {
    if (document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement) return;
    document.querySelector<HTMLElement>(`button[data-slot="${role}"], [data-slot="${role}"] button`)?.focus();
  }, afterPopupMs);
}

/** Focuses the prompt for "Use again" chosen in a menu, which else gives the focus back to the video it was opened on. */
export function focusPromptAfterPopup(): void {
  setTimeout(() => {
    if (document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement) return;
    document.querySelector<HTMLElement>('#prompt')?.focus();
  }, afterPopupMs);
}
