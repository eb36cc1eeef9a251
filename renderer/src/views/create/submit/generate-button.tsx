// The Generate button of the composer and of a batch. Its style shows the effect of a press.
import type { Ref } from 'react';
import { ariaKeysOf, shownKeysOf } from '../../../../../shared/menu-commands.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { isMac } from '../../../platform.ts';
import type { GenerateAction } from './submit-request.ts';

/** The style of each action. `anyway` differs from `send`, because the request has doubts and the shortcut does not submit it. */
const buttonClasses: Readonly<Record<GenerateAction, string>> = {
  send: 'border-transparent bg-accent text-accent-ink hover:brightness-110',
  wait: 'border-accent bg-accent-soft text-text hover:bg-hover',
  anyway: 'border-warn bg-warn-soft text-text hover:bg-hover',
  nothing: 'border-line-strong bg-raised text-dim',
};

interface ButtonProps {
  readonly action: GenerateAction;
  readonly label: string;
  readonly isSubmitting: boolean;
  /** DOM id of the element that describes what a press submits, or why it cannot. */
  readonly describedBy: string;
  readonly className: string;
  readonly ref: Ref<HTMLButtonElement>;
  onPress(): void;
}

/**
 * Always focusable: when the request cannot be sent, a press shows the reason. Shows its shortcut, except for `anyway`, which has none.
 */
export function GenerateButton({ action, label, isSubmitting, describedBy, className, ref, onPress }: ButtonProps) {
  const hasKey = action !== 'anyway';
  return (
    <button
      ref={ref}
      type="button"
      data-meaning={action}
      aria-disabled={action === 'nothing'}
      aria-describedby={describedBy}
      {...(hasKey ? { 'aria-keyshortcuts': ariaKeysOf('generate') } : {})}
      // The second click of a double click must not submit again.
      onClick={({ detail }) => detail < 2 && onPress()}
      className={`inline-flex h-[34px] items-center justify-center gap-2 rounded-panel border font-semibold whitespace-nowrap transition-[filter] duration-100 ${buttonClasses[action]} ${className}`}
    >
      {isSubmitting && <BusyIcon className="size-3.5" />}
      {label}
      {hasKey && !isSubmitting && (
        <span aria-hidden className="font-normal">
          {shownKeysOf('generate', isMac)}
        </span>
      )}
    </button>
  );
}
