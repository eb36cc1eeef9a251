// A line of text with its label. A secret is hidden, and a button reveals it.
import { Eye, EyeOff } from 'lucide-react';
import { type ChangeEvent, type RefObject, useId, useState } from 'react';
import { messages } from '../messages.ts';

/** `onChange` gets the whole new text. `hint` is the placeholder. */
interface TextFieldProps {
  readonly label: string;
  /** The label is read out but not shown, because the title beside the field already says the same. */
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Hidden like a password, with a button that reveals it. */
  readonly isSecret?: boolean;
  readonly autoFocus?: boolean;
  /** The field keeps the focus but does not change, e.g. while its value is being checked. */
  readonly readOnly?: boolean;
  /** True when the error shown beside the form is about this field. */
  readonly isInvalid?: boolean;
  readonly maxLength?: number;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A one-line text field without autocompletion, autocorrection or spelling check: for names, keys and addresses. */
export function TextField(props: TextFieldProps) {
  const { label, isLabelHidden, value, onChange, hint, isSecret, autoFocus, readOnly, isInvalid, maxLength, inputRef } = props;
  const [isRevealed, setIsRevealed] = useState(false);
  const id = useId();
  const Icon = isRevealed ? EyeOff : Eye;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1 block font-medium text-dim text-sm'}>
        {label}
      </label>
      <div className="relative">
        <input
          ref={inputRef}
          id={id}
          dir="auto"
          type={isSecret && !isRevealed ? 'password' : 'text'}
          value={value}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
          placeholder={hint}
          // The user opened the screen to fill in this field; without the focus, they would have to click it first.
          // biome-ignore lint/a11y/noAutofocus: the field is the purpose of its screen
          autoFocus={autoFocus}
          readOnly={readOnly}
          maxLength={maxLength}
          aria-invalid={isInvalid || undefined}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className={`h-8 w-full select-text rounded-control border bg-bg px-2.5 text-text outline-offset-0 read-only:text-dim ${isSecret ? 'pr-9 font-mono' : ''} ${isInvalid ? 'border-bad' : 'border-line-strong'}`}
        />
        {isSecret && (
          <button
            type="button"
            onClick={() => setIsRevealed(!isRevealed)}
            aria-pressed={isRevealed}
            aria-label={messages.settings.showKey}
            title={isRevealed ? messages.settings.hideKey : messages.settings.showKey}
            className="absolute top-1 right-1 grid size-6 place-items-center rounded-control text-faint hover:bg-hover hover:text-text"
          >
            <Icon size={15} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}
