// A whole number: a few values are offered side by side; many are typed, or drawn at random.
import { Dices, X } from 'lucide-react';
import type { JsonValue } from '../../../../../shared/generation.ts';
import type { ExtraField } from '../../../../../shared/models/index.ts';
import { IconButton } from '../../../components/button.tsx';
import { NumberInput } from '../../../components/number-input.tsx';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { setParameter } from '../edit-request.ts';
import { inputBox } from './input-class.ts';
import { randomInteger } from './random-integer.ts';

interface NumberProps {
  readonly field: Extract<ExtraField, { type: 'integer' }>;
  readonly value: JsonValue;
}

const unset = '';
const maxNumberButtons = 6;

/**
 * The control of an integer field. Up to six possible values are offered as buttons; otherwise there is a number field with buttons for a
 * random value and for clearing it.
 */
export function NumberControl({ field, value }: NumberProps) {
  return field.max - field.min < maxNumberButtons ? (
    <NumberButtons field={field} value={value} />
  ) : (
    <NumberFieldControl field={field} value={value} />
  );
}

function NumberButtons({ field, value }: NumberProps) {
  const { path, min, max } = field;
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => String(min + index));
  // A value out of range, e.g. from an older request, is still shown.
  const unlisted = typeof value === 'number' && !numbers.includes(String(value)) ? [String(value)] : [];
  return (
    <SegmentedControl
      label={messages.fieldName(path)}
      options={[
        { value: unset, text: messages.composer.automatic, title: messages.controls.leftToService },
        ...[...numbers, ...unlisted].map((text) => ({ value: text, text })),
      ]}
      value={typeof value === 'number' ? String(value) : unset}
      onChange={(name) => setParameter(path, name === unset ? null : Number(name))}
    />
  );
}

function NumberFieldControl({ field: { path, min, max }, value }: NumberProps) {
  return (
    <div className="flex items-center gap-1">
      <NumberInput
        aria-label={messages.fieldName(path)}
        min={min}
        max={max}
        step={1}
        value={typeof value === 'number' ? value : ''}
        placeholder={messages.controls.leftToService}
        onChange={({ target }) => setParameter(path, target.value === '' ? null : target.valueAsNumber)}
        className={`${inputBox} h-[30px]`}
      />
      <IconButton label={messages.controls.randomSeed} onClick={() => setParameter(path, randomInteger(min, max))}>
        <Dices size={15} aria-hidden />
      </IconButton>
      <IconButton label={messages.controls.clear} disabled={value === null} onClick={() => setParameter(path, null)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
