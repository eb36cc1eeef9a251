// The one guard before whatever spends. The button, the key and the item of the menu pass it alike.
import { isComposingNow } from './ime-composition.ts';
import { isPopupOpen } from './popup-focus.ts';

/** Where an order comes from. */
export type OrderedBy = 'button' | 'key' | 'menu';

/** What stands in the way of an order. */
export type OrderRefusal =
  /** A dialog, a list or a menu is open: what it asks is not answered yet. */
  | 'popup-open'
  /** The input method is not done: half a word would be sent. */
  | 'composing';

export interface OrderFacts {
  readonly by: OrderedBy;
  readonly popupOpen: boolean;
  readonly composing: boolean;
}

/** Why an order is refused; null where nothing is in its way. Pure. */
export function orderRefusal({ by, popupOpen, composing }: OrderFacts): OrderRefusal | null {
  if (composing) return 'composing';
  // A dialog covers the button, and a list closes with the same press on it: the button is only pressed by who means it.
  return popupOpen && by !== 'button' ? 'popup-open' : null;
}

/** Whether an order may be given now. */
export const mayOrder = (by: OrderedBy): boolean => orderRefusal({ by, popupOpen: isPopupOpen(), composing: isComposingNow() }) === null;
