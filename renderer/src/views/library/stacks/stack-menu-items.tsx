// The entries of a video's menu about its stack.
import { Menu } from '@base-ui/react/menu';
import { menuItem } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { putOnTop, toggleStack, useStacks } from './stack-store.ts';

/** Renders nothing for a video that is in no shown stack. Must be inside a `Menu.Popup`. A separator follows the entries. */
export function StackMenuItems({ resultId }: { readonly resultId: number }) {
  const stack = useStacks((s) => s.shown.get(resultId));
  if (stack === undefined) return null;
  const { open, close, putOnTop: putOnTopText } = messages.takes.stack;
  return (
    <>
      <Menu.Item className={menuItem} onClick={() => toggleStack(resultId)}>
        {stack.isOpen ? close : open(stack.resultIds.length)}
      </Menu.Item>
      {stack.topId !== resultId && (
        <Menu.Item className={menuItem} onClick={() => void putOnTop(resultId)}>
          {putOnTopText}
        </Menu.Item>
      )}
      <Menu.Separator className="my-1 h-px bg-line" />
    </>
  );
}
