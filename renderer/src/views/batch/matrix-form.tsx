// The values to combine: models, prompts, settings, and the number of variations. An empty list means "as in the composer".
import { Plus, X } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { batchMaxVariations, type ValueMatrix } from '../../../../shared/batch/index.ts';
import { formFor, type Model } from '../../../../shared/models/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { CountSelect } from '../../components/count-select.tsx';
import { messages } from '../../messages.ts';
import { useComposer } from '../create/composer-store.ts';
import { ModelPicker } from '../create/model/model-picker.tsx';
import { changeMatrix, toggleMatrixValue, useBatch, writePrompts } from './batch-store.ts';

const union = <T,>(lists: readonly (readonly T[])[]): readonly T[] => [...new Set(lists.flat())];

const secondsOf = ({ duration }: Model): readonly number[] => {
  switch (duration.kind) {
    case 'none':
      return [];
    case 'list':
      return duration.seconds;
    case 'range':
      return Array.from({ length: duration.maxSeconds - duration.minSeconds + 1 }, (_, index) => duration.minSeconds + index);
  }
};
const valuesOf = (choice: Model['quality']): readonly string[] => (choice.kind === 'list' ? choice.values : []);

/**
 * The left side of the batch stage while the mode is `matrix`. It offers only values that one of the chosen models accepts, and values that
 * are already chosen.
 */
export function MatrixForm() {
  const composerModel = useComposer((s) => s.request.model);
  const { matrix } = useBatch();
  const forms = (matrix.models.length === 0 ? [composerModel] : matrix.models).map(formFor);
  const seconds = [...union([...forms.map(secondsOf), matrix.seconds])].sort((a, b) => a - b);
  const qualities = union([...forms.map(({ quality }) => valuesOf(quality)), matrix.qualities]);
  const ratios = union([...forms.map(({ aspectRatio }) => valuesOf(aspectRatio)), matrix.aspectRatios]);
  const hasAudio = matrix.audio.length > 0 || forms.some(({ audio }) => audio.kind === 'switch');
  const { values, on, off } = messages.batch;
  const variationsId = useId();
  return (
    <div className="grid gap-4">
      <p className="text-sm text-faint">{messages.batch.fromComposer}</p>
      <Models composerModel={composerModel} models={matrix.models} />
      <PromptsField />
      {seconds.length > 0 && (
        <Choices label={values.seconds} list="seconds" values={seconds} chosen={matrix.seconds} textOf={messages.format.seconds} />
      )}
      {qualities.length > 0 && (
        <Choices label={values.qualities} list="qualities" values={qualities} chosen={matrix.qualities} textOf={messages.choiceName} />
      )}
      {ratios.length > 0 && (
        <Choices
          label={values.aspectRatios}
          list="aspectRatios"
          values={ratios}
          chosen={matrix.aspectRatios}
          textOf={messages.choiceName}
        />
      )}
      {hasAudio && (
        <Choices label={values.audio} list="audio" values={[true, false]} chosen={matrix.audio} textOf={(value) => (value ? on : off)} />
      )}
      <div className="flex items-center gap-2 text-sm">
        <label htmlFor={variationsId} className="mr-auto font-semibold">
          {messages.batch.variations}
        </label>
        <CountSelect
          id={variationsId}
          value={matrix.variations}
          max={batchMaxVariations}
          textOf={messages.batch.times}
          onChange={(variations) => changeMatrix({ variations })}
          className="h-[30px] rounded-control"
        />
      </div>
    </div>
  );
}

/** The prompts to combine, one per line. */
function PromptsField() {
  const { matrix, promptsText } = useBatch();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 flex items-baseline text-sm font-semibold">
        {messages.batch.prompts}
        <span className="ml-auto font-normal text-faint">
          {matrix.prompts.length > 0 && messages.batch.promptCount(matrix.prompts.length)}
        </span>
      </label>
      <textarea
        dir="auto"
        id={id}
        value={promptsText}
        rows={4}
        placeholder={messages.batch.promptsHint}
        onChange={({ target }) => writePrompts(target.value)}
        className="block w-full resize-y rounded-control border border-line-strong bg-bg px-2.5 py-1.5 text-text select-text focus:border-accent focus:outline-none"
      />
    </div>
  );
}

function Group({ label, remark, children }: { readonly label: string; readonly remark: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="min-w-0">
      <div className="mb-1.5 flex items-baseline text-sm">
        <span id={id} className="font-semibold">
          {label}
        </span>
        <span className="ml-auto text-faint">{remark}</span>
      </div>
      {children}
    </fieldset>
  );
}

function Models({ composerModel, models }: { readonly composerModel: string; readonly models: readonly string[] }) {
  const [isPickerOpen, setIsPickerOpen] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const add = (id: string): void => {
    const current = models.length === 0 ? [composerModel] : models;
    if (!current.includes(id)) changeMatrix({ models: [...current, id] });
  };
  const remove = (id: string): void => {
    const rest = models.filter((one) => one !== id);
    changeMatrix({ models: rest.length === 1 && rest[0] === composerModel ? [] : rest });
  };
  return (
    <Group label={messages.batch.models} remark={messages.batch.modelsHint}>
      {models.length === 0 ? (
        <p className="mb-1.5 truncate text-dim">{messages.batch.noModels(formFor(composerModel).name)}</p>
      ) : (
        <ul className="mb-1.5 grid gap-0.5">
          {models.map((id) => (
            <li key={id} className="flex items-center rounded-control border border-line bg-raised pl-2.5">
              <span className="min-w-0 flex-1 truncate">{formFor(id).name}</span>
              <IconButton label={messages.batch.removeModel(formFor(id).name)} onClick={() => remove(id)}>
                <X size={13} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button ref={addButton} size="small" aria-haspopup="dialog" aria-expanded={isPickerOpen} onClick={() => setIsPickerOpen(true)}>
        <Plus size={13} aria-hidden />
        {messages.batch.addModel}
      </Button>
      {isPickerOpen && <ModelPicker anchor={addButton} modelId={composerModel} onChoose={add} onClose={() => setIsPickerOpen(false)} />}
    </Group>
  );
}

interface ChoicesProps<K extends 'seconds' | 'qualities' | 'aspectRatios' | 'audio'> {
  readonly label: string;
  readonly list: K;
  readonly values: readonly ValueMatrix[K][number][];
  readonly chosen: readonly ValueMatrix[K][number][];
  textOf(value: ValueMatrix[K][number]): string;
}

/** A row of values; any number of them can be chosen. */
function Choices<K extends 'seconds' | 'qualities' | 'aspectRatios' | 'audio'>({ label, list, values, chosen, textOf }: ChoicesProps<K>) {
  return (
    <Group label={label} remark={chosen.length === 0 ? messages.batch.asInComposer : null}>
      <div className="flex flex-wrap gap-1">
        {values.map((value) => {
          const isOn = chosen.includes(value);
          return (
            <button
              key={String(value)}
              type="button"
              aria-pressed={isOn}
              onClick={() => toggleMatrixValue(list, value, values)}
              className={`h-[26px] min-w-[34px] rounded-control border px-2 text-[12px] whitespace-nowrap ${
                isOn ? 'border-accent bg-accent-soft text-text' : 'border-line-strong bg-bg text-dim hover:text-text'
              }`}
            >
              {textOf(value)}
            </button>
          );
        })}
      </div>
    </Group>
  );
}
