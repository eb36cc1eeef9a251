// What a model should do, as chips that are in or out; several together are wishes that all hold.
import { type ModelFilter, modelFilters } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';

interface ChipsProps {
  readonly chosen: readonly ModelFilter[];
  /** There are files in the composer that a model could fit. */
  readonly hasFiles: boolean;
  readonly onChange: (chosen: readonly ModelFilter[]) => void;
}

export function FilterChips({ chosen, hasFiles, onChange }: ChipsProps) {
  const offered = modelFilters.filter((filter) => filter !== 'fits' || hasFiles || chosen.includes(filter));
  const toggle = (filter: ModelFilter): void =>
    onChange(chosen.includes(filter) ? chosen.filter((one) => one !== filter) : [...chosen, filter]);
  return (
    <fieldset aria-label={messages.modelPicker.filters} className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
      {offered.map((filter) => (
        <button
          key={filter}
          type="button"
          aria-pressed={chosen.includes(filter)}
          onClick={() => toggle(filter)}
          className={`h-[22px] rounded-full border px-2 text-sm whitespace-nowrap ${
            chosen.includes(filter)
              ? 'border-accent bg-accent-soft text-text'
              : 'border-line-strong text-dim hover:bg-hover hover:text-text'
          }`}
        >
          {messages.modelPicker.filterNames[filter]}
        </button>
      ))}
    </fieldset>
  );
}
