// The form for the CSV file of a batch. It opens a file, lists the problems of the whole file, and explains the format.
import { FileSpreadsheet, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { csvTemplate, fileColumns, valueColumns } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { NamedText } from '../../components/named-text.tsx';
import { messages } from '../../messages.ts';
import { type BatchState, clearFile, useBatch } from './batch-store.ts';
import { loadBatchFile } from './read-batch-file.ts';

const documentedColumns = [...valueColumns, ...fileColumns.map(({ name }) => name)];

/** The left side of the batch stage while the mode is `csv`. Problems of single rows appear in the table of lines. */
export function CsvForm() {
  const { file, fileError } = useBatch();
  const input = useRef<HTMLInputElement>(null);
  const fileProblems = fileError === null ? [] : [messages.batch.unusableFile[fileError.kind](fileError.name)];
  const problems = file?.reading.kind === 'unusable' ? file.reading.problems.map(messages.batch.fileProblem) : fileProblems;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        {file !== null && <FileName file={file} />}
        {file?.encoding === 'gbk' && (
          <p role="status" className="rounded-panel bg-warn-soft px-2.5 py-2 text-[12px] leading-snug">
            {messages.batch.readAsGbk}
          </p>
        )}
        <Button onClick={() => input.current?.click()}>
          {file === null ? messages.batch.chooseFile : messages.batch.chooseAnotherFile}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen !== undefined) void loadBatchFile(chosen);
            target.value = ''; // so that the same file can be chosen again after a correction
          }}
        />
        <p className="text-sm leading-snug text-faint">{messages.batch.dropHere}</p>
        <div
          role="alert"
          className={
            problems.length === 0 ? 'hidden' : 'grid gap-1 rounded-panel bg-bad-soft px-2.5 py-2 text-[12px] leading-snug select-text'
          }
        >
          {/* A duplicate column gives the same message twice. */}
          {[...new Set(problems)].map((problem) => (
            <p key={problem}>
              <NamedText text={problem} name={fileError?.name ?? ''} />
            </p>
          ))}
        </div>
      </div>
      <ColumnsHelp />
    </div>
  );
}

/** The chosen file, with the number of its rows, and a button that removes it. */
function FileName({ file }: { readonly file: NonNullable<BatchState['file']> }) {
  return (
    <div className="flex items-center gap-2 rounded-control border border-line bg-raised pl-2.5">
      <FileSpreadsheet size={14} aria-hidden className="flex-none text-dim" />
      <span className="min-w-0 flex-1 truncate" title={file.name}>
        <NamedText
          text={file.reading.kind === 'rows' ? messages.batch.fileRead(file.name, file.reading.rows.length) : file.name}
          name={file.name}
        />
      </span>
      <IconButton label={messages.batch.removeFile} onClick={clearFile}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

/** Explains the columns of a CSV file, and offers a template. */
function ColumnsHelp() {
  return (
    <section aria-label={messages.batch.columnsTitle} className="grid gap-1.5 text-sm">
      <h3 className="font-semibold">{messages.batch.columnsTitle}</h3>
      <Template />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 leading-snug">
        {documentedColumns.map((name) => (
          <div key={name} className="contents">
            <dt className="font-mono text-[11px] leading-[1.5] select-text">{name}</dt>
            <dd className="text-dim">{messages.batch.columns[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="leading-snug text-dim">{messages.batch.otherColumns}</p>
      <p className="leading-snug text-dim">{messages.batch.cellRules}</p>
    </section>
  );
}

/** A template file: saved to a folder, or copied. */
function Template() {
  const [saveResult, setSaveResult] = useState<Result<{ readonly name: string }, AppError> | null>(null);
  const save = async (): Promise<void> => {
    const result = await call('batches.saveCsvTemplate', {});
    setSaveResult(result.ok || result.error.kind !== 'cancelled-by-user' ? result : null);
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-1">
        <Button size="small" onClick={() => void save()}>
          {messages.batch.saveTemplate}
        </Button>
        <CopyButton
          text={csvTemplate(messages.batch.templatePrompts)}
          label={messages.batch.copyTemplate}
          copiedLabel={messages.batch.templateCopied}
        />
      </div>
      <div aria-live="polite">
        {saveResult?.ok === true && (
          <p className="break-words text-dim leading-snug">{messages.batch.templateSaved(saveResult.value.name)}</p>
        )}
        {saveResult?.ok === false && <ErrorNotice error={saveResult.error} />}
      </div>
    </div>
  );
}
