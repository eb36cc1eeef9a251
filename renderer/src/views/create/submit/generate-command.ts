// "Generate" pressed from elsewhere (menu, key): whoever shows the button does what it does. That is the composer, or the batch in its stage.
import type { PaidActionTrigger } from '../../../input/paid-action-guard.ts';

let generate: ((by: PaidActionTrigger) => void) | null = null;

/** Called by whoever shows the button, while it does; returns the off-switch. */
export function onGenerateCommand(action: (by: PaidActionTrigger) => void): () => void {
  generate = action;
  return () => {
    if (generate === action) generate = null;
  };
}

export function requestGenerate(by: PaidActionTrigger): void {
  generate?.(by);
}
