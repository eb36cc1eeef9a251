// The buttons on a slot with a file.
import { ArrowLeftRight, X } from 'lucide-react';
import type { RefObject } from 'react';
import type { Reference, ReferenceRole } from '../../../../../shared/generation.ts';
import { messages } from '../../../messages.ts';
import { SlotMenu, type useSlotMenu } from '../../slot-menu/slot-menu.tsx';
import { removeReference, swapReferences } from '../edit-request.ts';
import { OriginalButton } from '../fixing/derived-picture.tsx';

/** Moves the focus after the focused tile was removed: to the tile that is now at its position, or to the nearest one. */
function focusSlot(slots: Element | null, role: ReferenceRole): void {
  if (document.activeElement !== document.body) return;
  const buttonIn = (selector: string) => slots?.querySelector<HTMLElement>(`button${selector}, ${selector} button`);
  (buttonIn(`[data-slot="${role}"]`) ?? buttonIn('[data-slot]'))?.focus();
}

interface ToolsProps {
  readonly role: ReferenceRole;
  /** Position in the request's reference list. */
  readonly index: number;
  /** Position of the file to swap with; null when there is none of the same kind before it. */
  readonly swapWith: number | null;
  /** null while its record is being loaded. */
  readonly reference: Reference | null;
  readonly name: string;
  readonly menu: ReturnType<typeof useSlotMenu>;
  readonly tile: RefObject<HTMLDivElement | null>;
}

const cornerButtonClass = 'grid size-[20px] place-items-center rounded-[4px] bg-black/70 text-white hover:bg-black/90';

/** The buttons of a file in its slot: original, swap, menu, remove. */
export function SlotTools({ role, index, swapWith, reference, name, menu, tile }: ToolsProps) {
  return (
    <span className="absolute top-1.5 right-1.5 flex gap-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
      <OriginalButton reference={reference} className={cornerButtonClass} />
      {swapWith !== null && (
        <button
          type="button"
          aria-label={messages.composer.moveForward(name)}
          title={messages.composer.moveForward(name)}
          className={cornerButtonClass}
          onClick={() => swapReferences(index, swapWith)}
        >
          <ArrowLeftRight aria-hidden className="size-3" />
        </button>
      )}
      <SlotMenu
        role={role}
        index={index}
        label={messages.frames.menuOf(name)}
        menu={menu}
        anchor={tile}
        buttonClassName={`${cornerButtonClass} data-[popup-open]:bg-black/90`}
      />
      <button
        type="button"
        aria-label={messages.composer.remove(name)}
        title={messages.composer.remove(name)}
        className={cornerButtonClass}
        onClick={({ currentTarget }) => {
          const slots = currentTarget.closest('fieldset');
          removeReference(index);
          requestAnimationFrame(() => focusSlot(slots, role));
        }}
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
