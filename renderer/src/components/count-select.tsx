// A list of the counts from 1 to a maximum, e.g. the number of variations.

interface CountSelectProps {
  /** Connects the list with its `<label>`; without one, `label` names it. */
  readonly id?: string;
  readonly label?: string;
  readonly value: number;
  readonly max: number;
  /** The text of one count, e.g. "3 ×". */
  readonly textOf: (count: number) => string;
  readonly onChange: (count: number) => void;
  /** Class names for height and corners. */
  readonly className: string;
}

/** Chooses a whole number from 1 to `max`. */
export function CountSelect({ id, label, value, max, textOf, onChange, className }: CountSelectProps) {
  const counts = Array.from({ length: max }, (_, index) => index + 1);
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(Number(target.value))}
      className={`w-16 border border-line-strong bg-raised px-2 text-text hover:bg-hover ${className}`}
    >
      {counts.map((count) => (
        <option key={count} value={count}>
          {textOf(count)}
        </option>
      ))}
    </select>
  );
}
