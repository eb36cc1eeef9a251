// "Generate" pressed from elsewhere (menu, key): the mounted composer does what its button does.
import type { OrderedBy } from '../../order-guard.ts';

let generate: ((by: OrderedBy) => void) | null = null;

/** Called by the composer while it is mounted; returns the off-switch. */
export function onGenerateWish(action: (by: OrderedBy) => void): () => void {
  generate = action;
  return () => {
    if (generate === action) generate = null;
  };
}

export function pressGenerate(by: OrderedBy): void {
  generate?.(by);
}
