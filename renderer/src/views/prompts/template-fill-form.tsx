// Asks for the variables of a template, one per line, and shows the resulting prompt.
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  fillTemplate,
  initialValue,
  parsePromptTemplate,
  type Variable,
  variablesOf,
  variableValueMax,
} from '../../../../shared/prompt-template.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/segmented-control.tsx';
import { messages } from '../../messages.ts';
import { deleteValues, saveValues, useTemplateDrafts } from './template-drafts.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  /** The last values of the variables, by name. */
  readonly remembered: ReadonlyMap<string, string>;
  readonly onFill: (prompt: string, values: ReadonlyMap<string, string>) => void;
  readonly onBack: () => void;
}

/** The number of characters of the result that are shown. It is limited, because the result is rendered again with every key press. */
const maxShownCharacters = 8_000;

/** The values of the variables, kept as unsaved input, and the function that changes one. */
function useVariableValues(text: string, variables: readonly Variable[], remembered: Props['remembered']) {
  const [values, setValues] = useState<ReadonlyMap<string, string>>(
    () =>
      useTemplateDrafts.getState().values.get(text) ??
      new Map(variables.map((variable) => [variable.name, initialValue(variable, remembered)])),
  );
  const setValue = (name: string, value: string): void => {
    const changed = new Map([...values, [name, value]]);
    setValues(changed);
    saveValues(text, changed);
  };
  return { values, setValue };
}

/** The pane that fills in a template, or the variables of the current prompt. `onFill` gets the finished prompt and the values. */
export function TemplateFillForm({ title, text, remembered, onFill, onBack }: Props) {
  const template = parsePromptTemplate(text);
  const variables = variablesOf(template);
  const { values, setValue } = useVariableValues(text, variables, remembered);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, select, [role="radio"][tabindex="0"]');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, []);
  const prompt = fillTemplate(template, values);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onFill(prompt, values);
  };
  const labels = messages.prompts.templates;
  return (
    <form ref={form} onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <h2 dir="auto" className="truncate border-b border-line px-3 py-2.5 font-semibold">
        {title}
      </h2>
      <div className="grid min-h-0 flex-1 content-start gap-2.5 overflow-auto p-3">
        {variables.map((variable) => (
          <VariableField
            key={variable.name}
            variable={variable}
            value={values.get(variable.name) ?? ''}
            onChange={(value) => setValue(variable.name, value)}
          />
        ))}
        <div>
          <div className="mb-1 text-sm font-medium text-dim">{labels.result}</div>
          <p
            dir="auto"
            className="max-h-32 overflow-auto rounded-panel border border-line bg-bg px-2.5 py-2 break-words whitespace-pre-wrap text-dim select-text"
          >
            {prompt.length > maxShownCharacters ? `${prompt.slice(0, maxShownCharacters)}…` : prompt}
          </p>
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-3 py-2">
        <Button
          size="small"
          onClick={() => {
            deleteValues(text);
            onBack();
          }}
        >
          {labels.cancel}
        </Button>
        <Button size="small" type="submit" variant="primary">
          {labels.insert}
        </Button>
      </div>
    </form>
  );
}

/** True when the choices fit on one line as a segmented control; otherwise they are a list. */
const fitsOneLine = (options: readonly string[]): boolean => options.length <= 5 && options.join('').length <= 36;

interface FieldProps {
  readonly variable: Variable;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function VariableField({ variable: { name, options }, value, onChange }: FieldProps) {
  const id = useId();
  const inputClass = 'h-8 min-w-0 rounded-control border border-line-strong bg-bg px-2.5 text-text outline-offset-0 select-text';
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] items-center gap-3">
      <label dir="auto" htmlFor={id} className="truncate text-right text-dim" title={name}>
        {name}
      </label>
      {options.length < 2 ? (
        <input
          dir="auto"
          id={id}
          value={value}
          maxLength={variableValueMax}
          placeholder={options[0] ?? ''}
          onChange={(event) => onChange(event.target.value)}
          className={inputClass}
        />
      ) : fitsOneLine(options) ? (
        <SegmentedControl
          label={name}
          className="justify-self-start"
          options={options.map((option) => ({ value: option, text: option }))}
          value={value}
          onChange={onChange}
        />
      ) : (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={inputClass}>
          {options.map((option) => (
            <option dir="auto" key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
