// The control of one model-specific field, chosen by its type. An empty field is not sent.
import type { JsonValue } from '../../../../../shared/generation.ts';
import type { ExtraField } from '../../../../../shared/models/index.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { setParameter } from '../edit-request.ts';
import { useUndoableText } from '../prompt/text-undo.ts';
import { inputBox } from './input-class.ts';
import { NumberControl } from './number-control.tsx';
import { TaskPicker } from './task-picker.tsx';
import { TimeSpanControl } from './time-span-control.tsx';

/** The longest text that main accepts. The limit of a field, which the check reports, is lower. */
const maxTextCharacters = 100_000;

type FieldOfType<T extends ExtraField['type']> = Extract<ExtraField, { type: T }>;
/** The types of fields that `ModelSpecificControl` renders. The others have their own editors in the form. */
export type PlainField = FieldOfType<'boolean' | 'integer' | 'text' | 'choice' | 'object' | 'task' | 'span'>;

/** True when `ModelSpecificControl` can draw the field; shots and elements have editors of their own. */
export const isPlain = (field: ExtraField): field is PlainField => field.type !== 'shots' && field.type !== 'elements';

/** Draws the control for a field and writes changes to the composer's request. `value` is null while the field is not set. */
export function ModelSpecificControl({ field, value }: { readonly field: PlainField; readonly value: JsonValue }) {
  switch (field.type) {
    case 'boolean':
      return <SwitchControl field={field} value={value} />;
    case 'integer':
      return <NumberControl field={field} value={value} />;
    case 'text':
      return <TextControl field={field} value={value} />;
    case 'choice':
      return <ChoiceControl field={field} value={value} />;
    case 'object':
      return <ObjectControl field={field} value={value} />;
    case 'task':
      return <TaskPicker path={field.path} label={messages.fieldName(field.path)} value={typeof value === 'string' ? value : ''} />;
    case 'span':
      return <TimeSpanControl field={field} value={value} />;
  }
}

interface ControlProps<T extends ExtraField['type']> {
  readonly field: FieldOfType<T>;
  readonly value: JsonValue;
}

const unset = '';

function SwitchControl({ field, value }: ControlProps<'boolean'>) {
  const { automatic, on, off } = messages.composer;
  const options = [
    ...(field.default === null ? [{ value: unset, text: automatic, title: messages.controls.leftToService }] : []),
    { value: 'on', text: on },
    { value: 'off', text: off },
  ];
  return (
    <SegmentedControl
      label={messages.fieldName(field.path)}
      options={options}
      value={value === true ? 'on' : value === false ? 'off' : unset}
      onChange={(name) => setParameter(field.path, name === unset ? null : name === 'on')}
    />
  );
}

function TextControl(props: ControlProps<'text'>) {
  return props.field.multiline ? <MultiLineControl {...props} /> : <SingleLineControl {...props} />;
}

function sharedTextProps({ field, value }: ControlProps<'text'>, handleTyped: (text: string) => void) {
  return {
    'aria-label': messages.fieldName(field.path),
    value: textOf(value),
    placeholder: field.required ? '' : messages.controls.leftToService,
    maxLength: maxTextCharacters,
    onChange: ({ target }: { readonly target: { readonly value: string } }): void => {
      handleTyped(target.value);
      setParameter(field.path, target.value === '' ? null : target.value);
    },
  };
}

const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : '');

function MultiLineControl(props: ControlProps<'text'>) {
  const { key, field, handleTyped } = useUndoableText<HTMLTextAreaElement>(textOf(props.value));
  return (
    <textarea
      dir="auto"
      key={key}
      ref={field}
      {...sharedTextProps(props, handleTyped)}
      rows={2}
      className={`${inputBox} block resize-y py-1.5`}
    />
  );
}

/** The text is kept as typed; the check says whether it is a JSON object. */
function ObjectControl({ field, value }: ControlProps<'object'>) {
  const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  const { key, field: area, handleTyped } = useUndoableText<HTMLTextAreaElement>(text);
  return (
    <textarea
      dir="auto"
      key={key}
      ref={area}
      aria-label={messages.fieldName(field.path)}
      value={text}
      placeholder={'{ }'}
      maxLength={maxTextCharacters}
      rows={3}
      spellCheck={false}
      onChange={({ target }) => {
        handleTyped(target.value);
        setParameter(field.path, target.value === '' ? null : target.value);
      }}
      className={`${inputBox} block resize-y py-1.5 font-mono text-[11px]`}
    />
  );
}

function SingleLineControl(props: ControlProps<'text'>) {
  const { key, field, handleTyped } = useUndoableText<HTMLInputElement>(textOf(props.value));
  return <input dir="auto" key={key} ref={field} {...sharedTextProps(props, handleTyped)} className={`${inputBox} h-[30px]`} />;
}

/** Characters that fit side by side in the composer at its usual width. */
const maxSegmentedCharacters = 30;

function ChoiceControl({ field, value }: ControlProps<'choice'>) {
  const options = field.values.map((name) => ({ value: name, text: messages.choiceName(name) }));
  const automatic = { value: unset, text: messages.composer.automatic, title: messages.controls.leftToService };
  // A value that the form does not offer, e.g. from another request, is still shown.
  const unlisted = typeof value === 'string' && !field.values.includes(value) ? [{ value, text: messages.choiceName(value) }] : [];
  const all = [...(field.default === null ? [automatic] : []), ...options, ...unlisted];
  const chosen = typeof value === 'string' ? value : unset;
  const set = (name: string): void => setParameter(field.path, name === unset ? null : name);
  if (all.map(({ text }) => text).join('').length <= maxSegmentedCharacters)
    return <SegmentedControl label={messages.fieldName(field.path)} options={all} value={chosen} onChange={set} />;
  return (
    <select
      aria-label={messages.fieldName(field.path)}
      value={chosen}
      onChange={({ target }) => set(target.value)}
      className={`${inputBox} h-[30px]`}
    >
      {all.map(({ value: name, text }) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}
