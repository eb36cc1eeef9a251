// Asks for the name of one file, or for a template for many.
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../api.ts';
import { useCall } from '../../../components/errors/use-call.ts';
import { TextField } from '../../../components/text-field.tsx';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { TemplateField, templateProblem } from '../names/template-field.tsx';
import { closeFileDialog } from './file-dialog-store.ts';
import { FileFormDialog } from './file-form-dialog.tsx';

/** The number of new file names in the preview. */
const previewedNames = 3;

const stemOf = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,8}$/iu, '');

/** Renders nothing until the record of the video is loaded, because the record contains the current name. */
export function RenameOneDialog({ resultId }: { readonly resultId: number }) {
  const fileName = useStudio((s) => s.records.get(resultId)?.fileName);
  useEffect(() => requestRecords([resultId]), [resultId]);
  return fileName === undefined ? null : <NameForm resultId={resultId} fileName={fileName} />;
}

function NameForm({ resultId, fileName }: { readonly resultId: number; readonly fileName: string }) {
  const [name, setName] = useState(stemOf(fileName));
  const field = useRef<HTMLInputElement>(null);
  const { run, refusal, isPending } = useCall();
  const submit = (): void => run(() => call('library.renameFile', { resultId, name }), closeFileDialog);
  useEffect(() => field.current?.select(), []);
  return (
    <FileFormDialog
      title={messages.fileJobs.renameTitle}
      initialFocus={field}
      action={messages.fileJobs.renameNow}
      canSubmit={name.trim() !== '' && !isPending}
      onSubmit={submit}
      refusal={refusal}
    >
      <TextField
        inputRef={field}
        label={messages.fileJobs.name}
        value={name}
        onChange={setName}
        isInvalid={refusal !== null}
        maxLength={400}
      />
    </FileFormDialog>
  );
}

/** The field starts with the template of the settings. */
export function RenameManyDialog({ resultIds }: { readonly resultIds: readonly number[] }) {
  const [template, setTemplate] = useState(() => selectStatus(useStudio.getState())?.settings.fileNameTemplate ?? '');
  const { run, refusal, isPending } = useCall();
  const submit = (): void => run(() => call('library.renameFiles', { resultIds: Float64Array.from(resultIds), template }), closeFileDialog);
  return (
    <FileFormDialog
      title={messages.fileJobs.renameManyTitle(resultIds.length)}
      description={messages.fileJobs.renameDetail}
      widthPixels={560}
      action={messages.fileJobs.renameNow}
      canSubmit={templateProblem(template) === null && !isPending}
      onSubmit={submit}
      refusal={refusal}
    >
      <TemplateField template={template} onChange={setTemplate} resultIds={resultIds.slice(0, previewedNames)} />
    </FileFormDialog>
  );
}
