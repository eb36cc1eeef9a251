// Notes in the composer about changes that the user did not make directly. Each stays until it is dismissed.
import { X } from 'lucide-react';
import { findModel } from '../../../../shared/models/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import {
  acknowledgeChanges,
  acknowledgeTakenBack,
  acknowledgeTakenFrom,
  forgetPutAside,
  restoreReplaced,
  type StudioChanges,
  undoSwitch,
  useComposer,
} from './composer-store.ts';

const modelName = (id: string): string => findModel(id)?.name ?? id;

function sentences(changes: StudioChanges): readonly string[] {
  const list = changes.list.map((change) => messages.composer.changeText(change));
  return changes.kind === 'rule' ? list : [...list, ...changes.returned.map((one) => messages.composer.returnedText(one))];
}

/** What a rule between two fields, or a switch of the model, has changed. A switch can be undone here. */
export function ChangesNote() {
  const changes = useComposer((s) => s.changes);
  return (
    // Always in the page, so that a screen reader announces its text. While empty, the negative margin removes its gap.
    <div role="status" aria-live="polite" className={changes === null ? '-mt-3' : ''}>
      {changes !== null && (
        <div className="flex items-start gap-2 rounded-panel bg-accent-soft px-2.5 py-2 text-[12px] leading-snug">
          <span className="min-w-0 flex-1">
            <b className="font-semibold">
              {changes.kind === 'rule' ? messages.composer.changedToFit : messages.composer.switched(changes.model)}
              {messages.format.colon}
            </b>
            {messages.format.listed(sentences(changes))}
          </span>
          {changes.kind === 'switch' && (
            <Button size="small" title={messages.composer.undoSwitch(modelName(changes.cameFrom))} onClick={undoSwitch}>
              {messages.composer.undo}
            </Button>
          )}
          <IconButton label={messages.composer.understood} onClick={acknowledgeChanges} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Says that the composer holds a task that was taken out of the queue for editing. */
export function EditNote() {
  const isEdit = useComposer((s) => s.isEdit);
  return (
    <div role="status" aria-live="polite" className={isEdit ? '' : '-mb-3'}>
      {isEdit && (
        <div className="flex items-center gap-2 rounded-panel bg-accent-soft px-2.5 py-2 text-[12px] leading-snug">
          <span className="min-w-0 flex-1">{messages.composer.takenBack}</span>
          <IconButton label={messages.composer.understood} onClick={acknowledgeTakenBack} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Says which video file the request comes from, and which reference files are missing. */
export function LoadedFromNote() {
  const taken = useComposer((s) => s.loadedFrom);
  return (
    <div role="status" aria-live="polite" className={taken === null ? '-mb-3' : ''}>
      {taken !== null && (
        <div className="flex items-center gap-2 rounded-panel bg-accent-soft px-2.5 py-2 text-[12px] leading-snug">
          <span className="min-w-0 flex-1 break-words">
            {messages.composer.takenFrom(taken.file)}
            {taken.missingReferences.length > 0 && ` ${messages.composer.takenWithout(taken.missingReferences)}`}
          </span>
          <IconButton label={messages.composer.understood} onClick={acknowledgeTakenFrom} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Says how many drafts were replaced by something else; a button restores the newest. */
export function ReplacedRequestNote() {
  const count = useComposer((s) => s.replacedDrafts.length);
  return (
    <div role="status" aria-live="polite" className={count > 0 ? '' : '-mb-3'}>
      {count > 0 && (
        <div className="flex items-center gap-2 rounded-panel bg-accent-soft px-2.5 py-2 text-[12px] leading-snug">
          <span className="min-w-0 flex-1">{messages.composer.putAside(count)}</span>
          <Button size="small" onClick={restoreReplaced}>
            {messages.composer.putBack}
          </Button>
          <IconButton label={messages.composer.understood} onClick={forgetPutAside} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}
