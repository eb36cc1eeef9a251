// The inspector shows a selected stack like the video on top of it.
import { type ShownStack, stackOfSelection } from './stack-order.ts';
import { useStacks } from './stack-store.ts';

/** The closed stack that the selection consists of; null for any other selection. */
export function useSelectedStack(selection: readonly number[]): ShownStack | null {
  const stacks = useStacks((s) => s.shown);
  return stackOfSelection(selection, stacks);
}
