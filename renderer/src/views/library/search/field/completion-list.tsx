// The list below the search field. The field has the keyboard focus and refers to the active entry.
import { useEffect, useRef } from 'react';
import type { Completion } from '../../../../../../shared/search/complete-query.ts';
import { messages } from '../../../../messages.ts';

interface Props {
  /** DOM id, to which the field refers. */
  readonly id: string;
  readonly completions: readonly Completion[];
  readonly activeIndex: number | null;
  readonly onChoose: (completion: Completion) => void;
}

/** DOM id of an entry of a list. */
export const completionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Shows one completion per line: a field with its meaning, or a value with the number of videos that have it. */
export function CompletionList({ id, completions, activeIndex, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (activeIndex !== null) list.current?.children[activeIndex]?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={messages.search.suggestions}
      tabIndex={-1}
      // The field keeps the focus, also when the scroll bar is pressed.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 top-full z-50 mt-1 max-h-[min(320px,60vh)] overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-float"
    >
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
        <div
          key={`${completion.field}:${completion.insert}`}
          role="option"
          tabIndex={-1}
          id={completionId(id, index)}
          aria-selected={index === activeIndex}
          data-active={index === activeIndex}
          onClick={() => onChoose(completion)}
          className={`flex min-h-[26px] items-center gap-3 rounded-control px-2 py-0.5 ${
            index === activeIndex ? 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]' : 'hover:bg-hover'
          }`}
        >
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {completion.kind === 'field' ? `${completion.label}:` : completion.label}
          </span>
          <span className="max-w-[60%] shrink-0 truncate text-dim text-sm">{remarkOf(completion)}</span>
        </div>
      ))}
    </div>
  );
}

function remarkOf(completion: Completion): string {
  if (completion.kind === 'field') return messages.search.fields[completion.field];
  return completion.count === null ? '' : messages.format.number(completion.count);
}
