// The one guard before whatever spends. The button, the key and the item of the menu pass it alike.
import { isComposingNow } from './ime-composition.ts';
import { isPopupOpen } from './popup-focus.ts';

/** Where an order comes from. */
export type PaidActionTrigger = 'button' | 'key' | 'menu';

/** What stands in the way of an order. */
export type PaidActionRefusal =
  /** A dialog, a list or a menu is open: what it asks is not answered yet. */
  | 'popup-open'
  /** The input method is not done: half a word would be sent. */
  | 'composing';

export interface OrderFacts {
  readonly by: PaidActionTrigger;
  readonly popupOpen: boolean;
  readonly composing: boolean;
}

/** Why an order is refused; null where nothing is in its way. Pure. */
export function paidActionRefusal({ by, popupOpen, composing }: OrderFacts): PaidActionRefusal | null {
  if (composing) return 'composing';
  // A dialog covers the button, and a list closes with the same press on it: the button is only pressed by who means it.
  return popupOpen && by !== 'button' ? 'popup-open' : null;
}

/** Whether an order may be given now. */
export const isPaidActionAllowed = (by: PaidActionTrigger): boolean =>
  paidActionRefusal({ by, popupOpen: isPopupOpen(), composing: isComposingNow() }) === null;
