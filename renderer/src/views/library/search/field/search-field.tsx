// The search field in the top bar.
import { X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { ariaKeysOf, shownKeysOf } from '../../../../../../shared/menu-commands.ts';
import { messages } from '../../../../messages.ts';
import { isMac } from '../../../../platform.ts';
import { useStudio } from '../../../../store/studio-store.ts';
import { SaveSearchButton } from '../../collections/save-search-button.tsx';
import type { EditedText } from '../search-edits.ts';
import { setCaret, setSearchText, showComposedText, shownCounts, useLibrarySearch } from '../search-store.ts';
import { QueryInput, type TypedQuery, useQueryField } from './query-input.tsx';
import { useCompletions } from './use-completions.ts';

/** Searches while the user types; on another stage, typing shows the library. The text is in the store of the search. */
export function SearchField() {
  const query = useStoredQuery();
  const { text } = query;
  const completions = useCompletions(
    text,
    useLibrarySearch((s) => s.caret),
    { counts: useLibrarySearch(shownCounts) },
  );
  const parts = useQueryField(query, completions);
  useRequestedFocus(parts.undoable.field);
  return (
    <search className="relative min-w-0 [-webkit-app-region:no-drag]" aria-label={messages.search.label}>
      <QueryInput
        {...parts}
        label={messages.search.label}
        hint={useHint()}
        keyShortcuts={ariaKeysOf('find')}
        onKey={(event) => onTextKey(event, text, parts.replace)}
        className="flex h-[28px] items-center gap-2 rounded-control border border-line-strong bg-bg px-2 focus-within:border-accent"
      >
        {text !== '' && <SaveSearchButton />}
        {text === '' ? <FindKeys /> : <ClearButton onClear={() => parts.replace({ text: '', caret: 0 })} />}
      </QueryInput>
    </search>
  );
}

/** The text of the search, in its store. */
function useStoredQuery(): TypedQuery {
  const text = useLibrarySearch((s) => s.text);
  const parsed = useLibrarySearch((s) => s.parsed);
  return { text, parsed, setText: setSearchText, setComposedText: showComposedText, setCaret };
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

/** Handles a key of the search or its results. Returns false for all other keys. */
function onTextKey(event: KeyboardEvent<HTMLInputElement>, text: string, replace: (edited: EditedText) => void): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey, currentTarget } = event;
  if (ctrlKey || metaKey || shiftKey || altKey) return false;
  switch (key) {
    case 'ArrowDown':
      return focusResults();
    case 'Escape':
      if (text !== '') replace({ text: '', caret: 0 });
      else if (!focusResults()) currentTarget.blur();
      return true;
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
