// A searchable list of all models with arrow-key navigation. An id that is not in the catalogue can be typed.
import { type RefObject, useRef } from 'react';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { SidePopover } from '../../../components/popups/side-popover.tsx';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { chooseModel } from '../switch-model.ts';
import { FilterChips } from './filter-chips.tsx';
import { ModelList } from './model-list.tsx';
import { ModelSearch } from './model-search.tsx';
import { type ModelPickerState, useModelPicker } from './use-model-picker.ts';

interface PickerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly modelId: string;
  /** Returns the text that was typed before the search field had the focus, and forgets it. */
  readonly takeEarlyInput?: () => string;
  readonly onClose: () => void;
  /** Called with the chosen id. By default, the composer switches to that model. */
  readonly onChoose?: (id: string) => void;
}

/**
 * A popover beside `anchor`. The composer uses it to choose its model, the batch to add one. It closes after a choice, and the focus
 * returns to `anchor`.
 */
export function ModelPicker({ anchor, modelId, takeEarlyInput, onClose, onChoose = chooseModel }: PickerProps) {
  const search = useRef<HTMLInputElement>(null);
  const picker = useModelPicker({ modelId, onClose, onChoose });
  return (
    <SidePopover
      label={messages.modelPicker.title}
      anchor={anchor}
      initialFocus={search}
      finalFocus={anchor}
      height="h-[min(600px,var(--available-height))]"
      onClose={onClose}
    >
      <ModelSearch picker={picker} field={search} takeEarlyInput={takeEarlyInput} />
      {picker.refusal !== null && (
        <div className="px-3 py-2">
          <ErrorNotice error={picker.refusal} frame="plain" />
        </div>
      )}
      <FilterChips chosen={picker.filters} hasFiles={picker.hasFiles} onChange={picker.setFilters} />
      <ModelList picker={picker} modelId={modelId} />
      <PickerFooter active={picker.active} onShowAllModels={picker.showAllModels} />
    </SidePopover>
  );
}

interface FooterProps {
  readonly active: string | undefined;
  readonly onShowAllModels: ModelPickerState['showAllModels'];
}

/** The key hints, and the buttons that lead to the models stage. */
function PickerFooter({ active, onShowAllModels }: FooterProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 text-sm text-faint">
      <span className="min-w-0 flex-1">{messages.modelPicker.keys(isMac ? '⌘' : 'Ctrl+')}</span>
      <button type="button" className="text-accent hover:underline" onClick={() => onShowAllModels(active ?? null)}>
        {messages.modelPicker.about}
      </button>
      <button type="button" className="text-accent hover:underline" onClick={() => onShowAllModels(null)}>
        {messages.modelPicker.compare}
      </button>
    </div>
  );
}
