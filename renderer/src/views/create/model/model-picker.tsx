// All models in a list that is searched by typing and walked with the arrows. An id that is not in the catalogue can be typed in.
import { Popover } from '@base-ui/react/popover';
import { type RefObject, useRef } from 'react';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { chooseModel } from '../composer-store.ts';
import { FilterChips } from './filter-chips.tsx';
import { ModelList } from './model-list.tsx';
import { ModelSearch } from './model-search.tsx';
import { type ModelPickerState, useModelPicker } from './use-model-picker.ts';

interface PickerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly modelId: string;
  /** What was typed before the search field could take it; given once. */
  readonly takeEarly?: () => string;
  readonly onClose: () => void;
  /** What is done with the chosen id; the composer takes it where nothing else is said. */
  readonly onChoose?: (id: string) => void;
}

export function ModelPicker({ anchor, modelId, takeEarly, onClose, onChoose = chooseModel }: PickerProps) {
  const search = useRef<HTMLInputElement>(null);
  const picker = useModelPicker({ modelId, onClose, onChoose });
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={10}
          collisionPadding={{ top: 48, bottom: 34, left: 12, right: 12 }}
          className="z-50"
        >
          <Popover.Popup
            initialFocus={search}
            finalFocus={anchor}
            aria-label={messages.modelPicker.title}
            className="flex h-[min(600px,var(--available-height))] w-[520px] max-w-[var(--available-width)] flex-col overflow-hidden rounded-[10px] border border-line-strong bg-panel shadow-float outline-none"
          >
            <ModelSearch picker={picker} field={search} takeEarly={takeEarly} />
            {picker.refusal !== null && (
              <div className="px-3 py-2">
                <ErrorNotice error={picker.refusal} frame="plain" />
              </div>
            )}
            <FilterChips chosen={picker.filters} hasFiles={picker.hasFiles} onChange={picker.setFilters} />
            <ModelList picker={picker} modelId={modelId} />
            <PickerFoot active={picker.active} onSeeAll={picker.seeAll} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface FootProps {
  readonly active: string | undefined;
  readonly onSeeAll: ModelPickerState['seeAll'];
}

/** The keys, and the ways to the stage of all models. */
function PickerFoot({ active, onSeeAll }: FootProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 text-sm text-faint">
      <span className="min-w-0 flex-1">{messages.modelPicker.keys(isMac ? '⌘' : 'Ctrl+')}</span>
      <button type="button" className="text-accent hover:underline" onClick={() => onSeeAll(active ?? null)}>
        {messages.modelPicker.about}
      </button>
      <button type="button" className="text-accent hover:underline" onClick={() => onSeeAll(null)}>
        {messages.modelPicker.compare}
      </button>
    </div>
  );
}
