// The conditions of the typed search as chips. They are drawn from the text, and change it.
import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { toggleNegation, withoutCondition } from '../../../../../shared/search/edit-query.ts';
import type { TypedCondition } from '../../../../../shared/search/query.ts';
import { messages } from '../../../messages.ts';
import { focusSearchField, setSearchText, useLibrarySearch } from './search-store.ts';

/** One chip per condition, in the order of the text. Renders nothing without conditions. */
export function SearchConditions() {
  const { conditions } = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  if (conditions.length === 0) return null;
  return (
    <ul aria-label={messages.search.conditions} className="flex min-w-0 flex-wrap gap-1.5">
      {conditions.map((typed, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chip that is negated moves in the text, and must keep the focus
        <li key={at} className="max-w-full">
          <ConditionChip typed={typed} text={text} />
        </li>
      ))}
    </ul>
  );
}

interface ChipProps {
  readonly typed: TypedCondition;
  readonly text: string;
}

/** A click on the condition negates it or takes that back; the cross, Backspace and Delete remove it. */
function ConditionChip({ typed, text }: ChipProps) {
  const label = text.slice(typed.from, typed.to);
  const remove = (): void => {
    setSearchText(withoutCondition(text, typed));
    // The chip that had the focus is gone.
    focusSearchField(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    // A key that is held removes one condition.
    if (!event.repeat) remove();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the two buttons in it
    <span
      onKeyDown={onKeyDown}
      className={`flex h-6 max-w-full items-center rounded-full border pl-2.5 text-[12px] ${
        typed.isNegated ? 'border-bad/50 bg-bad-soft' : 'border-accent/60 bg-accent-soft'
      }`}
    >
      <button
        type="button"
        // The name is what the chip shows; the title says what a click does.
        title={typed.isNegated ? messages.search.include(label) : messages.search.exclude(label)}
        onClick={() => setSearchText(toggleNegation(text, typed))}
        className="min-w-0 truncate rounded-[4px]"
      >
        {typed.isNegated && <span className="mr-1 text-bad">{messages.search.not}</span>}
        <bdi>{label}</bdi>
      </button>
      <button
        type="button"
        aria-label={messages.search.remove(label)}
        title={messages.search.remove(label)}
        onClick={remove}
        className="grid size-6 shrink-0 place-items-center rounded-full text-dim hover:text-text"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
