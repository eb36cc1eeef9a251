// The progress of a rename, an export or a search for missing files, shown on every stage, and its outcome until the user closes it.
import { useState } from 'react';
import type { CallOutput, StudioStatus } from '../../../../../shared/ipc.ts';
import { formatCondition } from '../../../../../shared/search/format-query.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorSentences } from '../../../components/errors/error-sentences.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { FileNameText } from '../../../components/file-name-text.tsx';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { ProgressBar } from '../../settings/progress-bar.tsx';
import { replaceSearchText, setScope } from '../search/search-store.ts';

type FileJob = NonNullable<StudioStatus['library']['fileJob']>;
type Failures = CallOutput<'library.fileJobFailures'>['files'];

/** Shows nothing if no job on files is running or has ended. */
export function FileJobBar() {
  const job = useStudio((s) => selectStatus(s)?.library.fileJob ?? null);
  return job === null ? null : <RunningOrEndedJob job={job} />;
}

function RunningOrEndedJob({ job }: { readonly job: FileJob }) {
  const { run, refusal } = useCall();
  const isRunning = job.state === 'running';
  const fileShare = job.total === 0 ? 1 : (job.done + job.skipped + job.failed) / job.total;
  const share = job.totalBytes === 0 ? fileShare : job.doneBytes / job.totalBytes;
  const control = (action: 'cancel' | 'continue' | 'dismiss'): void => run(() => call('library.controlFileJob', { action }));
  return (
    <section aria-label={messages.fileJobs.label} className="border-line border-b bg-panel px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span role="status" className="min-w-0 flex-1 select-text break-words tabular-nums">
          <NamedText text={isRunning ? messages.fileJobs.running(job) : messages.fileJobs.ended(job)} name={job.folder ?? ''} />
          {job.error !== null && (
            <>
              {messages.format.sentenceGap}
              <ErrorSentences error={job.error} />
            </>
          )}
        </span>
        {isRunning ? (
          <Button size="small" onClick={() => control('cancel')}>
            {messages.fileJobs.stop}
          </Button>
        ) : (
          <>
            {job.kind === 'export' && job.done + job.skipped > 0 && (
              <Button size="small" onClick={() => run(() => call('library.openExportFolder', {}))}>
                {messages.fileJobs.openFolder}
              </Button>
            )}
            {job.kind === 'export' && job.state !== 'done' && (
              <Button size="small" onClick={() => control('continue')}>
                {messages.fileJobs.continue}
              </Button>
            )}
            {job.kind === 'locate' && job.done + job.skipped < job.total && (
              <Button size="small" onClick={showMissing}>
                {messages.fileJobs.showMissing}
              </Button>
            )}
            <Button size="small" variant="ghost" onClick={() => control('dismiss')}>
              {messages.fileJobs.close}
            </Button>
          </>
        )}
      </div>
      {isRunning && <ProgressBar label={messages.fileJobs.progress} share={share} />}
      <RefusalLine error={refusal} />
      {!isRunning && job.failed > 0 && <FileFailures job={job} />}
    </section>
  );
}

/** Shows the videos whose files are missing, in the library. */
function showMissing(): void {
  showStage({ kind: 'library' });
  setScope('videos');
  replaceSearchText(formatCondition({ field: 'is', flag: 'missing' }));
}

/** Lists the files that were refused or not found. Each file shows its reason if the reasons differ. */
function FileFailures({ job: { kind, failed } }: { readonly job: FileJob }) {
  const [files, setFiles] = useState<Failures>([]);
  const { run, refusal } = useCall();
  const load = (): void =>
    run(async () => {
      const result = await call('library.fileJobFailures', {});
      if (result.ok) setFiles(result.value.files);
      return result;
    });
  return (
    <details className="mt-1 text-[12px]" onToggle={(event) => event.currentTarget.open && load()}>
      <summary className="cursor-default text-warn">
        {kind === 'locate' ? messages.fileJobs.stayMissing(failed) : messages.fileJobs.refusals(failed)}
      </summary>
      <RefusalLine error={refusal} />
      <ul className="mt-1 max-h-[120px] select-text overflow-y-auto">
        {files.map(({ resultId, fileName, error }) => (
          <li key={resultId} className="break-words py-0.5">
            <FileNameText>{fileName}</FileNameText>
            {kind !== 'locate' && (
              <>
                {messages.format.colon}
                <ErrorSentences error={error} />
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
