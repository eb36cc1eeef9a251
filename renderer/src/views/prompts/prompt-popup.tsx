// The frame of the popups beside the prompt: earlier prompts, templates.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { SidePopover } from '../../components/popups/side-popover.tsx';
import { messages } from '../../messages.ts';

interface PopupProps {
  readonly label: string;
  readonly onClose: () => void;
  /** Called by Escape instead of `onClose`, to go one step back. */
  readonly onEscape?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The field beside which the popup opens; it gets the focus afterwards. */
const promptField = (): HTMLElement | null => document.querySelector<HTMLElement>('#prompt');

/** A popover beside the prompt field. A press outside closes it. */
export function PromptPopup({ label, onClose, onEscape, children }: PopupProps) {
  return (
    <SidePopover
      label={label}
      anchor={promptField}
      finalFocus={() => promptField() ?? true}
      height="max-h-[min(560px,var(--available-height))] min-h-[min(260px,var(--available-height))]"
      onClose={onClose}
      onEscape={onEscape}
    >
      {children}
    </SidePopover>
  );
}

interface SearchProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly listId: string;
  readonly activeOption: string | undefined;
  readonly remark?: string;
}

/** The search field above a list of options. It keeps the focus. */
export function SearchLine({ label, hint, value, onChange, onKeyDown, listId, activeOption, remark }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  // Also runs when the list replaces a form that had the focus.
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="flex items-center gap-2 border-b border-line px-3">
      <Search aria-hidden className="size-3.5 text-faint" />
      <input
        ref={field}
        dir="auto"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeOption}
        aria-label={label}
        placeholder={hint}
        value={value}
        maxLength={400}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-10 min-w-0 flex-1 bg-transparent outline-none select-text"
      />
      {remark !== undefined && <span className="text-sm text-faint">{remark}</span>}
    </div>
  );
}

/** Says that something was removed, with a button that restores it. Shows nothing while `text` is null. */
export function UndoLine({ text, onUndo }: { readonly text: ReactNode; readonly onUndo?: () => void }) {
  return (
    <div role="status">
      {text !== null && (
        <div className="flex items-center gap-2 border-t border-line bg-accent-soft px-3 py-1.5 text-[12px]">
          <span className="min-w-0 flex-1 truncate">{text}</span>
          {onUndo !== undefined && (
            <Button size="small" onClick={onUndo}>
              {messages.prompts.undo}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
