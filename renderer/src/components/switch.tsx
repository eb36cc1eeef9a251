// A setting that is on or off and takes effect at once.
interface Props {
  readonly label: string;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  onChange(isOn: boolean): void;
}

/** A switch without visible text; the row around it shows the text. `onChange` gets the new state, and the caller must set `isOn` to it. */
export function Switch({ label, isOn, disabled = false, onChange }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!isOn)}
      className={`relative h-[18px] w-[30px] shrink-0 rounded-full transition-colors duration-100 disabled:opacity-50 ${isOn ? 'bg-accent' : 'bg-line-strong'}`}
    >
      <span
        className={`absolute top-[2px] size-[14px] rounded-full bg-white shadow transition-[left] duration-100 ${isOn ? 'left-[14px]' : 'left-[2px]'}`}
      />
    </button>
  );
}
