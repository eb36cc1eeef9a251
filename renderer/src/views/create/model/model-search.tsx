// The search field of the model picker. It has the keyboard focus for the whole list.
import { Search } from 'lucide-react';
import type { RefObject } from 'react';
import { messages } from '../../../messages.ts';
import type { ModelPickerState } from './use-model-picker.ts';

interface Props {
  readonly picker: ModelPickerState;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Returns the text that was typed before the search field had the focus, and forgets it. */
  readonly takeEarlyInput: (() => string) | undefined;
}

/** The combobox that filters the list. Arrow keys, Enter and the shortcuts of the picker are handled here (`picker.handleKeyDown`). */
export function ModelSearch({ picker, field, takeEarlyInput }: Props) {
  return (
    <div className="flex items-center gap-2 border-b border-line px-3 focus-within:border-accent">
      <Search aria-hidden className="size-3.5 text-faint" />
      <input
        dir="auto"
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls={picker.listId}
        aria-activedescendant={picker.optionId(picker.active)}
        aria-label={messages.modelPicker.search}
        placeholder={messages.modelPicker.searchHint}
        value={picker.query}
        onChange={(event) => picker.setQuery(event.target.value)}
        onFocus={() => {
          const earlyInput = takeEarlyInput?.() ?? '';
          if (earlyInput !== '') picker.setQuery((query) => query + earlyInput);
        }}
        onKeyDown={picker.handleKeyDown}
        className="h-10 min-w-0 flex-1 bg-transparent outline-none"
      />
      <span className="text-sm text-faint">{messages.modelPicker.results(picker.matchCount)}</span>
    </div>
  );
}
