// Conditions of a typed search as chips. They are derived from the text; their buttons change it.
import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { withNegationToggled, withoutCondition } from '../../../../../../shared/search/edit-query-text.ts';
import { formatCondition } from '../../../../../../shared/search/format-query.ts';
import type { TypedCondition } from '../../../../../../shared/search/query.ts';
import { messages } from '../../../../messages.ts';

interface TextEdits {
  readonly text: string;
  /** Gets the text in which a condition is negated, or no longer negated. */
  onNegate(text: string): void;
  /** Gets the text without a condition. Its chip disappears, so the field must get the focus. */
  onRemove(text: string): void;
}

interface Props extends TextEdits {
  readonly shown: readonly TypedCondition[];
  /** Class name of the item of a condition. */
  classNameOf(typed: TypedCondition): string;
  /** Class name of the list. */
  readonly className?: string;
  /** True if the facets show all of the conditions as well. */
  readonly isOnlyFacets?: boolean;
}

/** One chip per condition, in the order of the text. Renders nothing without conditions. */
export function ConditionChips({ shown, classNameOf, className = '', isOnlyFacets = false, ...edits }: Props) {
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label={messages.search.conditions}
      data-only-facets={isOnlyFacets ? true : undefined}
      className={`flex max-h-[84px] min-w-0 flex-wrap gap-1.5 overflow-y-auto ${className}`}
    >
      {withKeys(shown).map(({ key, typed }) => (
        <li key={key} className={`max-w-full ${classNameOf(typed)}`}>
          <ConditionChip typed={typed} {...edits} />
        </li>
      ))}
    </ul>
  );
}

/** Gives each condition a key that does not change when the condition is negated, so that its chip keeps the focus. */
function withKeys(conditions: readonly TypedCondition[]): readonly { readonly key: string; readonly typed: TypedCondition }[] {
  const conditionTexts = conditions.map(({ condition }) => formatCondition(condition));
  return conditions.map((typed, index) => ({
    key: `${conditionTexts[index]} ${conditionTexts.slice(0, index).filter((one) => one === conditionTexts[index]).length}`,
    typed,
  }));
}

interface ChipProps extends TextEdits {
  readonly typed: TypedCondition;
}

/** A click on the condition negates it or removes the negation; the cross, Backspace and Delete remove the condition. */
function ConditionChip({ typed, text, onNegate, onRemove }: ChipProps) {
  const label = text.slice(typed.from, typed.to);
  const remove = (): void => onRemove(withoutCondition(text, typed));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    // A held key removes only one condition.
    if (!event.repeat) remove();
  };
  return (
    <span
      className={`flex h-6 max-w-full items-center rounded-full border pl-2.5 text-[12px] ${
        typed.isNegated ? 'border-bad/50 bg-bad-soft' : 'border-accent/60 bg-accent-soft'
      }`}
    >
      <button
        type="button"
        // Its accessible name is the text of the chip; the title says what a click does.
        title={typed.isNegated ? messages.search.include(label) : messages.search.exclude(label)}
        onClick={() => onNegate(withNegationToggled(text, typed))}
        onKeyDown={onKeyDown}
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
        onKeyDown={onKeyDown}
        className="grid size-6 shrink-0 place-items-center rounded-full text-dim hover:text-text"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
