// The elements of a request, each with the name that the prompt uses for it, and a button that adds more.
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import {
  elementName,
  elementsNamedIn,
  elementsPath,
  freeElementCount,
  type Issue,
  type Model,
  readElements,
  readShots,
  removeElement,
  shotsPath,
  writeElements,
} from '../../../../../shared/models/index.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useComposer } from '../composer-store.ts';
import { Field, issuesOf } from '../controls/form-field.tsx';
import { changeField, setParameter } from '../edit-request.ts';
import { insertIntoPrompt } from '../prompt/prompt-insertion.ts';
import { ElementThumb } from './element-thumb.tsx';
import { ElementsPanel } from './elements-panel.tsx';
import { useAccountElements } from './use-account-elements.ts';

interface ElementsProps {
  readonly request: GenerationRequest;
  readonly model: Model;
  readonly issues: readonly Issue[];
}

/** All text that the model reads. */
const promptTexts = (request: GenerationRequest): string =>
  [request.prompt, ...readShots(request.parameters[shotsPath]).map(({ prompt }) => prompt)].join('\n');

/**
 * The elements editor of the composer, for models that accept elements. Removing an element renumbers the others in the prompt. The removal
 * can be undone.
 */
export function ElementsField({ request, model, issues }: ElementsProps) {
  const accountElements = useAccountElements();
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const text = messages.controls.elements;
  const ids = readElements(request.parameters[elementsPath]);
  const freeCount = freeElementCount(request);
  const namedNumbers = elementsNamedIn(promptTexts(request));
  const setElements = (next: readonly string[]): void => setParameter(elementsPath, next.length === 0 ? null : writeElements(next));
  const { removal, remove, undo } = useRemovedElement(request);
  return (
    <Field
      id={elementsPath}
      label={messages.fieldName(elementsPath)}
      remark={ids.length === 0 ? null : text.slotsLeft(freeCount)}
      issues={issuesOf(issues, elementsPath)}
    >
      {ids.length > 0 && (
        <ol className="mb-1.5 grid gap-1.5">
          {ids.map((id, index) => (
            <ElementRow
              // biome-ignore lint/suspicious/noArrayIndexKey: an element is identified by its position, and may be given twice
              key={index}
              id={id}
              number={index + 1}
              element={accountElements.find(({ elementId }) => elementId === id) ?? null}
              isNamed={namedNumbers.has(index + 1)}
              onRemove={() => remove(index + 1)}
            />
          ))}
        </ol>
      )}
      <div aria-live="polite">
        {removal?.after === request && (
          <p className="mb-1.5 flex items-center gap-2 text-dim text-sm leading-snug">
            <span className="min-w-0 flex-1">{text.renamed}</span>
            <Button size="small" onClick={() => undo(removal.before)}>
              {text.undo}
            </Button>
          </p>
        )}
      </div>
      <Button size="small" disabled={freeCount === 0} aria-expanded={isPanelOpen} onClick={() => setIsPanelOpen(!isPanelOpen)}>
        <Plus size={13} aria-hidden />
        {text.add}
      </Button>
      {freeCount === 0 && <span className="ml-2 text-sm text-faint">{text.full}</span>}
      {isPanelOpen && freeCount > 0 && (
        <ElementsPanel
          accountElements={accountElements}
          chosen={ids}
          isImageOnly={model.notes.includes('image-elements-only')}
          onAdd={(id) => setElements([...ids, id])}
          onClose={() => setIsPanelOpen(false)}
        />
      )}
    </Field>
  );
}

interface Removal {
  readonly before: GenerationRequest;
  readonly after: GenerationRequest;
}

/** Removes elements from the request, and restores the last one. */
function useRemovedElement(request: GenerationRequest) {
  /** The request before a removal that changed the text. It can be restored while nothing else has changed. */
  const [removal, setRemoval] = useState<Removal | null>(null);
  const remove = (number: number): void => {
    const before = request;
    changeField(removeElement(before, number), elementsPath);
    const after = useComposer.getState().request;
    setRemoval(promptTexts(before) === promptTexts(after) ? null : { before, after });
  };
  const undo = (before: GenerationRequest): void => {
    changeField({ prompt: before.prompt, parameters: before.parameters }, elementsPath);
    setRemoval(null);
  };
  return { removal, remove, undo };
}

interface RowProps {
  readonly id: string;
  /** The number of the element in the list, by which the prompt refers to it; the first is 1. */
  readonly number: number;
  /** null when only its id is known. */
  readonly element: ReturnType<typeof useAccountElements>[number] | null;
  /** The prompt refers to it. */
  readonly isNamed: boolean;
  readonly onRemove: () => void;
}

function ElementRow({ id, number, element, isNamed, onRemove }: RowProps) {
  const text = messages.controls.elements;
  return (
    <li className="flex items-center gap-2 rounded-panel border border-line bg-raised p-1.5">
      <ElementThumb element={element} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-medium" title={element?.description ?? id}>
          {element?.name || id}
        </span>
        <span className={`block truncate text-sm ${isNamed ? 'text-faint' : 'text-warn'}`}>
          {isNamed ? text.inPrompt : text.notInPrompt}
        </span>
      </span>
      <Button
        size="small"
        aria-label={text.insert(elementName(number))}
        title={text.insert(elementName(number))}
        onClick={() => insertIntoPrompt(elementName(number))}
      >
        <span className="font-mono text-[10.5px]">{`element_${number}`}</span>
      </Button>
      <IconButton label={text.remove(element?.name || id)} onClick={onRemove} className="!size-[22px]">
        <X size={13} aria-hidden />
      </IconButton>
    </li>
  );
}
