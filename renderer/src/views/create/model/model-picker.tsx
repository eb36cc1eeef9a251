// All models in a list that is searched by typing and walked with the arrows. An id that is not in the catalogue can be typed in.
import { Popover } from '@base-ui/react/popover';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { findModel, type Model, type ModelFilter } from '../../../../../shared/models/index.ts';
import { call } from '../../../api.ts';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { isCtrlLetter } from '../../../input/key-meaning.ts';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { chooseModel, useComposer } from '../composer-store.ts';
import { FilterChips } from './filter-chips.tsx';
import { ModelRow } from './model-row.tsx';
import { findModels, groupModels } from './model-summary.ts';

interface PickerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly modelId: string;
  /** What was typed before the search field could take it; given once. */
  readonly takeEarly?: () => string;
  readonly onClose: () => void;
  /** What is done with the chosen id; the composer takes it where nothing else is said. */
  readonly onChoose?: (id: string) => void;
}

/** Ids are short words; what is longer was pasted by mistake. */
const longestId = 128;
const noFavourites: readonly string[] = [];

export function ModelPicker({ anchor, modelId, takeEarly, onClose, onChoose = chooseModel }: PickerProps) {
  const favourites = useStudio((s) => selectStatus(s)?.settings.favouriteModels ?? noFavourites);
  const request = useComposer((s) => s.request);
  const references = useComposer((s) => s.references);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<readonly ModelFilter[]>([]);
  const [activeId, setActiveId] = useState(modelId);
  const listId = useId();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { run: press, refusal } = useCall();

  const groups = useMemo(
    () => groupModels(findModels(query, filters, { request, references }), favourites),
    [query, filters, request, references, favourites],
  );
  const shown = useMemo(() => groups.flatMap((group) => group.models), [groups]);
  const typed = query.trim();
  const typedIsNew = typed !== '' && typed.length <= longestId && !/[\s\p{C}]/u.test(typed) && !findModel(typed);
  const rowIds = [...shown.map((model) => model.id), ...(typedIsNew ? [typed] : [])];
  const active = rowIds.includes(activeId) ? activeId : rowIds[0];
  const optionId = (id: string | undefined): string | undefined => (id === undefined ? undefined : `${listId}-${id}`);

  useEffect(() => {
    if (active === undefined) return;
    list.current?.querySelector(`[data-model="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (id: string): void => {
    onChoose(id);
    onClose();
  };
  const toggle = (model: Model): void => {
    const next = favourites.includes(model.id) ? favourites.filter((id) => id !== model.id) : [...favourites, model.id];
    press(() => call('settings.change', { favouriteModels: next }));
  };
  const seeAll = (id: string | null): void => {
    showStage({ kind: 'models', modelId: id !== null && findModel(id) ? id : null });
    onClose();
  };
  const walk = (event: KeyboardEvent): void => {
    const at = active === undefined ? -1 : rowIds.indexOf(active);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = rowIds[Math.max(0, Math.min(rowIds.length - 1, step))];
      if (next !== undefined) setActiveId(next);
    } else if (isCtrlLetter(event, 'i')) {
      event.preventDefault();
      if (active !== undefined) seeAll(active);
    } else if (isCtrlLetter(event, 'd')) {
      event.preventDefault();
      const model = shown.find(({ id }) => id === active);
      if (model !== undefined) toggle(model);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && active !== undefined) {
      event.preventDefault();
      choose(active);
    }
  };

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
            <div className="flex items-center gap-2 border-b border-line px-3 focus-within:border-accent">
              <Search aria-hidden className="size-3.5 text-faint" />
              <input
                ref={search}
                role="combobox"
                aria-expanded
                aria-controls={listId}
                aria-activedescendant={optionId(active)}
                aria-label={messages.modelPicker.search}
                placeholder={messages.modelPicker.searchHint}
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                onFocus={() => {
                  const typedEarly = takeEarly?.() ?? '';
                  if (typedEarly !== '') setQuery((now) => now + typedEarly);
                }}
                onKeyDown={walk}
                className="h-10 min-w-0 flex-1 bg-transparent outline-none"
              />
              <span className="text-sm text-faint">{messages.modelPicker.results(shown.length)}</span>
            </div>
            {refusal !== null && (
              <div className="px-3 py-2">
                <ErrorNotice error={refusal} frame="plain" />
              </div>
            )}
            <FilterChips chosen={filters} hasFiles={request.references.length > 0} onChange={setFilters} />
            <div
              ref={list}
              id={listId}
              role="listbox"
              aria-label={messages.modelPicker.title}
              className="min-h-0 flex-1 overflow-auto p-1.5"
            >
              {groups.map((group) => (
                // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
                <div key={group.title} role="group" aria-label={group.title}>
                  <div aria-hidden className="px-2 pt-2 pb-1 text-sm font-semibold text-faint">
                    {group.title}
                  </div>
                  {group.models.map((model) => (
                    <ModelRow
                      key={model.id}
                      id={optionId(model.id) ?? ''}
                      model={model}
                      isActive={model.id === active}
                      isChosen={model.id === modelId}
                      isFavourite={favourites.includes(model.id)}
                      onChoose={() => choose(model.id)}
                      onToggleFavourite={() => toggle(model)}
                    />
                  ))}
                </div>
              ))}
              {typedIsNew && (
                <div
                  role="option"
                  tabIndex={-1}
                  id={optionId(typed)}
                  data-model={typed}
                  aria-selected={active === typed}
                  data-active={active === typed}
                  onClick={() => choose(typed)}
                  onKeyDown={walk}
                  className={`rounded-control px-2 py-2 ${active === typed ? 'bg-accent-soft' : 'hover:bg-hover'}`}
                >
                  <div className="font-medium">{messages.modelPicker.use(typed)}</div>
                  <div className="text-sm text-dim">{messages.modelPicker.useHint}</div>
                </div>
              )}
              {rowIds.length === 0 && (
                <p className="px-2 py-4 text-dim">{filters.length > 0 ? messages.modelPicker.noneWith : messages.modelPicker.none}</p>
              )}
            </div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 text-sm text-faint">
              <span className="min-w-0 flex-1">{messages.modelPicker.keys(isMac ? '⌘' : 'Ctrl+')}</span>
              <button type="button" className="text-accent hover:underline" onClick={() => seeAll(active ?? null)}>
                {messages.modelPicker.about}
              </button>
              <button type="button" className="text-accent hover:underline" onClick={() => seeAll(null)}>
                {messages.modelPicker.compare}
              </button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
