// The elements that can be added: elements of this account, an element given by its id, or a new one.
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { AccountElement } from '../../../../../shared/ipc.ts';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { inputBox } from '../controls/input-class.ts';
import { chooseModel } from '../switch-model.ts';
import { ElementThumb } from './element-thumb.tsx';

interface PanelProps {
  readonly accountElements: readonly AccountElement[];
  readonly chosen: readonly string[];
  /** The model accepts no elements made from a video. */
  readonly isImageOnly: boolean;
  readonly onAdd: (elementId: string) => void;
  readonly onClose: () => void;
}

/** The panel under the elements field. Escape closes it. "Make" switches the composer to the model that makes elements. */
export function ElementsPanel({ accountElements, chosen, isImageOnly, onAdd, onClose }: PanelProps) {
  const text = messages.controls.elements;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it, whichever of its controls has the focus
    <div
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      className="mt-1.5 rounded-panel border border-line-strong bg-bg p-2"
    >
      <div className="mb-1 text-sm font-semibold text-faint">{text.madeHere}</div>
      {accountElements.length === 0 && <p className="py-1 text-dim">{text.none}</p>}
      <ul className="grid max-h-[208px] gap-0.5 overflow-y-auto">
        {accountElements.map((element) => (
          <li key={element.resultId}>
            <AccountElementRow element={element} isChosen={chosen.includes(element.elementId)} isImageOnly={isImageOnly} onAdd={onAdd} />
          </li>
        ))}
      </ul>
      <ElementIdField onAdd={onAdd} />
      <Button size="small" variant="ghost" className="mt-1" onClick={() => chooseModel('kling-custom-element')}>
        {text.make}
      </Button>
    </div>
  );
}

interface AccountElementRowProps extends Pick<PanelProps, 'isImageOnly' | 'onAdd'> {
  readonly element: AccountElement;
  readonly isChosen: boolean;
}

function AccountElementRow({ element, isChosen, isImageOnly, onAdd }: AccountElementRowProps) {
  const nowMs = useNow(null);
  const text = messages.controls.elements;
  const isRefused = isImageOnly && element.from === 'video';
  const details = isRefused
    ? text.videoNotTaken
    : [isChosen ? text.chosen : text.from[element.from], messages.format.moment(element.madeAtMs, nowMs)].join(' · ');
  const name = element.name || element.elementId;
  return (
    <button
      type="button"
      disabled={isChosen || isRefused}
      title={element.description}
      onClick={() => onAdd(element.elementId)}
      className="flex w-full items-center gap-2 rounded-control p-1 text-left enabled:hover:bg-hover"
    >
      <ElementThumb element={element} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className={`block truncate ${isChosen || isRefused ? 'text-dim' : 'font-medium'}`}>
          {name}
        </span>
        <span className="block text-sm text-faint">{details}</span>
      </span>
    </button>
  );
}

function ElementIdField({ onAdd }: Pick<PanelProps, 'onAdd'>) {
  const [id, setId] = useState('');
  const text = messages.controls.elements;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (id.trim() === '') return;
    onAdd(id.trim());
    setId('');
  };
  return (
    <form onSubmit={submit} className="mt-1.5 flex gap-1.5">
      <input
        dir="auto"
        aria-label={text.byId}
        placeholder={text.byIdHint}
        value={id}
        maxLength={200}
        spellCheck={false}
        onChange={({ target }) => setId(target.value)}
        className={`${inputBox} h-[26px] min-w-0 flex-1 font-mono text-[11px]`}
      />
      <Button type="submit" size="small" disabled={id.trim() === ''}>
        {text.addId}
      </Button>
    </form>
  );
}
