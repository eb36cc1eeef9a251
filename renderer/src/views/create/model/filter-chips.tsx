// Filters for the capabilities of models, as chips that are on or off. All chosen filters must match.
import { type ModelFilter, modelFilters } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';

interface ChipsProps {
  readonly chosen: readonly ModelFilter[];
  /** True when the composer's request has reference files. */
  readonly hasFiles: boolean;
  readonly onChange: (chosen: readonly ModelFilter[]) => void;
}

/**
 * The row of filters in the model picker and on the models stage. "Fits my files" is offered only if there are files or the filter is
 * already on.
 */
export function FilterChips({ chosen, hasFiles, onChange }: ChipsProps) {
  const filters = modelFilters.filter((filter) => filter !== 'fits' || hasFiles || chosen.includes(filter));
  const toggle = (filter: ModelFilter): void =>
    onChange(chosen.includes(filter) ? chosen.filter((other) => other !== filter) : [...chosen, filter]);
  return (
    <fieldset aria-label={messages.modelPicker.filters} className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
      {filters.map((filter) => (
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
