// The frame of the popovers beside the composer: the model picker, earlier prompts, templates.
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

interface SidePopoverProps extends Pick<Popover.Popup.Props, 'initialFocus' | 'finalFocus'> {
  readonly label: string;
  /** The element beside which the popover opens. */
  readonly anchor: Popover.Positioner.Props['anchor'];
  /** Class name that sets or limits the height. */
  readonly height: string;
  readonly onClose: () => void;
  /** Called by Escape instead of `onClose`, to go one step back. */
  readonly onEscape?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** An open popover to the right of `anchor`. A press outside closes it. */
export function SidePopover({ label, anchor, height, onClose, onEscape, children, ...focus }: SidePopoverProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(open, { reason }) => {
        if (open) return;
        if (reason === 'escape-key' && onEscape !== undefined) onEscape();
        else onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={10}
          collisionPadding={{ top: 48, bottom: 34, left: 12, right: 12 }}
          className="z-50"
        >
          <Popover.Popup
            {...focus}
            aria-label={label}
            className={`flex ${height} w-[520px] max-w-[var(--available-width)] flex-col overflow-hidden rounded-[10px] border border-line-strong bg-panel shadow-float outline-none`}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
