// One entry of a list that the search field controls: the option itself, and tools for the pointer beside it.
import type { KeyboardEvent, ReactNode } from 'react';

interface Props {
  /** DOM id of the option, for the search field when this option is active. */
  readonly id: string;
  /** Id of the listed item, for `useListNavigation`. */
  readonly option: number;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
  /** For the pointer only: a list box may contain nothing but options. */
  readonly tools: ReactNode;
}

/** A row of the earlier prompts and of the templates. A click chooses it. */
export function OptionRow({ id, option, isActive, onChoose, onKeyDown, children, tools }: Props) {
  return (
    <div
      data-active={isActive}
      className={`group flex rounded-control ${isActive ? 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]' : 'hover:bg-hover'}`}
    >
      <div
        role="option"
        tabIndex={-1}
        id={id}
        data-option={option}
        aria-selected={isActive}
        onClick={onChoose}
        onKeyDown={onKeyDown}
        className="min-w-0 flex-1 px-2 py-1.5"
      >
        {children}
      </div>
      {tools}
    </div>
  );
}
