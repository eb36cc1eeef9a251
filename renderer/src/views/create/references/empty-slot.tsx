// A slot for a file that is still empty.
import { AudioLines, Film, ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import type { ReferenceRole } from '../../../../../shared/generation.ts';
import { fileKindOf } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';
import { SlotMenu, useSlotMenu } from '../../slot-menu/slot-menu.tsx';
import { chooseFiles } from './add-references.ts';
import { useSlotDrop } from './slot-drop.ts';

interface EmptyProps {
  readonly role: ReferenceRole;
  readonly title: string;
  readonly isNeeded: boolean;
  /** Another slot must be filled first. */
  readonly isClosed: boolean;
  readonly isDraggingFiles: boolean;
}

/** A slot without a file. A press opens the file dialog, the menu offers the other sources, and files can be dropped on it. */
export function EmptySlot({ role, title, isNeeded, isClosed, isDraggingFiles }: EmptyProps) {
  const { isOver, handlers } = useSlotDrop({ role, index: null });
  const kind = fileKindOf(role);
  const hint = isClosed
    ? messages.composer.needsFirstFrame
    : isOver || isDraggingFiles
      ? messages.composer.dropToAdd
      : messages.composer.slotHint[kind];
  const Icon = kind === 'image' ? ImagePlus : kind === 'video' ? Film : AudioLines;
  const menu = useSlotMenu();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span className="relative grid">
      <button
        ref={button}
        type="button"
        data-slot={role}
        aria-disabled={isClosed}
        onClick={() => isClosed || void chooseFiles(kind, role)}
        {...handlers}
        {...(isClosed ? {} : menu.handlers)}
        className={`grid aspect-[16/9] max-h-32 min-h-full w-full place-items-center content-center gap-1 overflow-hidden rounded-panel border border-dashed text-center text-[11px] ${
          isOver
            ? 'border-accent bg-accent-soft text-text'
            : isDraggingFiles
              ? 'border-accent bg-bg text-dim'
              : `border-line-strong bg-bg text-faint ${isClosed ? '' : 'hover:bg-hover hover:text-dim'}`
        }`}
      >
        <Icon aria-hidden className="size-4" />
        <span className="px-2">
          {title}
          {isNeeded && <span className="text-warn"> · {messages.composer.required}</span>}
          <span className="block text-xs">{hint}</span>
        </span>
      </button>
      {!isClosed && (
        <SlotMenu
          role={role}
          index={null}
          label={messages.frames.menu(title)}
          menu={menu}
          anchor={button}
          buttonClassName="absolute top-1 right-1 grid size-[20px] place-items-center rounded-[4px] text-faint hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
        />
      )}
    </span>
  );
}
