// One model in the list of the picker: name, badge, what it accepts, duration, quality.
import { Check, Star } from 'lucide-react';
import type { Model } from '../../../../../shared/models/index.ts';
import { Chip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { BadgeChip } from './model-badge.tsx';
import { acceptedInputs, badgeOf, lengthText } from './model-summary.ts';
import { Monogram } from './vendor-mark.tsx';

interface RowProps {
  readonly id: string;
  readonly model: Model;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isFavourite: boolean;
  readonly onChoose: () => void;
  readonly onToggleFavourite: () => void;
}

/** An option of the list box. `isActive`: the row of the arrow keys; `isChosen`: the current model. The star is for the pointer only. */
export function ModelRow({ id, model, isActive, isChosen, isFavourite, onChoose, onToggleFavourite }: RowProps) {
  const badge = badgeOf(model);
  const qualities = model.quality.kind === 'list' ? model.quality.values.map(messages.choiceName).join(' ') : null;
  const details = [lengthText(model.duration), ...(qualities === null ? [] : [qualities])].join(' · ');
  const note = model.notes[0];
  const { favourite, notFavourite } = messages.modelPicker;
  return (
    <div data-active={isActive} className={`flex items-start rounded-control ${isActive ? 'bg-accent-soft' : 'hover:bg-hover'}`}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field keeps the focus and handles the keys */}
      <div
        role="option"
        tabIndex={-1}
        id={id}
        data-model={model.id}
        aria-selected={isChosen}
        onClick={onChoose}
        title={model.id}
        className="grid min-w-0 flex-1 grid-cols-[24px_1fr] gap-x-2.5 px-2 py-1.5"
      >
        <span className="row-span-2 mt-0.5">
          <Monogram vendor={model.vendor} name={model.name} isSmall />
        </span>
        {/* The names of one family differ at their end, so the facts move below the name before it is truncated. */}
        <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
          <span className="max-w-full truncate font-medium">{model.name}</span>
          <BadgeChip badge={badge} />
          {isChosen && <Check aria-hidden className="size-3.5 text-accent" />}
          <span className="ml-auto flex-none text-sm text-dim">{details}</span>
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-1">
          {acceptedInputs(model).map((chip) => (
            <Chip key={chip}>{messages.modelPicker.takes[chip]}</Chip>
          ))}
          {note !== undefined && <span className="text-sm text-faint">{messages.modelNotes[note]}</span>}
        </span>
      </div>
      {/* Only for the pointer, because a list box may contain only options. The line below the list names the key. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        title={isFavourite ? notFavourite(model.name) : favourite(model.name)}
        onClick={onToggleFavourite}
        className="m-1.5 grid size-6 flex-none place-items-center rounded-control text-faint hover:text-text"
      >
        <Star className={`size-3.5 ${isFavourite ? 'fill-current text-accent' : ''}`} />
      </button>
    </div>
  );
}
