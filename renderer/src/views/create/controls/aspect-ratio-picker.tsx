// Aspect ratios drawn as shapes. Each is a native radio button, so arrow keys and screen readers work as usual.
import type { ReactNode } from 'react';

/** One choice. `value` is a ratio; null means that the field is not sent. */
interface Option {
  readonly value: string | null;
  readonly label: ReactNode;
  /** True when choosing it changes another field; it is then drawn in italics. */
  readonly changesOtherFields?: boolean;
  /** The accessible name. */
  readonly name: string;
}

interface ChoicesProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** Width and height of the drawn shape, in pixels; null for values that are not a ratio, e.g. "auto". */
function shapeOf(value: string): { readonly width: number; readonly height: number } | null {
  const match = /^(\d+)[:x](\d+)$/.exec(value);
  if (match === null) return null;
  const ratio = Number(match[1]) / Number(match[2]);
  const area = 250;
  const width = Math.min(24, Math.sqrt(area * ratio));
  const height = Math.min(20, width / ratio);
  return { width: Math.round(height * ratio), height: Math.round(height) };
}

/** A radio group of ratios. `name` groups the radio buttons and must be unique in the page. */
export function AspectRatioPicker({ name, label, options, value, onChange }: ChoicesProps) {
  return (
    <div role="radiogroup" aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(40px,1fr))] gap-1">
      {options.map((option) => {
        const checked = option.value === value;
        const shape = shapeOf(option.value ?? '');
        return (
          <label
            key={option.value ?? ' none'}
            className={`relative grid h-[50px] place-items-center content-center gap-[5px] rounded-control border text-xs ${
              checked ? 'border-accent bg-accent-soft text-text' : 'border-line text-dim hover:bg-hover'
            } ${option.changesOtherFields && !checked ? 'italic' : ''}`}
          >
            {/* The native input is invisible and covers its label, so that the browser handles arrow keys, clicks and focus. */}
            <input
              type="radio"
              name={name}
              checked={checked}
              onChange={() => onChange(option.value)}
              aria-label={option.name}
              className="absolute inset-0 m-0 appearance-none rounded-[inherit]"
            />
            <span
              aria-hidden
              className={`block rounded-[2px] border-[1.5px] border-current ${shape === null ? 'border-dashed' : ''}`}
              style={shape ?? { width: 18, height: 12 }}
            />
            {option.label}
          </label>
        );
      })}
    </div>
  );
}
