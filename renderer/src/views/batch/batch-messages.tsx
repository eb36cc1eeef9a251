// The messages above the button of a batch: the error of the last press, lines that cannot be sent, the outcome of the last batch, and
// switches for lines that need consent.
import { Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { countByStatus, type EvaluatedLine, taskCount } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { WaitReason } from '../../../../shared/wait-reason.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { Switch } from '../../components/switch.tsx';
import { messages } from '../../messages.ts';
import { showStage } from '../../store/studio-store.ts';
import { useStillWaiting, WaitNote } from '../create/submit/wait-note.tsx';
import { outcomeOf } from './batch-outcome.ts';
import { useBatch } from './batch-store.ts';
import { problemList } from './line-text.ts';
import { type DiscardResult, discardWaiting } from './submit-batch.ts';
import type { useLineTakes } from './use-line-takes.ts';

interface MessagesProps {
  readonly lines: readonly EvaluatedLine[];
  /** The takes that the lines already have. */
  readonly takes: ReturnType<typeof useLineTakes>;
  readonly isFile: boolean;
  /** Why the tasks of the last batch wait; null if nothing holds them up. */
  readonly addedReason: WaitReason | null;
  /** Why the tasks of the next batch would wait; null if they would not, or if it cannot be sent. */
  readonly waitReason: WaitReason | null;
}

/** All messages of the batch. They scroll when there is little room, and take no space while there are none. */
export function BatchMessages({ lines, takes, isFile, addedReason, waitReason }: MessagesProps) {
  const { error, leavesOutLinesWithTakes } = useBatch();
  return (
    <div className="-m-1 grid min-h-0 grid-cols-[minmax(0,1fr)] gap-2 overflow-y-auto p-1 empty:hidden">
      {error !== null && <BatchError error={error} />}
      <Problems lines={lines} isFile={isFile} />
      <BatchAddedNote reason={addedReason} />
      {waitReason !== null && <WaitNote reason={waitReason} added={0} />}
      {leavesOutLinesWithTakes && takes.status.kind === 'failed' && <NotCheckedError error={takes.status.error} onRetry={takes.retry} />}
      <Consents lines={lines} takes={takes} />
    </div>
  );
}

/** Says why it is unknown which lines have takes. Nothing is sent meanwhile, because the user wants lines with takes left out. */
function NotCheckedError({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const text = messages.takes.notCheckedError();
  const detail = [messages.errorText(error).title, text.detail].join(messages.format.sentenceGap);
  return <ErrorNotice error={error} text={{ ...text, detail }} steps={{ 'try-again': onRetry }} />;
}

/**
 * The switches that send doubtful lines, send lines again, and leave out lines that already have takes. Each is shown only if there are
 * such lines.
 */
function Consents({ lines, takes }: Pick<MessagesProps, 'lines' | 'takes'>) {
  const { sendAnyway, includesSentLines: sendAgain, sentRequests: sent, leavesOutLinesWithTakes } = useBatch();
  const counts = countByStatus(lines);
  const canRepeat = sendAgain || (counts.sent > 0 && sent.size > 0);
  const tasksWithTakes = taskCount([...takes.counts.keys()]);
  // A switch that is on stays visible: it decides what is sent.
  const canLeaveOut = tasksWithTakes > 0 || leavesOutLinesWithTakes || takes.status.kind === 'failed';
  if (counts.advised === 0 && !canRepeat && !canLeaveOut) return null;
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1.5">
      {counts.advised > 0 && (
        <ConsentSwitch
          label={messages.batch.sendWithWarnings(counts.advised)}
          isOn={sendAnyway}
          onChange={(isOn) => useBatch.setState({ sendAnyway: isOn })}
        />
      )}
      {canRepeat && (
        <ConsentSwitch
          label={messages.batch.sendAgain}
          isOn={sendAgain}
          onChange={(isOn) => useBatch.setState({ includesSentLines: isOn })}
        />
      )}
      {canLeaveOut && (
        <ConsentSwitch
          label={tasksWithTakes > 0 ? messages.takes.leaveOut(tasksWithTakes) : messages.takes.leaveOutAny}
          isOn={leavesOutLinesWithTakes}
          onChange={(isOn) => useBatch.setState({ leavesOutLinesWithTakes: isOn })}
        />
      )}
    </div>
  );
}

function ConsentSwitch({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <span className="flex items-center gap-2 text-[12px]">
      <Switch label={label} isOn={isOn} onChange={onChange} />
      <span aria-hidden>{label}</span>
    </span>
  );
}

function BatchError({ error }: { readonly error: AppError }) {
  const openSettings = () => showStage({ kind: 'settings' });
  return <ErrorNotice error={error} steps={{ 'replace-key': openSettings, 'choose-profile': openSettings }} />;
}

const maxProblems = 3;

/** The first lines that cannot be sent; the button copies the whole list. */
function Problems({ lines, isFile }: { readonly lines: readonly EvaluatedLine[]; readonly isFile: boolean }) {
  const problems = problemList(lines, isFile);
  if (problems.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-panel bg-bad-soft px-2.5 py-1.5 text-[12px] leading-snug">
      <CircleAlert aria-hidden className="mt-1 size-3.5 flex-none text-bad" />
      <ul className="min-w-0 flex-1 py-0.5 select-text">
        {problems.slice(0, maxProblems).map((problem) => (
          <li key={problem} className="line-clamp-2 break-words">
            {problem}
          </li>
        ))}
        {problems.length > maxProblems && <li className="text-dim">{messages.batch.more(problems.length - maxProblems)}</li>}
      </ul>
      <CopyButton text={problems.join('\n')} label={messages.batch.copyProblems} copiedLabel={messages.batch.problemsCopied} />
    </div>
  );
}

/** The outcome of the last batch, and a button that discards its waiting tasks. */
function BatchAddedNote({ reason }: { readonly reason: WaitReason | null }) {
  const { addedTaskIds: added, isJustAdded } = useBatch();
  const waiting = useStillWaiting(added);
  const [isConfirming, setIsConfirming] = useState(false);
  const [discarding, setDiscarding] = useState<(DiscardResult & { readonly of: readonly number[] }) | null>(null);
  // Shown while nothing has changed since the last batch, or while some of its tasks can be discarded.
  if (!isJustAdded && waiting === 0) return null;
  const outcome = outcomeOf(added.length, discarding?.of === added ? discarding : null);
  const shownReason = reason !== null && waiting > 0 && outcome.kind !== 'discarded' ? reason : null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1.5 text-[12px]">
      {shownReason !== null ? (
        <div role="status" className="min-w-[240px] flex-1">
          <WaitNote reason={shownReason} added={waiting} />
        </div>
      ) : (
        outcome.kind !== 'partly-discarded' && (
          <span role="status" className="flex min-w-[160px] flex-1 items-center gap-1.5 text-ok">
            <Check aria-hidden className="size-3.5 flex-none" />
            {outcome.kind === 'discarded' ? messages.batch.discarded(outcome.count) : messages.batch.added(outcome.count)}
          </span>
        )
      )}
      {waiting > 0 && (
        <Button size="small" variant="danger" onClick={() => setIsConfirming(true)}>
          {messages.batch.discardRest(waiting)}
        </Button>
      )}
      <Button size="small" onClick={() => showStage({ kind: 'queue' })}>
        {messages.batch.showQueue}
      </Button>
      {'refusal' in outcome && (
        <div className="basis-full">
          {outcome.kind === 'partly-discarded' && <p role="status">{messages.batch.discarded(outcome.count)}</p>}
          <ErrorNotice error={outcome.refusal} frame="plain" />
        </div>
      )}
      <ConfirmDialog
        open={isConfirming}
        title={messages.batch.discardTitle(waiting)}
        detail={messages.batch.discardDetail}
        confirm={messages.batch.discard}
        onConfirm={() => void discardWaiting(added).then((done) => setDiscarding({ ...done, of: added }))}
        onClose={() => setIsConfirming(false)}
      />
    </div>
  );
}
