// The control for two times in a video, in seconds. The wire format is "from,to".
import type { JsonValue } from '../../../../../shared/generation.ts';
import { type ExtraField, readSpan } from '../../../../../shared/models/index.ts';
import { NumberInput } from '../../../components/number-input.tsx';
import { messages } from '../../../messages.ts';
import { setParameter } from '../edit-request.ts';
import { inputBox } from './input-class.ts';

interface SpanProps {
  readonly field: Extract<ExtraField, { type: 'span' }>;
  readonly value: JsonValue;
}

/**
 * Two number fields for the start and end of a span. Without a value they show 0 and the longest span; nothing is sent until one of them is
 * changed.
 */
export function TimeSpanControl({ field: { path, maxSpanSeconds }, value }: SpanProps) {
  const span = readSpan(value);
  const startSeconds = span?.from ?? 0;
  const endSeconds = span?.to ?? maxSpanSeconds;
  const setSpan = (nextStart: number, nextEnd: number): void => setParameter(path, `${nextStart},${nextEnd}`);
  // The end moves together with the start, so that the user moves the whole span with one field.
  const moveSpan = (next: number): void => setSpan(next, Math.round((next + endSeconds - startSeconds) * 1_000) / 1_000);
  return (
    <div className="flex items-center gap-2">
      <SecondsField label={messages.controls.spanFrom} value={startSeconds} onChange={moveSpan} />
      <span aria-hidden className="text-faint">
        –
      </span>
      <SecondsField label={messages.controls.spanTo} value={endSeconds} onChange={(next) => setSpan(startSeconds, next)} />
      <span aria-hidden className="text-faint">
        {messages.controls.shots.secondsUnit}
      </span>
    </div>
  );
}

interface SecondsFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (seconds: number) => void;
}

function SecondsField({ label, value, onChange }: SecondsFieldProps) {
  return (
    <NumberInput
      aria-label={label}
      min={0}
      step={0.5}
      value={value}
      onChange={({ target }) => Number.isFinite(target.valueAsNumber) && onChange(Math.max(0, target.valueAsNumber))}
      className={`${inputBox} h-[30px]`}
    />
  );
}
