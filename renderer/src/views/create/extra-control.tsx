// One model-specific field, drawn by its type. An empty field is not sent.
import { useEffect, useState } from 'react';
import type { JsonValue } from '../../../../shared/generation.ts';
import type { ExtraField } from '../../../../shared/models/index.ts';
import { Button } from '../../components/button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { words } from '../../words.ts';
import { setParameter } from './composer-store.ts';
import { heldFor, read, sameMeaning, textOf } from './json-text.ts';
import { TaskChoice } from './task-choice.tsx';

/** As much as crosses to main; a field that is far too long is said to be so before. */
const longestText = 100_000;
const box = 'w-full rounded-control border border-line-strong bg-bg px-2.5 text-text select-text focus:border-accent focus:outline-none';

type Of<T extends ExtraField['type']> = Extract<ExtraField, { type: T }>;

export function ExtraControl({ field, value }: { readonly field: ExtraField; readonly value: JsonValue }) {
  switch (field.type) {
    case 'boolean':
      return <OnOff field={field} value={value} />;
    case 'integer':
      return <WholeNumber field={field} value={value} />;
    case 'text':
      return <Words field={field} value={value} />;
    case 'choice':
      return <Choice field={field} value={value} />;
    case 'task':
      return <TaskChoice path={field.path} label={words.fieldName(field.path)} value={typeof value === 'string' ? value : ''} />;
    case 'json':
      return <Structure field={field} value={value} />;
  }
}

interface ControlProps<T extends ExtraField['type']> {
  readonly field: Of<T>;
  readonly value: JsonValue;
}

const left = '';

function OnOff({ field, value }: ControlProps<'boolean'>) {
  const { automatic, on, off } = words.composer;
  const options = [
    ...(field.default === null ? [{ value: left, text: automatic }] : []),
    { value: 'on', text: on },
    { value: 'off', text: off },
  ];
  return (
    <Segmented
      label={words.fieldName(field.path)}
      options={options}
      value={value === true ? 'on' : value === false ? 'off' : left}
      onChange={(name) => setParameter(field.path, name === left ? null : name === 'on')}
    />
  );
}

function WholeNumber({ field, value }: ControlProps<'integer'>) {
  return (
    <input
      type="number"
      aria-label={words.fieldName(field.path)}
      min={field.min}
      max={field.max}
      step={1}
      value={typeof value === 'number' ? value : ''}
      placeholder={words.composer.unset}
      onChange={({ target }) => setParameter(field.path, target.value === '' ? null : target.valueAsNumber)}
      className={`${box} h-[30px]`}
    />
  );
}

function Words({ field, value }: ControlProps<'text'>) {
  const shown = typeof value === 'string' ? value : '';
  const change = (text: string): void => setParameter(field.path, text === '' ? null : text);
  const shared = { 'aria-label': words.fieldName(field.path), value: shown, placeholder: words.composer.unset, maxLength: longestText };
  return field.multiline ? (
    <textarea {...shared} rows={2} onChange={({ target }) => change(target.value)} className={`${box} block resize-y py-1.5`} />
  ) : (
    <input {...shared} onChange={({ target }) => change(target.value)} className={`${box} h-[30px]`} />
  );
}

function Choice({ field, value }: ControlProps<'choice'>) {
  const options = field.values.map((name) => ({ value: name, text: words.choiceName(name) }));
  const all = field.default === null ? [{ value: left, text: words.composer.automatic }, ...options] : options;
  const chosen = typeof value === 'string' ? value : left;
  const set = (name: string): void => setParameter(field.path, name === left ? null : name);
  if (all.map(({ text }) => text).join('').length <= 34)
    return <Segmented label={words.fieldName(field.path)} options={all} value={chosen} onChange={set} />;
  return (
    <select
      aria-label={words.fieldName(field.path)}
      value={chosen}
      onChange={({ target }) => set(target.value)}
      className={`${box} h-[30px]`}
    >
      {all.map(({ value: name, text }) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** A structure written as JSON until it has controls of its own. */
function Structure({ field, value }: ControlProps<'json'>) {
  const held = textOf(value);
  const [text, setText] = useState(held);
  const broken = read(text) === undefined;

  // The value can change from outside ("Use again", a switch of model); while one types, it only follows.
  useEffect(() => {
    setText((now) => (sameMeaning(now, held) ? now : held));
  }, [held]);

  const write = (next: string): void => {
    setText(next);
    setParameter(field.path, heldFor(next, field));
  };
  return (
    <>
      <textarea
        aria-label={words.fieldName(field.path)}
        aria-invalid={typeof value === 'string'}
        value={text}
        rows={text === '' ? 2 : 5}
        maxLength={longestText}
        spellCheck={false}
        placeholder={words.composer.unset}
        onChange={({ target }) => write(target.value)}
        className={`${box} block resize-y py-1.5 font-mono text-[11px]`}
      />
      <div className="mt-1 flex items-center gap-2 text-sm">
        {broken && <span className="text-bad">{words.composer.jsonBroken}</span>}
        {text === '' && (
          <Button size="small" weight="ghost" onClick={() => write(JSON.stringify(field.example, null, 2))}>
            {words.composer.jsonExample}
          </Button>
        )}
      </div>
    </>
  );
}
