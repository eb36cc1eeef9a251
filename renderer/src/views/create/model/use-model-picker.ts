// What the model picker shows and what its keys do.
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import { findModel, type Model, type ModelFilter } from '../../../../../shared/models/index.ts';
import { call } from '../../../api.ts';
import { useCall } from '../../../components/errors/use-call.ts';
import { isCtrlLetter } from '../../../input/key-meaning.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { findModels, groupModels } from './model-summary.ts';

/** Ids are short words; what is longer was pasted by mistake. */
const longestId = 128;
const noFavourites: readonly string[] = [];

export interface ModelPickerOptions {
  readonly modelId: string;
  readonly onClose: () => void;
  /** What is done with the chosen id. */
  readonly onChoose: (id: string) => void;
}

export interface ModelPickerState {
  readonly query: string;
  setQuery(change: string | ((now: string) => string)): void;
  readonly filters: readonly ModelFilter[];
  setFilters(filters: readonly ModelFilter[]): void;
  /** Whether the request has references, which some filters are about. */
  readonly hasFiles: boolean;
  readonly favourites: readonly string[];
  /** Of the list's element, for the search field that stands for it. */
  readonly listId: string;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly groups: ReturnType<typeof groupModels>;
  /** How many models are found. */
  readonly foundCount: number;
  /** The id that was typed in and is in no catalogue; null where there is none. */
  readonly typed: string | null;
  /** True while there is nothing to choose. */
  readonly isEmpty: boolean;
  /** The id of the row the keyboard is on. */
  readonly active: string | undefined;
  optionId(id: string | undefined): string | undefined;
  /** Why the favourites could not be changed. */
  readonly refusal: AppError | null;
  choose(id: string): void;
  /** Makes a model a favourite, or none. */
  toggle(model: Model): void;
  /** Shows the stage of all models, at one of them where it is known. */
  seeAll(id: string | null): void;
  walk(event: KeyboardEvent): void;
}

export function useModelPicker({ modelId, onClose, onChoose }: ModelPickerOptions): ModelPickerState {
  const favourites = useStudio((s) => selectStatus(s)?.settings.favouriteModels ?? noFavourites);
  const request = useComposer((s) => s.request);
  const references = useComposer((s) => s.references);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<readonly ModelFilter[]>([]);
  const [activeId, setActiveId] = useState(modelId);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { run, refusal } = useCall();

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
    run(() => call('settings.change', { favouriteModels: next }));
  };
  const seeAll = (id: string | null): void => {
    showStage({ kind: 'models', modelId: id !== null && findModel(id) ? id : null });
    onClose();
  };
  return {
    query,
    setQuery,
    filters,
    setFilters,
    hasFiles: request.references.length > 0,
    favourites,
    listId,
    list,
    groups,
    foundCount: shown.length,
    typed: typedIsNew ? typed : null,
    isEmpty: rowIds.length === 0,
    active,
    optionId,
    refusal,
    choose,
    toggle,
    seeAll,
    walk: (event) => onPickerKey(event, { rowIds, active, shown, choose, toggle, seeAll, setActive: setActiveId }),
  };
}

interface PickerKeys extends Pick<ModelPickerState, 'active' | 'choose' | 'toggle' | 'seeAll'> {
  /** Everything that can be chosen, in order. */
  readonly rowIds: readonly string[];
  readonly shown: readonly Model[];
  setActive(id: string): void;
}

/** Walks the list, or does with the active row what the key says. */
function onPickerKey(event: KeyboardEvent, { rowIds, active, shown, choose, toggle, seeAll, setActive }: PickerKeys): void {
  const at = active === undefined ? -1 : rowIds.indexOf(active);
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
  const step = steps[event.key];
  if (step !== undefined) {
    event.preventDefault();
    const next = rowIds[Math.max(0, Math.min(rowIds.length - 1, step))];
    if (next !== undefined) setActive(next);
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
}
