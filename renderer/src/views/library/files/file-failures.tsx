// Why files of a rename or an export were refused, and which files a search did not find.
import { useState } from 'react';
import type { CallOutput, StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { ErrorSentences } from '../../../components/errors/error-sentences.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { FileNameText } from '../../../components/file-name-text.tsx';
import { messages } from '../../../messages.ts';

type FileJob = NonNullable<StudioStatus['library']['fileJob']>;
type Reasons = CallOutput<'library.fileJobFailures'>['reasons'];

/** Loads the reasons when it is opened. Each has the number of its files, and their names as far as they are kept. */
export function FileFailures({ kind, failed }: Pick<FileJob, 'kind' | 'failed'>) {
  const [reasons, setReasons] = useState<Reasons>([]);
  const { run, refusal } = useCall();
  const { fileJobs } = messages;
  const load = (): void =>
    run(async () => {
      const result = await call('library.fileJobFailures', {});
      if (result.ok) setReasons(result.value.reasons);
      return result;
    });
  const withReason = reasons.reduce((sum, { count }) => sum + count, 0);
  return (
    <details className="mt-1 text-[12px]" onToggle={(event) => event.currentTarget.open && load()}>
      <summary className="w-fit cursor-default py-1 text-warn">
        {kind === 'locate' ? fileJobs.stayMissing(failed) : fileJobs.refusals(failed)}
      </summary>
      <RefusalLine error={refusal} />
      <ul className="max-h-[120px] select-text overflow-y-auto">
        {reasons.map((reason) => (
          <ReasonLine key={JSON.stringify(reason.error)} reason={reason} hasSentence={kind !== 'locate'} />
        ))}
        {reasons.length > 0 && withReason < failed && <li className="py-0.5 text-dim">{fileJobs.more(failed - withReason)}</li>}
      </ul>
    </details>
  );
}

/** The names of a reason's files, after its sentence if `hasSentence`: all files that a search did not find have the same reason. */
function ReasonLine({
  reason: { error, count, fileNames },
  hasSentence,
}: {
  readonly reason: Reasons[number];
  readonly hasSentence: boolean;
}) {
  const { fileJobs } = messages;
  return (
    <li className="py-0.5">
      {hasSentence && (
        <p className="break-words">
          {fileJobs.refusedFor(count)}
          <ErrorSentences error={error} />
        </p>
      )}
      {fileNames.map((name) => (
        <span key={name} className={`block break-words ${hasSentence ? 'text-dim' : ''}`}>
          <FileNameText>{name}</FileNameText>
        </span>
      ))}
      {count > fileNames.length && fileNames.length > 0 && <span className="text-dim">{fileJobs.more(count - fileNames.length)}</span>}
    </li>
  );
}
