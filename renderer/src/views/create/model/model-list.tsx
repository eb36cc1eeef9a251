// The list of the model picker: models in groups, and a typed id.
import { messages } from '../../../messages.ts';
import { ModelRow } from './model-row.tsx';
import type { ModelPickerState } from './use-model-picker.ts';

interface Props {
  readonly picker: ModelPickerState;
  /** Id of the current model. */
  readonly modelId: string;
}

/** The list box of the picker. The search field keeps the focus and handles its keys. */
export function ModelList({ picker, modelId }: Props) {
  const { active, typedId } = picker;
  return (
    <div
      ref={picker.list}
      id={picker.listId}
      role="listbox"
      aria-label={messages.modelPicker.title}
      className="min-h-0 flex-1 overflow-auto p-1.5"
    >
      {picker.groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
        <div key={group.title} role="group" aria-label={group.title}>
          <div aria-hidden className="px-2 pt-2 pb-1 text-sm font-semibold text-faint">
            {group.title}
          </div>
          {group.models.map((model) => (
            <ModelRow
              key={model.id}
              id={picker.optionId(model.id) ?? ''}
              model={model}
              isActive={model.id === active}
              isChosen={model.id === modelId}
              isFavourite={picker.favourites.includes(model.id)}
              onChoose={() => picker.choose(model.id)}
              onToggleFavourite={() => picker.toggleFavourite(model)}
            />
          ))}
        </div>
      ))}
      {typedId !== null && <TypedModelOption picker={picker} typedId={typedId} />}
      {picker.isEmpty && (
        <p className="px-2 py-4 text-dim">{picker.filters.length > 0 ? messages.modelPicker.noneWith : messages.modelPicker.none}</p>
      )}
    </div>
  );
}

/** A typed id that is not in the catalogue, as one more row. */
function TypedModelOption({ picker, typedId }: { readonly picker: ModelPickerState; readonly typedId: string }) {
  const isActive = picker.active === typedId;
  return (
    <div
      role="option"
      tabIndex={-1}
      id={picker.optionId(typedId)}
      data-model={typedId}
      aria-selected={isActive}
      data-active={isActive}
      onClick={() => picker.choose(typedId)}
      onKeyDown={picker.handleKeyDown}
      className={`rounded-control px-2 py-2 ${isActive ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <div className="font-medium">{messages.modelPicker.use(typedId)}</div>
      <div className="text-sm text-dim">{messages.modelPicker.useHint}</div>
    </div>
  );
}
