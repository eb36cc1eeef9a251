// The sheet of one model: every fact, and its source.
import { X } from 'lucide-react';
import type { FactSource, Model } from '../../../../shared/models/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { BadgeChip } from '../create/model/model-badge.tsx';
import { badgeOf } from '../create/model/model-summary.ts';
import { Monogram } from '../create/model/vendor-mark.tsx';
import { chooseModel } from '../create/switch-model.ts';
import { type SheetFact, sheetOf } from './model-sheet-facts.ts';

interface SheetProps {
  readonly model: Model;
  readonly isInUse: boolean;
  readonly onClose: () => void;
}

/**
 * The panel beside the table. "Use" switches the composer to the model and leads to the prompt; `isInUse`: it is the composer's model
 * already.
 */
export function ModelSheet({ model, isInUse, onClose }: SheetProps) {
  const text = messages.modelBrowser;
  const handleUse = (): void => {
    chooseModel(model.id);
    useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));
  };
  return (
    <aside aria-label={text.sheetOf(model.name)} className="flex w-[380px] max-w-[60%] flex-none flex-col border-line border-l bg-panel">
      <header className="flex items-start gap-2.5 border-line border-b p-3">
        <Monogram vendor={model.vendor} name={model.name} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-1.5">
            <h3 className="font-semibold">{model.name}</h3>
            <BadgeChip badge={badgeOf(model)} />
          </div>
          <div className="flex items-center gap-1">
            <span className="min-w-0 select-text truncate font-mono text-[11px] text-dim">{model.id}</span>
            <CopyButton text={model.id} label={text.copyId} copiedLabel={text.copied} className="!size-[20px]" />
          </div>
        </div>
        <Button size="small" variant={isInUse ? 'normal' : 'primary'} disabled={isInUse} onClick={handleUse}>
          {isInUse ? text.inUse : text.use}
        </Button>
        <IconButton label={text.closeSheet} onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </header>
      <section
        aria-label={text.sheetOf(model.name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-3 pb-4 outline-offset-[-2px]"
      >
        {sheetOf(model).map(({ title, facts }) => (
          <section key={title} aria-label={title} className="pt-3">
            <h4 className="mb-1 font-semibold text-dim text-sm">{title}</h4>
            <ul className="divide-y divide-line">
              {facts.map((fact) => (
                <FactRow key={fact.key} fact={fact} />
              ))}
            </ul>
          </section>
        ))}
      </section>
    </aside>
  );
}

function FactRow({ fact: { name, code, value, source } }: { readonly fact: SheetFact }) {
  return (
    <li className="flex items-start gap-2 py-1.5 text-[12px] leading-snug">
      <div className="min-w-0 flex-1 select-text break-words">
        {name !== null && <span className="font-medium">{name} </span>}
        {code !== undefined && code !== name && <code className="break-all font-mono text-[10.5px] text-faint">{code}</code>}
        <span className={name === null ? '' : 'block text-dim'}>{value}</span>
      </div>
      {source !== null && <SourceMark source={source} />}
    </li>
  );
}

const tones: Readonly<Record<FactSource, 'plain' | 'accent' | 'warn'>> = {
  both: 'accent',
  contract: 'plain',
  documentation: 'plain',
  unknown: 'warn',
};

function SourceMark({ source }: { readonly source: FactSource }) {
  const { sources, sourceHints } = messages.modelBrowser;
  return (
    <span className="flex-none" title={sourceHints[source]}>
      <Chip tone={tones[source]}>{sources[source]}</Chip>
    </span>
  );
}
