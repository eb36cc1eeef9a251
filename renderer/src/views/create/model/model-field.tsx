// The current model, as the button that opens the model picker. The picker is loaded only when it is needed.
import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { findModel, type Issue, type Model } from '../../../../../shared/models/index.ts';
import { Chip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { IssueLines, issuesOf } from '../controls/form-field.tsx';
import { BadgeChip } from './model-badge.tsx';
import { acceptedInputs, badgeOf } from './model-summary.ts';
import { Monogram } from './vendor-mark.tsx';

const loadPicker = () => import('./model-picker.tsx');
const ModelPicker = lazy(async () => ({ default: (await loadPicker()).ModelPicker }));

interface ModelFieldProps {
  readonly model: Model;
  readonly modelId: string;
  readonly issues: readonly Issue[];
}

/** The model row of the composer, with the inputs that the model accepts. It also works for a model id that is not in the catalogue. */
export function ModelField({ model, modelId, issues }: ModelFieldProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { clearEarlyInput, recordKey, takeEarlyInput } = useEarlyInput(open);
  const isKnown = Boolean(findModel(modelId));
  const badge = isKnown ? badgeOf(model) : null;

  // Loaded while the window is idle, so that the list opens at once.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadPicker(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, []);

  return (
    <div data-field="model">
      <div className="mb-1.5 text-sm font-semibold" id="field-model">
        {messages.composer.model}
      </div>
      <button
        ref={button}
        type="button"
        id="model"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-labelledby="field-model model"
        onClick={() => {
          clearEarlyInput();
          setOpen(true);
        }}
        onKeyDown={recordKey}
        onPointerEnter={() => void loadPicker()}
        onFocus={() => void loadPicker()}
        className="grid w-full grid-cols-[28px_1fr_auto] items-center gap-x-2.5 gap-y-1 rounded-panel border border-line-strong bg-raised px-2.5 py-[9px] text-left hover:bg-hover"
      >
        <span className="row-span-2">
          <Monogram vendor={model.vendor} name={isKnown ? model.name : modelId} />
        </span>
        <span className="truncate font-semibold">{isKnown ? model.name : modelId || messages.modelPicker.title}</span>
        <ChevronDown aria-hidden className="size-3.5 text-faint" />
        <span className="col-span-2 col-start-2 flex flex-wrap gap-1">
          {badge !== null && badge !== 'stable' && <BadgeChip badge={badge} />}
          {!isKnown && <Chip>{messages.modelPicker.badges.unknown}</Chip>}
          {acceptedInputs(model).map((chip) => (
            <Chip key={chip}>{messages.modelPicker.takes[chip]}</Chip>
          ))}
        </span>
      </button>
      <IssueLines issues={issuesOf(issues, 'model')} />
      {open && (
        <Suspense>
          <ModelPicker anchor={button} modelId={modelId} takeEarlyInput={takeEarlyInput} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Collects the text that is typed after the press and before the picker has the focus. */
function useEarlyInput(isOpen: boolean) {
  // The text typed so far.
  const earlyInput = useRef('');
  const clearEarlyInput = (): void => {
    earlyInput.current = '';
  };
  const recordKey = (event: KeyboardEvent): void => {
    if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1) earlyInput.current += event.key;
    else if (event.key === 'Backspace') earlyInput.current = earlyInput.current.slice(0, -1);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
  };
  const takeEarlyInput = (): string => {
    const typed = earlyInput.current;
    earlyInput.current = '';
    return typed;
  };
  return { clearEarlyInput, recordKey, takeEarlyInput };
}
