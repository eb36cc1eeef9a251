// Guards actions that cost money: Generate, and resuming the queue by key or menu item.
import { isComposingNow } from './ime-composition.ts';
import { isPopupOpen } from './popup-focus.ts';

/** How the user started something that costs money: its button, a shortcut, or an item of the menu. */
export type PaidActionTrigger = 'button' | 'key' | 'menu';

/** Why a paid action must not start now. */
type PaidActionRefusal =
  /** A dialog, a list or a menu is open and waits for an answer. */
  | 'popup-open'
  /** The input method is still composing: half a word would be sent. */
  | 'composing';

/** The state of the window at the press. */
interface WindowState {
  readonly by: PaidActionTrigger;
  readonly hasOpenPopup: boolean;
  readonly isComposing: boolean;
}

/** Why a paid action is refused; null when it may start. Pure. */
export function paidActionRefusal({ by, hasOpenPopup, isComposing }: WindowState): PaidActionRefusal | null {
  if (isComposing) return 'composing';
  // A dialog covers the button, and a press on the button closes an open list. So a press on the button is always intended.
  return hasOpenPopup && by !== 'button' ? 'popup-open' : null;
}

/** True when a paid action may start in the current state of the window. Called at the press, before anything else. */
export const isPaidActionAllowed = (by: PaidActionTrigger): boolean =>
  paidActionRefusal({ by, hasOpenPopup: isPopupOpen(), isComposing: isComposingNow() }) === null;
