// "Generate" pressed from elsewhere (menu, key): whoever shows the button does what it does. That is the composer, or the batch in its stage.
import type { OrderedBy } from '../../../input/paid-action-guard.ts';

let generate: ((by: OrderedBy) => void) | null = null;

/** Called by whoever shows the button, while it does; returns the off-switch. */
export function onGenerateWish(action: (by: OrderedBy) => void): () => void {
  generate = action;
  return () => {
    if (generate === action) generate = null;
  };
}

export function pressGenerate(by: OrderedBy): void {
  generate?.(by);
}
