// The tags of one or several videos: chips, and a field that completes names.
import { Tags } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { IconButton } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { focusTile } from './focus-tile.ts';
import { changeVideos } from './judge.ts';
import { NameChip } from './name-chip.tsx';
import { useTags } from './name-lists.ts';
import { openTagDialog } from './tag-dialog-store.ts';
import { suggestTags, type TagSuggestion } from './tag-suggestions.ts';

/** A tag of the videos. `count`: how many of them have it. */
export interface ShownTag {
  readonly id: number;
  readonly name: string;
  readonly count: number;
}

interface Props {
  readonly resultIds: readonly number[];
  readonly tags: readonly ShownTag[];
}

/** Enter or a comma adds the typed or highlighted tag; Backspace in the empty field removes the last tag. */
export function TagField({ resultIds, tags }: Props) {
  const [error, setError] = useState<AppError | null>(null);
  const add = async (name: string): Promise<boolean> => {
    const result = await changeVideos(resultIds, { kind: 'add-tag', name }, name);
    setError(result.ok ? null : result.error);
    return result.ok;
  };
  const remove = async ({ id, name }: ShownTag): Promise<void> => {
    const result = await changeVideos(resultIds, { kind: 'remove-tag', tagId: id }, name);
    setError(result.ok ? null : result.error);
  };
  const lastTag = tags.at(-1);
  return (
    <div className="min-w-0">
      <div data-tag-field className="relative flex flex-wrap items-center gap-1 rounded-control border border-line-strong bg-bg p-1">
        {tags.map((tag) => (
          <NameChip
            key={tag.id}
            name={tag.name}
            count={tag.count}
            videoCount={resultIds.length}
            addLabel={messages.judging.addTagToAll(tag.name)}
            removeLabel={messages.judging.removeTag(tag.name)}
            onAdd={() => void add(tag.name)}
            onRemove={() => void remove(tag)}
          />
        ))}
        <TagInput
          excludedNames={tags.filter(({ count }) => count === resultIds.length).map(({ name }) => name)}
          onAdd={add}
          onType={() => setError(null)}
          onRemoveLast={() => lastTag !== undefined && void remove(lastTag)}
          onLeave={() => focusTile(resultIds[0])}
        />
        <IconButton label={messages.judging.manageTags} onClick={openTagDialog}>
          <Tags size={13} aria-hidden />
        </IconButton>
      </div>
      {error !== null && <ErrorNotice error={error} frame="plain" />}
    </div>
  );
}

interface InputProps {
  /** The tags that are not suggested. */
  readonly excludedNames: readonly string[];
  /** Returns whether the tag was added. */
  onAdd(name: string): Promise<boolean>;
  /** Called when the text changes: a refusal of the text before no longer applies. */
  onType(): void;
  onRemoveLast(): void;
  /** Called by Escape. */
  onLeave(): void;
}

/** The characters that end a tag, including those of Chinese keyboards. */
const separator = /[,，、]$/;

function TagInput({ excludedNames, onAdd, onType, onRemoveLast, onLeave }: InputProps) {
  const [typed, setTyped] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const tags = useTags();
  const listId = useId();
  const suggestions = suggestTags(tags, typed, excludedNames);
  const isShown = isOpen && suggestions.length > 0;
  const addTag = async (name: string): Promise<void> => {
    if (name.trim() === '') return;
    setActive(-1);
    // Cleared at once, so that the next tag can be typed meanwhile. A refused one comes back, unless something else was typed.
    setTyped('');
    if (!(await onAdd(name))) setTyped((typedMeanwhile) => (typedMeanwhile === '' ? name : typedMeanwhile));
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        setIsOpen(true);
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive(Math.min(suggestions.length - 1, Math.max(-1, active + step)));
        return;
      }
      case 'Enter':
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        void addTag(suggestions[active]?.name ?? typed);
        return;
      case 'Escape':
        event.stopPropagation();
        setIsOpen(false);
        // Escape closes the list of suggestions that someone types for. Otherwise it leads back to the tile.
        if (!isShown || typed === '') onLeave();
        return;
      case 'Backspace':
        if (typed === '') onRemoveLast();
    }
  };
  return (
    <div className="min-w-[90px] flex-1">
      <input
        role="combobox"
        dir="auto"
        aria-label={messages.judging.tagsHint}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(isShown && active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        placeholder={messages.judging.tagsHint}
        autoComplete="off"
        value={typed}
        className="h-6 w-full select-text rounded-[4px] bg-transparent px-1 text-[12px]"
        onChange={({ target: { value } }) => {
          if (separator.test(value)) {
            void addTag(value.replace(separator, ''));
            return;
          }
          setTyped(value);
          onType();
          setActive(-1);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={handleKeyDown}
      />
      <Suggestions id={listId} suggestions={isShown ? suggestions : []} active={active} onChoose={(name) => void addTag(name)} />
    </div>
  );
}

interface SuggestionsProps {
  readonly id: string;
  /** Empty while the list is closed. */
  readonly suggestions: readonly TagSuggestion[];
  readonly active: number;
  onChoose(name: string): void;
}

/** The list below the field, which keeps the focus. */
function Suggestions({ id, suggestions, active, onChoose }: SuggestionsProps) {
  const open =
    'absolute inset-x-0 top-full z-40 mt-1 max-h-[240px] overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-float';
  return (
    <div id={id} role="listbox" aria-label={messages.judging.tags} className={suggestions.length > 0 ? open : 'hidden'}>
      {suggestions.map(({ kind, name }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and handles the keys
        <div
          key={`${kind} ${name}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          data-active={index === active}
          className={`flex h-[26px] items-center truncate rounded-control px-2 text-[12px] ${index === active ? 'bg-hover' : 'hover:bg-hover'}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(name)}
        >
          <bdi className="truncate">{kind === 'new' ? messages.judging.createTag(name) : name}</bdi>
        </div>
      ))}
    </div>
  );
}
