// The composer: a form built from the catalogue entry of the chosen model. Files can be dropped or pasted anywhere on it, and its button
// submits the request.
import { type DragEvent, useEffect, useMemo } from 'react';
import { checkRequest, formFor } from '../../../../shared/models/index.ts';
import { useDropTarget } from '../../input/drop-target.ts';
import { type ComposerTarget, selectStatus, useStudio } from '../../store/studio-store.ts';
import { applyComposerCommand } from './apply-composer-command.ts';
import { ChangesNote, EditNote, LoadedFromNote, ReplacedRequestNote } from './changes-note.tsx';
import { useComposer } from './composer-store.ts';
import { ModelSpecificFields } from './controls/model-specific-fields.tsx';
import { ValueFields } from './controls/value-fields.tsx';
import { startDraftAutosave } from './draft-autosave.ts';
import { startAutoConvert } from './fixing/auto-convert.ts';
import { FixDialogHost } from './fixing/fix-dialog-host.tsx';
import { fixFirst } from './fixing/start-fix.ts';
import { focusField, openModels } from './focus-field.ts';
import { ModelField } from './model/model-field.tsx';
import { PromptField } from './prompt/prompt-field.tsx';
import { addDropped } from './references/add-references.ts';
import { carriesAddress, pictureOf } from './references/dropped-picture.ts';
import { addOrLoadDropped, watchWindowDrops } from './references/fill-from-dropped-video.ts';
import { watchPastes } from './references/paste.ts';
import { usePendingFiles } from './references/pending-files.ts';
import { SlotsField } from './references/slots-field.tsx';
import { GenerateBar } from './submit/generate-bar.tsx';
import { readinessOf } from './submit/submit-request.ts';
import { startFormHistory } from './undo-form.ts';

/** True over a text field, which inserts a dropped URL as text. */
const isOverText = ({ target }: DragEvent): boolean => target instanceof Element && target.closest('input, textarea') !== null;
/** True for files, and for a picture dragged out of a browser. */
const carriesReference = (event: DragEvent): boolean =>
  event.dataTransfer.types.includes('Files') || (carriesAddress(event.dataTransfer) && !isOverText(event));

function handleDrop({ dataTransfer }: DragEvent): void {
  if (carriesAddress(dataTransfer)) void addDropped(pictureOf(dataTransfer), null);
  else void addOrLoadDropped([...dataTransfer.files]);
}

function goToTarget(target: Exclude<ComposerTarget, { kind: 'prompt' }>): void {
  switch (target.kind) {
    case 'field':
      if (!focusField(target.field)) focusField('prompt');
      return;
    case 'fix-image':
      // Focus the pictures first: the focus returns there when the dialog closes, or stays there when nothing can be fixed.
      if (!focusField('references')) focusField('prompt');
      fixFirst();
      return;
    case 'models':
      openModels();
      return;
    case 'switch':
      focusField('model');
  }
}

/** Loads a request when another view asks for it ("Use again", "Edit"). */
function useComposerCommand(): void {
  const command = useStudio((s) => s.composerCommand);
  useEffect(() => {
    if (command === null) return;
    useStudio.setState({ composerCommand: null });
    const { target } = command;
    void applyComposerCommand(command).then((isCurrent) => {
      if (isCurrent && target.kind !== 'prompt') requestAnimationFrame(() => goToTarget(target));
    });
  }, [command]);
}

/**
 * The form, from the prompt to the Generate bar. The batch stage hides the bar, because a batch has its own. While mounted, the form saves
 * the draft, converts pictures automatically, and handles drops and pastes in the window.
 */
export function Composer() {
  const request = useComposer((s) => s.request);
  const references = useComposer((s) => s.references);
  const isSubmitting = useComposer((s) => s.isSubmitting);
  const files = usePendingFiles();
  const status = useStudio(selectStatus);
  const isBatch = useStudio((s) => s.stage.kind === 'batch');
  const { isOver, handlers } = useDropTarget(carriesReference, handleDrop);

  const model = formFor(request.model);
  const issues = useMemo(() => checkRequest(request, references), [request, references]);
  const readiness = useMemo(() => readinessOf(status, issues, isSubmitting, files), [status, issues, isSubmitting, files]);

  useComposerCommand();
  useEffect(startDraftAutosave, []);
  useEffect(startFormHistory, []);
  useEffect(startAutoConvert, []);
  useEffect(watchWindowDrops, []);
  useEffect(watchPastes, []);

  return (
    // The whole panel accepts drops.
    <div data-composer className="flex min-h-0 flex-1 flex-col" {...handlers}>
      <div className="flex min-h-8 flex-1 flex-col gap-3 overflow-y-auto p-3">
        <EditNote />
        <LoadedFromNote />
        <ReplacedRequestNote />
        <PromptField model={model} issues={issues} />
        <ModelField model={model} modelId={request.model} issues={issues} />
        <ChangesNote />
        <SlotsField request={request} references={references} model={model} issues={issues} isDraggingFiles={isOver} />
        <ValueFields request={request} model={model} issues={issues} />
        <ModelSpecificFields request={request} model={model} issues={issues} />
      </div>
      {/* A batch has its own footer, and only one Generate button may be visible. */}
      {!isBatch && <GenerateBar readiness={readiness} model={model} />}
      <FixDialogHost />
    </div>
  );
}
