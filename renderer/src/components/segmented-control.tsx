// A segmented control: a few choices side by side, of which one is active. Keyboard and screen readers get a radio group.
import { type KeyboardEvent, useRef } from 'react';

interface Props<T extends string | number> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string; readonly disabled?: boolean; readonly title?: string }[];
  readonly value: T | null;
  onChange(value: T): void;
  readonly className?: string;
}

/**
 * Shows all options side by side; meant for a few short ones. `value` is null while none is active. Arrow keys skip disabled options and
 * select immediately.
 */
export function SegmentedControl<T extends string | number>({ label, options, value, onChange, className = '' }: Props<T>) {
  const group = useRef<HTMLDivElement>(null);
  const chosenIndex = options.findIndex((option) => option.value === value);
  const handleKeyDown = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    for (let index = chosenIndex + step; index >= 0 && index < options.length; index += step) {
      const option = options[index];
      if (option === undefined || option.disabled) continue;
      onChange(option.value);
      group.current?.querySelectorAll('button')[index]?.focus();
      return;
    }
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      onKeyDown={handleKeyDown}
      className={`flex gap-0.5 rounded-control border border-line-strong bg-bg p-0.5 ${className}`}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: native radio inputs cannot form one bar without losing their focus ring
        <button
          key={option.value}
          dir="auto"
          type="button"
          role="radio"
          aria-checked={option.value === value}
          disabled={option.disabled}
          title={option.title}
          tabIndex={index === Math.max(0, chosenIndex) ? 0 : -1}
          onClick={() => onChange(option.value)}
          className={`h-[26px] min-w-0 flex-1 rounded-[5px] px-2 whitespace-nowrap disabled:opacity-40 ${
            option.value === value ? 'bg-raised text-text shadow-[0_0_0_1px_var(--line-strong)]' : 'text-dim hover:text-text'
          }`}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
