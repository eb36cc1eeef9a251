// The list that a search field controls: its options, and a message if there are none.
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { OptionRow } from './option-row.tsx';

interface Props<Item> {
  readonly ref: Ref<HTMLDivElement>;
  /** DOM id of the list, for the search field that controls it. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly Item[];
  /** DOM id of the option with this item's id. */
  readonly optionId: (id: number) => string;
  /** Id of the active item; null if no item is active. */
  readonly active: number | null;
  readonly onChoose: (item: Item) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The content of an option. */
  readonly linesOf: (item: Item) => ReactNode;
  /** Buttons beside an option, for the pointer only. */
  readonly toolsOf: (item: Item) => ReactNode;
  /** Shown below the options, e.g. that nothing was found. */
  readonly children: ReactNode;
}

/** The options of a popup beside the prompt. Without items it has no list box role, because a list box must contain an option. */
export function OptionList<Item extends { readonly id: number }>(props: Props<Item>) {
  const { ref, id, label, items, optionId, active, onChoose, onKeyDown, linesOf, toolsOf, children } = props;
  return (
    <div
      ref={ref}
      id={id}
      {...(items.length > 0 ? { role: 'listbox', 'aria-label': label } : {})}
      className="min-h-0 flex-1 overflow-auto p-1.5"
    >
      {items.map((item) => (
        <OptionRow
          key={item.id}
          id={optionId(item.id)}
          option={item.id}
          isActive={item.id === active}
          onChoose={() => onChoose(item)}
          onKeyDown={onKeyDown}
          tools={toolsOf(item)}
        >
          {linesOf(item)}
        </OptionRow>
      ))}
      {children}
    </div>
  );
}
