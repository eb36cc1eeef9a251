// The progress of a rename, an export or a search for missing files, shown on every stage, and its outcome until the user closes it.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { formatCondition } from '../../../../../shared/search/format-query.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorSentences } from '../../../components/errors/error-sentences.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { ProgressBar } from '../../settings/progress-bar.tsx';
import { replaceSearchText, setScope } from '../search/search-store.ts';
import { FileFailures } from './file-failures.tsx';

type FileJob = NonNullable<StudioStatus['library']['fileJob']>;

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
      {!isRunning && job.failed > 0 && <FileFailures kind={job.kind} failed={job.failed} />}
    </section>
  );
}

/** Shows the videos whose files are missing, in the library. */
function showMissing(): void {
  showStage({ kind: 'library' });
  setScope('videos');
  replaceSearchText(formatCondition({ field: 'is', flag: 'missing' }));
}
