// Notes in the composer about changes that the user did not make directly. Each stays until it is dismissed.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { findModel } from '../../../../shared/models/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { NamedText } from '../../components/named-text.tsx';
import { messages } from '../../messages.ts';
import { type StudioChanges, useComposer } from './composer-store.ts';
import { dismissEditNote, dismissLoadedFrom, dropNewestDraft, restoreNewestDraft } from './load-request.ts';
import { dismissChanges, undoSwitch } from './switch-model.ts';

const modelName = (id: string): string => findModel(id)?.name ?? id;

/** Describes each change, and after a switch of the model each choice that was restored. */
function changeSentences(changes: StudioChanges): readonly string[] {
  const list = changes.list.map((change) => messages.composer.changeText(change));
  return changes.kind === 'rule' ? list : [...list, ...changes.restoredChoices.map((choice) => messages.composer.returnedText(choice))];
}

interface NoteProps {
  /** The text and buttons of the note; null while there is none. */
  readonly children: ReactNode;
  /** The side on which an empty note would add a second gap between the fields; a negative margin there removes it. */
  readonly emptyGap?: 'above' | 'below';
  /** Aligns the buttons with the first line of a text of several lines, not with its middle. */
  readonly isTopAligned?: boolean;
  readonly onDismiss: () => void;
}

/** The frame of a note. It stays in the page while it is empty, so that a screen reader announces its text when it appears. */
function Note({ children, emptyGap = 'below', isTopAligned = false, onDismiss }: NoteProps) {
  const emptyMargin = emptyGap === 'above' ? '-mt-3' : '-mb-3';
  return (
    <div role="status" aria-live="polite" className={children === null ? emptyMargin : ''}>
      {children !== null && (
        <div
          className={`flex ${isTopAligned ? 'items-start' : 'items-center'} gap-2 rounded-panel bg-accent-soft px-2.5 py-2 text-[12px] leading-snug`}
        >
          {children}
          <IconButton label={messages.composer.acknowledge} onClick={onDismiss} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Lists the changes made by a rule between two fields or by a switch of the model. A switch can be undone here. */
export function ChangesNote() {
  const changes = useComposer((s) => s.changes);
  return (
    <Note emptyGap="above" isTopAligned onDismiss={dismissChanges}>
      {changes && (
        <>
          <span className="min-w-0 flex-1">
            <b className="font-semibold">
              {changes.kind === 'rule' ? messages.composer.changedToFit : messages.composer.changedForModel(changes.model)}
              {messages.format.colon}
            </b>
            {messages.format.listed(changeSentences(changes))}
          </span>
          {changes.kind === 'switch' && (
            <Button size="small" title={messages.composer.undoModelChange(modelName(changes.previousModelId))} onClick={undoSwitch}>
              {messages.composer.undo}
            </Button>
          )}
        </>
      )}
    </Note>
  );
}

/** Says that the composer holds a task that was taken out of the queue for editing. */
export function EditNote() {
  const isEdit = useComposer((s) => s.isEdit);
  return (
    <Note onDismiss={dismissEditNote}>{isEdit ? <span className="min-w-0 flex-1">{messages.composer.editingQueuedTask}</span> : null}</Note>
  );
}

/** Says which video file the request comes from, and which reference files are missing. */
export function LoadedFromNote() {
  const loadedFrom = useComposer((s) => s.loadedFrom);
  return (
    <Note onDismiss={dismissLoadedFrom}>
      {loadedFrom && (
        <span className="min-w-0 flex-1 break-words">
          <NamedText text={messages.composer.reusedFrom(loadedFrom.file)} name={loadedFrom.file} />
          {loadedFrom.missingReferences.length > 0 && (
            <>
              {messages.format.sentenceGap}
              {messages.composer.reusedWithout(loadedFrom.missingReferences)}
            </>
          )}
        </span>
      )}
    </Note>
  );
}

/** Says how many drafts were replaced by something else; a button restores the newest. */
export function ReplacedRequestNote() {
  const count = useComposer((s) => s.replacedDrafts.length);
  return (
    <Note onDismiss={dropNewestDraft}>
      {count === 0 ? null : (
        <>
          <span className="min-w-0 flex-1">{messages.composer.draftsSetAside(count)}</span>
          <Button size="small" onClick={restoreNewestDraft}>
            {messages.composer.restoreDraft}
          </Button>
        </>
      )}
    </Note>
  );
}
