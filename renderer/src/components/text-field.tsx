// A line of text with its label. A secret is hidden, and a button reveals it.
import { Eye, EyeOff } from 'lucide-react';
import { type ChangeEvent, type RefObject, useId, useState } from 'react';
import { messages } from '../messages.ts';

/** `onChange` gets the whole new text. `hint` is the placeholder. */
interface TextFieldProps {
  readonly label: string;
  /** The label is read out but not shown, because the title beside the field already says the same. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Hidden like a password, with a button that reveals it. */
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
  /** The field keeps the focus but does not change, e.g. while its value is being checked. */
  readonly readOnly?: boolean;
  /** True when the error shown beside the form is about this field. */
  readonly invalid?: boolean;
  readonly maxLength?: number;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A one-line text field without autocompletion, autocorrection or spelling check: for names, keys and addresses. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, value, onChange, hint, secret, autoFocus, readOnly, invalid, maxLength, inputRef } = props;
  const [shown, setShown] = useState(false);
  const id = useId();
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block font-medium text-dim text-sm'}>
        {label}
      </label>
      <div className="relative">
        <input
          ref={inputRef}
          id={id}
          dir="auto"
          type={secret && !shown ? 'password' : 'text'}
          value={value}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
          placeholder={hint}
          // The user opened the screen to fill in this field; without the focus, they would have to click it first.
          // biome-ignore lint/a11y/noAutofocus: the field is the purpose of its screen
          autoFocus={autoFocus}
          readOnly={readOnly}
          maxLength={maxLength}
          aria-invalid={invalid || undefined}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className={`h-8 w-full select-text rounded-control border bg-bg px-2.5 text-text outline-offset-0 read-only:text-dim ${secret ? 'pr-9 font-mono' : ''} ${invalid ? 'border-bad' : 'border-line-strong'}`}
        />
        {secret && (
          <button
            type="button"
            onClick={() => setShown(!shown)}
            aria-pressed={shown}
            aria-label={messages.settings.showKey}
            title={shown ? messages.settings.hideKey : messages.settings.showKey}
            className="absolute top-1 right-1 grid size-6 place-items-center rounded-control text-faint hover:bg-hover hover:text-text"
          >
            <Icon size={15} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}
