// The state of the model picker, and the actions of its keys.
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import { findModel, type Model, type ModelFilter } from '../../../../../shared/models/index.ts';
import { call } from '../../../api.ts';
import { useCall } from '../../../components/errors/use-call.ts';
import { isCtrlLetter } from '../../../input/key-meaning.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { findModels, groupModels } from './model-summary.ts';

/** Model ids are short; longer text was pasted by mistake. */
const maxIdCharacters = 128;
const noFavourites: readonly string[] = [];

/** The list opens at `modelId`, the current model. `onClose` is also called after a choice. */
interface ModelPickerOptions {
  readonly modelId: string;
  readonly onClose: () => void;
  /** Called with the chosen id. */
  readonly onChoose: (id: string) => void;
}

/** State and actions that the parts of the picker (search, filters, list, footer) share. */
export interface ModelPickerState {
  readonly query: string;
  setQuery(change: string | ((now: string) => string)): void;
  readonly filters: readonly ModelFilter[];
  setFilters(filters: readonly ModelFilter[]): void;
  /** True when the request has references, which some filters check. */
  readonly hasFiles: boolean;
  /** Ids of models. */
  readonly favourites: readonly string[];
  /** DOM id of the list, which the search field controls. */
  readonly listId: string;
  /** The list's element, for scrolling to the active row. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly groups: ReturnType<typeof groupModels>;
  /** Number of models found. */
  readonly matchCount: number;
  /** A typed id that is not in the catalogue; null if there is none. */
  readonly typedId: string | null;
  /** True when there is nothing to choose. */
  readonly isEmpty: boolean;
  /** Model id of the active row, which Enter chooses; undefined when there is none. */
  readonly active: string | undefined;
  /** DOM id of the row of a model. */
  optionId(id: string | undefined): string | undefined;
  /** Why the favourites could not be changed; null when they could. */
  readonly refusal: AppError | null;
  /** Passes the id to `onChoose` and closes the picker. */
  choose(id: string): void;
  /** Adds a model to the favourites, or removes it. */
  toggleFavourite(model: Model): void;
  /** Shows the models stage, with this model in detail if it is in the catalogue. */
  showAllModels(id: string | null): void;
  /** Handles a key press in the search field: moves in the list, chooses, shows details, changes the favourites. */
  handleKeyDown(event: KeyboardEvent): void;
}

/** Searches and filters the catalogue while the picker is open. Favourites are kept in the settings. */
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
  const models = useMemo(() => groups.flatMap((group) => group.models), [groups]);
  const typedId = query.trim();
  const isTypedIdNew = typedId !== '' && typedId.length <= maxIdCharacters && !/[\s\p{C}]/u.test(typedId) && !findModel(typedId);
  const rowIds = [...models.map((model) => model.id), ...(isTypedIdNew ? [typedId] : [])];
  const active = rowIds.includes(activeId) ? activeId : rowIds[0];
  const optionId = (id: string | undefined): string | undefined => (id === undefined ? undefined : `${listId}-${id}`);

  useScrollToModel(list, active);

  const choose = (id: string): void => {
    onChoose(id);
    onClose();
  };
  const toggleFavourite = (model: Model): void => {
    const next = favourites.includes(model.id) ? favourites.filter((id) => id !== model.id) : [...favourites, model.id];
    run(() => call('settings.change', { favouriteModels: next }));
  };
  const showAllModels = (id: string | null): void => {
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
    matchCount: models.length,
    typedId: isTypedIdNew ? typedId : null,
    isEmpty: rowIds.length === 0,
    active,
    optionId,
    refusal,
    choose,
    toggleFavourite,
    showAllModels,
    handleKeyDown: (event) =>
      handlePickerKeyDown(event, { rowIds, active, models, choose, toggleFavourite, showAllModels, setActive: setActiveId }),
  };
}

/** Keeps the row of a model in view. */
function useScrollToModel(list: ModelPickerState['list'], modelId: string | undefined): void {
  useEffect(() => {
    if (modelId === undefined) return;
    list.current?.querySelector(`[data-model="${CSS.escape(modelId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [list, modelId]);
}

/** The rows, the active row and the actions, for `handlePickerKeyDown`. */
interface KeyDownContext extends Pick<ModelPickerState, 'active' | 'choose' | 'toggleFavourite' | 'showAllModels'> {
  /** All ids that can be chosen, in order. */
  readonly rowIds: readonly string[];
  readonly models: readonly Model[];
  setActive(id: string): void;
}

/** Moves in the list, or applies the action of the key to the active row. */
function handlePickerKeyDown(
  event: KeyboardEvent,
  { rowIds, active, models, choose, toggleFavourite, showAllModels, setActive }: KeyDownContext,
): void {
  const index = active === undefined ? -1 : rowIds.indexOf(active);
  const steps: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 8, PageUp: index - 8 };
  const step = steps[event.key];
  if (step !== undefined) {
    event.preventDefault();
    const next = rowIds[Math.max(0, Math.min(rowIds.length - 1, step))];
    if (next !== undefined) setActive(next);
  } else if (isCtrlLetter(event, 'i')) {
    event.preventDefault();
    if (active !== undefined) showAllModels(active);
  } else if (isCtrlLetter(event, 'd')) {
    event.preventDefault();
    const model = models.find(({ id }) => id === active);
    if (model !== undefined) toggleFavourite(model);
  } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && active !== undefined) {
    event.preventDefault();
    choose(active);
  }
}
