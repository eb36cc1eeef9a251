// The search field in the top bar.
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { ariaKeysOf, shownKeysOf } from '../../../../../shared/menu-commands.ts';
import type { Completion } from '../../../../../shared/search/complete-query.ts';
import { maxQueryLength } from '../../../../../shared/search/query.ts';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useUndoableText } from '../../create/prompt/text-undo.ts';
import { SaveSearchButton } from '../collections/save-search-button.tsx';
import { CompletionList, completionId } from './completion-list.tsx';
import { type EditedText, withCompletion, withoutConditionBefore } from './search-edits.ts';
import { setCaret, setSearchText, showComposedText, useLibrarySearch } from './search-store.ts';
import { type Completions, useCompletions } from './use-completions.ts';

/** Searches while the user types; on another stage, typing shows the library. The text is in the store of the search. */
export function SearchField() {
  const text = useLibrarySearch((s) => s.text);
  const hint = useHint();
  const { key, field, handleTyped } = useUndoableText<HTMLInputElement>(text);
  const completions = useCompletions();
  const listId = useId();
  const replace = useReplacement(field, text);
  useRequestedFocus(field);
  const wasPressedElsewhere = useRef(false);
  const { shown, active } = completions;
  const isOpen = shown.length > 0;
  const choose = (completion: Completion): void => {
    replace(withCompletion(text, completion));
    // After a field was chosen, the list offers its values.
    if (completion.kind === 'field') completions.open(false);
    else completions.close();
  };
  return (
    <search className="relative min-w-0 [-webkit-app-region:no-drag]" aria-label={messages.search.label}>
      <div className="flex h-[28px] items-center gap-2 rounded-control border border-line-strong bg-bg px-2 focus-within:border-accent">
        <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        <input
          key={key}
          ref={field}
          dir="auto"
          type="text"
          role="combobox"
          aria-label={messages.search.label}
          aria-keyshortcuts={ariaKeysOf('find')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={active === null ? undefined : completionId(listId, active)}
          placeholder={hint}
          value={text}
          maxLength={maxQueryLength}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target, nativeEvent }) => {
            handleTyped(target.value);
            // An input method is composing. Its own list is open and receives the keys.
            if ((nativeEvent as InputEvent).isComposing) {
              showComposedText(target.value, caretOf(target));
              completions.close();
            } else {
              setSearchText(target.value, caretOf(target));
              completions.open(false);
            }
          }}
          onCompositionEnd={(event) => {
            handleTyped(event.currentTarget.value);
            setSearchText(event.currentTarget.value, caretOf(event.currentTarget));
            completions.open(false);
          }}
          onSelect={(event) => setCaret(caretOf(event.currentTarget))}
          onFocus={(event) => {
            wasPressedElsewhere.current = true;
            setCaret(caretOf(event.currentTarget));
          }}
          onBlur={() => {
            completions.close();
            clearCaretAfterClick(field);
          }}
          onKeyDown={(event) => {
            if (!event.repeat) wasPressedElsewhere.current = false;
            // A held key that removed a condition, here or on a chip, removes nothing more until it is pressed again.
            if (wasPressedElsewhere.current && isRemovingKey(event)) event.preventDefault();
            else onFieldKey(event, { text, completions, choose, replace });
          }}
          className="h-full min-w-0 flex-1 select-text text-ellipsis bg-transparent outline-none"
        />
        {text !== '' && <SaveSearchButton />}
        {text === '' ? <FindKeys /> : <ClearButton onClear={() => replace({ text: '', caret: 0 })} />}
      </div>
      {isOpen && <CompletionList id={listId} completions={shown} active={active} onChoose={choose} />}
    </search>
  );
}

/** The placeholder, which says what the field searches. */
function useHint(): string {
  const videos = useStudio((s) => s.index.resultIds.length);
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  return isHistory ? messages.history.hint : messages.search.hint(videos);
}

/** The keyboard shortcut of the field. */
function FindKeys() {
  return (
    <kbd aria-hidden className="shrink-0 rounded-[4px] border border-line-strong px-1 font-sans text-faint text-xs">
      {shownKeysOf('find', isMac)}
    </kbd>
  );
}

function ClearButton({ onClear }: { readonly onClear: () => void }) {
  return (
    <button
      type="button"
      aria-label={messages.search.clear}
      title={messages.search.clear}
      onClick={onClear}
      className="-mr-1 grid size-6 shrink-0 place-items-center rounded-[4px] text-dim hover:bg-hover hover:text-text"
    >
      <X size={13} aria-hidden />
    </button>
  );
}

/** The position of the cursor; null while text is selected. */
const caretOf = ({ selectionStart, selectionEnd }: HTMLInputElement): number | null =>
  selectionStart === selectionEnd ? selectionStart : null;

const isRemovingKey = ({ key }: KeyboardEvent): boolean => key === 'Backspace' || key === 'Delete';

const maxClickMs = 300;

/**
 * Clears the cursor position after the field has lost the focus. Problems that were hidden during typing then appear and move the grid, so
 * this waits until the click that took the focus is over.
 */
function clearCaretAfterClick(field: RefObject<HTMLInputElement | null>): void {
  setTimeout(() => {
    if (document.activeElement !== field.current) setCaret(null);
  }, maxClickMs);
}

/** Returns a function that replaces the text and places the cursor. The field gets the focus. */
function useReplacement(field: RefObject<HTMLInputElement | null>, text: string): (edited: EditedText) => void {
  const pendingCaret = useRef<number | null>(null);
  // Runs after each render: the field with the new text is mounted by then.
  useLayoutEffect(() => {
    if (pendingCaret.current === null || field.current?.value !== text) return;
    field.current?.focus();
    field.current?.setSelectionRange(pendingCaret.current, pendingCaret.current);
    pendingCaret.current = null;
  });
  return ({ text: next, caret }) => {
    pendingCaret.current = caret;
    setSearchText(next, caret);
  };
}

/** Focuses the field when the store requests it. */
function useRequestedFocus(field: RefObject<HTMLInputElement | null>): void {
  const request = useLibrarySearch((s) => s.focusRequest);
  useEffect(() => {
    if (request === null || field.current === null) return;
    const { length } = field.current.value;
    field.current.focus();
    field.current.setSelectionRange(request.selectsText ? 0 : length, length);
    // A change of the language mounts the field again, which must not take the focus.
    useLibrarySearch.setState({ focusRequest: null });
  }, [request, field]);
}

interface FieldKeys {
  readonly text: string;
  readonly completions: Completions;
  readonly choose: (completion: Completion) => void;
  readonly replace: (edited: EditedText) => void;
}

/** Handles the keys of the list while it is open, and those that leave the field. */
function onFieldKey(event: KeyboardEvent<HTMLInputElement>, keys: FieldKeys): void {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey || metaKey || shiftKey || (altKey && event.key !== 'ArrowDown')) return;
  const isHandledByList = keys.completions.shown.length > 0 ? onListKey(event, keys) : false;
  if (isHandledByList || onTextKey(event, keys)) event.preventDefault();
}

/** Handles a key of the open list. Returns false for all other keys. */
function onListKey({ key }: KeyboardEvent, { completions, choose }: FieldKeys): boolean {
  const { shown, active } = completions;
  const [first] = shown;
  const chosen = active === null ? undefined : shown[active];
  switch (key) {
    case 'ArrowDown':
      completions.move(1);
      return true;
    case 'ArrowUp':
      completions.move(-1);
      return true;
    case 'Escape':
      completions.close();
      return true;
    case 'Enter':
      // If no entry is chosen, the typed word stays as it is, even if the name of a field begins with it.
      if (chosen === undefined) completions.close();
      else choose(chosen);
      return true;
    case 'Tab':
      if (first === undefined) return false;
      choose(chosen ?? first);
      return true;
    default:
      return false;
  }
}

/** Handles a key of the search or its results. Returns false for all other keys. */
function onTextKey(event: KeyboardEvent<HTMLInputElement>, { text, completions, replace }: FieldKeys): boolean {
  const field = event.currentTarget;
  switch (event.key) {
    case 'ArrowDown':
      if (event.altKey) {
        completions.open(true);
        return true;
      }
      return focusResults();
    case 'Escape':
      if (text !== '') replace({ text: '', caret: 0 });
      else if (!focusResults()) field.blur();
      return true;
    case 'Backspace': {
      const { selectionStart, selectionEnd } = field;
      if (event.repeat || selectionStart === null || selectionStart !== selectionEnd) return false;
      const edited = withoutConditionBefore(text, selectionStart, useLibrarySearch.getState().parsed);
      if (edited !== null) replace(edited);
      return edited !== null;
    }
    default:
      return false;
  }
}

/** Moves the focus to the tile of the grid that had it last, or to the first one. Returns false if there is no tile. */
function focusResults(): boolean {
  const tile = document.querySelector<HTMLElement>('[role="grid"] [data-cell][tabindex="0"]');
  tile?.focus();
  return tile !== null;
}
