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

/** Finds while one types, on every stage: typing shows the library. The text is kept in the store of the search. */
export function SearchField() {
  const text = useLibrarySearch((s) => s.text);
  const hint = useHint();
  const { key, field, handleTyped } = useUndoableText<HTMLInputElement>(text);
  const completions = useCompletions();
  const listId = useId();
  const replace = useReplacement(field, text);
  useRequestedFocus(field);
  const isHeldFromElsewhere = useRef(false);
  const { offered, active } = completions;
  const isOpen = offered.length > 0;
  const take = (completion: Completion): void => {
    replace(withCompletion(text, completion));
    // A field goes on with its values.
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
            // The list of the input method is open, and its keys are not for ours.
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
            isHeldFromElsewhere.current = true;
            setCaret(caretOf(event.currentTarget));
          }}
          onBlur={() => {
            completions.close();
            forgetCaretSoon(field);
          }}
          onKeyDown={(event) => {
            if (!event.repeat) isHeldFromElsewhere.current = false;
            // A key that removed a condition, here or on a chip, removes nothing more until it is pressed again.
            if (isHeldFromElsewhere.current && isRemovingKey(event)) event.preventDefault();
            else onFieldKey(event, { text, completions, take, replace });
          }}
          className="h-full min-w-0 flex-1 select-text text-ellipsis bg-transparent outline-none"
        />
        {text !== '' && <SaveSearchButton />}
        {text === '' ? <FindKeys /> : <ClearButton onClear={() => replace({ text: '', caret: 0 })} />}
      </div>
      {isOpen && <CompletionList id={listId} offered={offered} active={active} onTake={take} />}
    </search>
  );
}

/** What the empty field says about what it searches. */
function useHint(): string {
  const videos = useStudio((s) => s.index.resultIds.length);
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  return isHistory ? messages.history.hint : messages.search.hint(videos);
}

/** The keys that lead to the field. */
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

/** Where the cursor is; null while text is selected. */
const caretOf = ({ selectionStart, selectionEnd }: HTMLInputElement): number | null =>
  selectionStart === selectionEnd ? selectionStart : null;

const isRemovingKey = ({ key }: KeyboardEvent): boolean => key === 'Backspace' || key === 'Delete';

const clickTakesMs = 300;

/** Problems that were hidden while one typed appear when the field has lost the focus, but not during the click that took it: they move the grid. */
function forgetCaretSoon(field: RefObject<HTMLInputElement | null>): void {
  setTimeout(() => {
    if (document.activeElement !== field.current) setCaret(null);
  }, clickTakesMs);
}

/** Returns a function that sets another text and puts the cursor into it. The field gets the focus. */
function useReplacement(field: RefObject<HTMLInputElement | null>, text: string): (edited: EditedText) => void {
  const wanted = useRef<number | null>(null);
  // Runs after each render: the field with the new text is mounted by then.
  useLayoutEffect(() => {
    if (wanted.current === null || field.current?.value !== text) return;
    field.current?.focus();
    field.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  return ({ text: next, caret }) => {
    wanted.current = caret;
    setSearchText(next, caret);
  };
}

/** Focuses the field as soon as it is asked for. */
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
  readonly take: (completion: Completion) => void;
  readonly replace: (edited: EditedText) => void;
}

/** Handles the keys of the list while it is open, and those that leave the field. */
function onFieldKey(event: KeyboardEvent<HTMLInputElement>, keys: FieldKeys): void {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey || metaKey || shiftKey || (altKey && event.key !== 'ArrowDown')) return;
  const isDone = keys.completions.offered.length > 0 ? onListKey(event, keys) : false;
  if (isDone || onTextKey(event, keys)) event.preventDefault();
}

/** Returns true when the key was for the list. */
function onListKey({ key }: KeyboardEvent, { completions, take }: FieldKeys): boolean {
  const { offered, active } = completions;
  const [first] = offered;
  const chosen = active === null ? undefined : offered[active];
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
      // A word that happens to begin like a field is left alone until an entry is chosen.
      if (chosen === undefined) completions.close();
      else take(chosen);
      return true;
    case 'Tab':
      if (first === undefined) return false;
      take(chosen ?? first);
      return true;
    default:
      return false;
  }
}

/** Returns true when the key was for the search or its results. */
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

/** Moves the focus into the grid: to the tile that had it last, or the first one. Returns false where there is none. */
function focusResults(): boolean {
  const tile = document.querySelector<HTMLElement>('[role="grid"] [data-cell][tabindex="0"]');
  tile?.focus();
  return tile !== null;
}
