// Generate by key or menu: presses the visible Generate button, in the composer or on the batch stage.
import type { PaidActionTrigger } from '../../../input/paid-action-guard.ts';

let generate: ((by: PaidActionTrigger) => void) | null = null;

/** Registers the visible button while it is mounted; returns the function that removes it. */
export function onGenerateCommand(action: (by: PaidActionTrigger) => void): () => void {
  generate = action;
  return () => {
    if (generate === action) generate = null;
  };
}

/** Presses the visible Generate button, if there is one. */
export function requestGenerate(by: PaidActionTrigger): void {
  generate?.(by);
}
