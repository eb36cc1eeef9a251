// The progress of a rename, an export or a search for missing files, shown on every stage, and its outcome until the user closes it.
import { useState } from 'react';
import type { CallOutput, StudioStatus } from '../../../../../shared/ipc.ts';
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

type Work = NonNullable<StudioStatus['library']['fileWork']>;
type Failures = CallOutput<'library.fileWorkFailures'>['files'];

/** Shows nothing if no work on files is running or has ended. */
export function FileWorkBar() {
  const work = useStudio((s) => selectStatus(s)?.library.fileWork ?? null);
  return work === null ? null : <RunningOrEndedWork work={work} />;
}

function RunningOrEndedWork({ work }: { readonly work: Work }) {
  const { run, refusal } = useCall();
  const isRunning = work.state === 'running';
  const fileShare = work.total === 0 ? 1 : (work.done + work.skipped + work.failed) / work.total;
  const share = work.totalBytes === 0 ? fileShare : work.doneBytes / work.totalBytes;
  const control = (action: 'cancel' | 'continue' | 'dismiss'): void => run(() => call('library.controlFileWork', { action }));
  return (
    <section aria-label={messages.fileWork.label} className="border-line border-b bg-panel px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span role="status" className="min-w-0 flex-1 select-text break-words tabular-nums">
          <NamedText text={isRunning ? messages.fileWork.running(work) : messages.fileWork.ended(work)} name={work.folder ?? ''} />
          {work.error !== null && (
            <>
              {messages.format.sentenceGap}
              <ErrorSentences error={work.error} />
            </>
          )}
        </span>
        {isRunning ? (
          <Button size="small" onClick={() => control('cancel')}>
            {messages.fileWork.stop}
          </Button>
        ) : (
          <>
            {work.kind === 'export' && work.done + work.skipped > 0 && (
              <Button size="small" onClick={() => run(() => call('library.openExportFolder', {}))}>
                {messages.fileWork.openFolder}
              </Button>
            )}
            {work.kind === 'export' && work.state !== 'done' && (
              <Button size="small" onClick={() => control('continue')}>
                {messages.fileWork.continue}
              </Button>
            )}
            {work.kind === 'locate' && work.done + work.skipped < work.total && (
              <Button size="small" onClick={showMissing}>
                {messages.fileWork.showMissing}
              </Button>
            )}
            <Button size="small" variant="ghost" onClick={() => control('dismiss')}>
              {messages.fileWork.close}
            </Button>
          </>
        )}
      </div>
      {isRunning && <ProgressBar label={messages.fileWork.progress} share={share} />}
      <RefusalLine error={refusal} />
      {!isRunning && work.failed > 0 && <FileFailures work={work} />}
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
function FileFailures({ work: { kind, failed } }: { readonly work: Work }) {
  const [files, setFiles] = useState<Failures>([]);
  const { run, refusal } = useCall();
  const load = (): void =>
    run(async () => {
      const result = await call('library.fileWorkFailures', {});
      if (result.ok) setFiles(result.value.files);
      return result;
    });
  return (
    <details className="mt-1 text-[12px]" onToggle={(event) => event.currentTarget.open && load()}>
      <summary className="cursor-default text-warn">
        {kind === 'locate' ? messages.fileWork.stayMissing(failed) : messages.fileWork.refusals(failed)}
      </summary>
      <RefusalLine error={refusal} />
      <ul className="mt-1 max-h-[120px] select-text overflow-y-auto">
        {files.map(({ resultId, fileName, error }) => (
          <li key={resultId} className="break-words py-0.5">
            <bdi>{fileName}</bdi>
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
