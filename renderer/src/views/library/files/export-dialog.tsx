// Asks where and how to export the selected videos.
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { TemplateField, templateProblem } from '../names/template-field.tsx';
import { closeFileDialog } from './file-dialog-store.ts';
import { FileFormDialog } from './file-form-dialog.tsx';

/** The number of file names in the preview. */
const previewedNames = 3;

type Target = CallOutput<'library.chooseExportFolder'>;
type FilesSize = CallOutput<'library.measureFiles'>;

/** The choices of the last export, kept until the window is closed. */
const lastChoices = { template: null as string | null, writesCsv: false, writesJson: false };

/** Number and bytes of the files; null until they are known. */
function useFilesSize(resultIds: readonly number[]): FilesSize | null {
  const [size, setSize] = useState<FilesSize | null>(null);
  useEffect(() => {
    let isCancelled = false;
    void call('library.measureFiles', { resultIds: Float64Array.from(resultIds) }).then((result) => {
      if (!isCancelled && result.ok) setSize(result.value);
    });
    return () => {
      isCancelled = true;
    };
  }, [resultIds]);
  return size;
}

/** `{number}` in a template numbers the files in the order of `resultIds`. */
export function ExportDialog({ resultIds }: { readonly resultIds: readonly number[] }) {
  const defaultTemplate = useStudio((s) => selectStatus(s)?.settings.fileNameTemplate ?? '');
  const [template, setTemplate] = useState(lastChoices.template ?? defaultTemplate);
  const [writesCsv, setWritesCsv] = useState(lastChoices.writesCsv);
  const [writesJson, setWritesJson] = useState(lastChoices.writesJson);
  const [target, setTarget] = useState<Target | null>(null);
  const size = useFilesSize(resultIds);
  const { run, refusal, isPending } = useCall();
  const isTooLarge = size !== null && target !== null && target.freeBytes !== null && target.freeBytes < size.bytes;
  const canExport = target !== null && !isTooLarge && templateProblem(template) === null && !isPending;
  const choose = (): void =>
    run(async () => {
      const result = await call('library.chooseExportFolder', {});
      if (result.ok) setTarget(result.value);
      return result;
    });
  const submit = (): void => {
    if (target === null) return;
    Object.assign(lastChoices, { template, writesCsv, writesJson });
    const input = {
      targetId: target.targetId,
      resultIds: Float64Array.from(resultIds),
      template,
      csvName: writesCsv ? messages.fileJobs.csvName : null,
      writesJson,
    };
    run(() => call('library.startExport', input), closeFileDialog);
  };
  return (
    <FileFormDialog
      refusal={refusal}
      canSubmit={canExport}
      onSubmit={submit}
      title={messages.fileJobs.exportTitle(resultIds.length)}
      description={messages.fileJobs.exportDetail}
      action={messages.fileJobs.exportNow}
      widthPixels={560}
    >
      <TargetRow target={target} size={size} count={resultIds.length} onChoose={choose} />
      {isTooLarge && (
        <p role="alert" className="mt-1 text-[12px] text-bad">
          {messages.fileJobs.tooLarge}
        </p>
      )}
      <div className="mt-4">
        <TemplateField template={template} onChange={setTemplate} resultIds={resultIds.slice(0, previewedNames)} />
      </div>
      <OptionRow label={messages.fileJobs.csv}>{(label) => <Switch label={label} isOn={writesCsv} onChange={setWritesCsv} />}</OptionRow>
      <OptionRow label={messages.fileJobs.json}>{(label) => <Switch label={label} isOn={writesJson} onChange={setWritesJson} />}</OptionRow>
    </FileFormDialog>
  );
}

interface TargetRowProps {
  readonly target: Target | null;
  readonly size: FilesSize | null;
  readonly count: number;
  readonly onChoose: () => void;
}

function TargetRow({ target, size, count, onChoose }: TargetRowProps) {
  const id = useId();
  const details = [
    ...(size === null ? [] : [messages.fileJobs.size(size.files, size.bytes)]),
    ...(size !== null && size.files < count ? [messages.fileJobs.missing(count - size.files)] : []),
    ...(target === null || target.freeBytes === null ? [] : [messages.fileJobs.free(target.freeBytes)]),
  ];
  return (
    <div>
      <span id={id} className="mb-1 block font-medium text-dim text-sm">
        {messages.fileJobs.target}
      </span>
      <div className="flex items-center gap-2">
        <bdi className={`min-w-0 flex-1 select-text break-all ${target === null ? 'text-dim' : ''}`}>
          {target?.folder ?? messages.fileJobs.noTarget}
        </bdi>
        <Button size="small" aria-describedby={id} onClick={onChoose}>
          {messages.fileJobs.choose}
        </Button>
      </div>
      <p role="status" className="mt-1 text-[12px] text-dim tabular-nums">
        {details.join(' · ')}
      </p>
    </div>
  );
}

const OptionRow = ({ label, children }: { readonly label: string; children(label: string): ReactNode }) => (
  <div className="mt-3 flex items-center gap-3">
    <span className="min-w-0 flex-1">{label}</span>
    {children(label)}
  </div>
);
