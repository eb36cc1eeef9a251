// A field for the language of the search, with completions below it: the search of the library, of earlier prompts and in the pickers.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';
import type { Completion } from '../../../../../../shared/search/complete-query.ts';
import { maxQueryLength, type ParsedQuery } from '../../../../../../shared/search/query.ts';
import { useUndoableText } from '../../../create/prompt/text-undo.ts';
import { type EditedText, withCompletion, withoutConditionBefore } from '../search-edits.ts';
import { CompletionList, completionId } from './completion-list.tsx';
import type { Completions } from './use-completions.ts';

/** The text of a field, and what the field does with it. */
export interface TypedQuery {
  readonly text: string;
  readonly parsed: ParsedQuery;
  /** `caret`: the position of the cursor in the new text; null if text is selected. */
  setText(text: string, caret: number | null): void;
  /** Stores text that an input method is composing. It is not searched yet. */
  setComposedText(text: string, caret: number | null): void;
  /** `caret` is null after the field has lost the focus. */
  setCaret(caret: number | null): void;
}

/** The parts of a field that its container uses too. */
export interface QueryFieldParts {
  readonly query: TypedQuery;
  readonly completions: Completions;
  readonly undoable: ReturnType<typeof useUndoableText<HTMLInputElement>>;
  /** Replaces the text, places the cursor, and focuses the field. */
  replace(edited: EditedText): void;
}

/** Connects a text with its field. `completions`: `useCompletions` for the same text. */
export function useQueryField(query: TypedQuery, completions: Completions): QueryFieldParts {
  const undoable = useUndoableText<HTMLInputElement>(query.text);
  const replace = useReplacement(undoable.field, query);
  return { query, completions, undoable, replace };
}

interface Props extends QueryFieldParts {
  readonly label: string;
  readonly hint: string;
  readonly keyShortcuts?: string;
  /** The list that the keys of the field move in while no completions are shown. */
  readonly list?: { readonly id: string; readonly activeOption: string | undefined };
  /** Class name of the line with the icon, the field and the buttons. */
  readonly className: string;
  /** Handles a key that the completions do not use. Returns false for all others. */
  onKey(event: KeyboardEvent<HTMLInputElement>): boolean;
  /** Buttons at the end of the line. */
  readonly children?: ReactNode;
}

/** The field and its completions. An arrow or Tab chooses a completion; Backspace after a condition removes it. */
export function QueryInput({ query, completions, undoable, replace, label, hint, keyShortcuts, list, className, onKey, children }: Props) {
  const { key, field, handleTyped } = undoable;
  const completionsId = useId();
  const wasPressedElsewhere = useRef(false);
  const { shown, activeIndex } = completions;
  const isOpen = shown.length > 0;
  const choose = (completion: Completion): void => {
    replace(withCompletion(query.text, completion));
    // After a field was chosen, the list offers its values.
    if (completion.kind === 'field') completions.open(false);
    else completions.close();
  };
  return (
    <div className="relative min-w-0">
      <div className={className}>
        <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        <input
          key={key}
          ref={field}
          dir="auto"
          type="text"
          role="combobox"
          aria-label={label}
          aria-keyshortcuts={keyShortcuts}
          aria-autocomplete="list"
          aria-expanded={isOpen || list !== undefined}
          aria-controls={isOpen ? completionsId : list?.id}
          aria-activedescendant={activeIndex === null ? list?.activeOption : completionId(completionsId, activeIndex)}
          placeholder={hint}
          value={query.text}
          maxLength={maxQueryLength}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target, nativeEvent }) => {
            handleTyped(target.value);
            // An input method is composing. Its own list is open and receives the keys.
            if ((nativeEvent as InputEvent).isComposing) {
              query.setComposedText(target.value, caretOf(target));
              completions.close();
            } else {
              query.setText(target.value, caretOf(target));
              completions.open(false);
            }
          }}
          onCompositionEnd={({ currentTarget }) => {
            handleTyped(currentTarget.value);
            query.setText(currentTarget.value, caretOf(currentTarget));
            completions.open(false);
          }}
          onSelect={({ currentTarget }) => query.setCaret(caretOf(currentTarget))}
          onFocus={({ currentTarget }) => {
            wasPressedElsewhere.current = true;
            query.setCaret(caretOf(currentTarget));
          }}
          onBlur={() => {
            completions.close();
            clearCaretAfterClick(field, query);
          }}
          onKeyDown={(event) => {
            if (!event.repeat) wasPressedElsewhere.current = false;
            // A held key that removed a condition, here or on a chip, removes nothing more until it is pressed again.
            if (wasPressedElsewhere.current && isRemovingKey(event)) event.preventDefault();
            else if (onFieldKey(event, { query, completions, choose, replace }) || onKey(event)) event.preventDefault();
          }}
          className="h-full min-w-0 flex-1 select-text text-ellipsis bg-transparent outline-none"
        />
        {children}
      </div>
      {isOpen && <CompletionList id={completionsId} completions={shown} activeIndex={activeIndex} onChoose={choose} />}
    </div>
  );
}

/** The position of the cursor; null while text is selected. */
const caretOf = ({ selectionStart, selectionEnd }: HTMLInputElement): number | null =>
  selectionStart === selectionEnd ? selectionStart : null;

const isRemovingKey = ({ key }: KeyboardEvent): boolean => key === 'Backspace' || key === 'Delete';

const maxClickMs = 300;

/**
 * Clears the cursor position after the field has lost the focus. Problems that were hidden during typing then appear and move what is below,
 * so this waits until the click that took the focus is over.
 */
function clearCaretAfterClick(field: RefObject<HTMLInputElement | null>, { setCaret }: TypedQuery): void {
  setTimeout(() => {
    if (document.activeElement !== field.current) setCaret(null);
  }, maxClickMs);
}

/** Returns a function that replaces the text and places the cursor. The field gets the focus. */
function useReplacement(field: RefObject<HTMLInputElement | null>, { text, setText }: TypedQuery): (edited: EditedText) => void {
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
    setText(next, caret);
  };
}

interface FieldKeys {
  readonly query: TypedQuery;
  readonly completions: Completions;
  readonly choose: (completion: Completion) => void;
  readonly replace: (edited: EditedText) => void;
}

/** Handles the keys of the completions, and Backspace after a condition. Returns false for all other keys. */
function onFieldKey(event: KeyboardEvent<HTMLInputElement>, keys: FieldKeys): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey || metaKey || shiftKey || (altKey && event.key !== 'ArrowDown')) return false;
  if (keys.completions.shown.length > 0 && onListKey(event, keys)) return true;
  if (event.key === 'ArrowDown' && altKey) {
    keys.completions.open(true);
    return true;
  }
  return event.key === 'Backspace' && removeConditionBefore(event, keys);
}

/** Handles a key of the open list. Returns false for all other keys. */
function onListKey(event: KeyboardEvent, { completions, choose }: FieldKeys): boolean {
  const { shown, activeIndex } = completions;
  const [first] = shown;
  const chosen = activeIndex === null ? undefined : shown[activeIndex];
  switch (event.key) {
    case 'ArrowDown':
      completions.move(1);
      return true;
    case 'ArrowUp':
      completions.move(-1);
      return true;
    case 'Escape':
      // The popup or dialog around the field stays open.
      event.stopPropagation();
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

function removeConditionBefore({ currentTarget, repeat }: KeyboardEvent<HTMLInputElement>, { query, replace }: FieldKeys): boolean {
  const { selectionStart, selectionEnd } = currentTarget;
  if (repeat || selectionStart === null || selectionStart !== selectionEnd) return false;
  const edited = withoutConditionBefore(query.text, selectionStart, query.parsed);
  if (edited !== null) replace(edited);
  return edited !== null;
}
