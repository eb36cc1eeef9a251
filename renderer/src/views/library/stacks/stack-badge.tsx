// The mark of a stack on a tile or in the title of a row: how many takes there are. A press opens or closes the stack.
import { Layers2 } from 'lucide-react';
import { messages } from '../../../messages.ts';
import { useStacks } from './stack-store.ts';

/**
 * Renders nothing for a video that is in no shown stack. The grid handles the press by `data-stack`. The button is not in the tab order,
 * because the key S does the same. `isOnPicture`: the badge is at the lower edge of a tile, on a dark background.
 */
export function StackBadge({ resultId, isOnPicture }: { readonly resultId: number; readonly isOnPicture: boolean }) {
  const stack = useStacks((s) => s.shown.get(resultId));
  if (stack === undefined) return null;
  const { stackOf, opened, closed, openHint, closeHint } = messages.takes.stack;
  const takes = stackOf(stack.resultIds.length);
  const place = isOnPicture
    ? 'absolute right-2 bottom-8 bg-black/75 text-white hover:bg-accent hover:text-accent-ink'
    : 'bg-hover text-text';
  return (
    <button
      type="button"
      data-stack
      tabIndex={-1}
      aria-label={`${takes}, ${stack.isOpen ? opened : closed}`}
      title={`${takes}. ${stack.isOpen ? closeHint : openHint}`}
      className={`inline-flex h-6 min-w-6 shrink-0 items-center gap-1 rounded-[5px] px-1.5 text-sm tabular-nums ${place} ${stack.isOpen && stack.topId !== resultId ? 'opacity-75' : ''}`}
    >
      <Layers2 size={12} aria-hidden />
      {(!stack.isOpen || stack.topId === resultId) && messages.format.number(stack.resultIds.length)}
    </button>
  );
}
