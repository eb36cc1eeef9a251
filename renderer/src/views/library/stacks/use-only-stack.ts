// The inspector shows a selected stack like the video on top of it.
import { type ShownStack, stackOfSelection } from './stack-order.ts';
import { useStacks } from './stack-store.ts';

/** The closed stack that is all of the selection; null for any other selection. */
export function useOnlyStack(selection: readonly number[]): ShownStack | null {
  const stacks = useStacks((s) => s.shown);
  return stackOfSelection(selection, stacks);
}
