// The messages above the button of a batch: the error of the last press, lines that cannot be sent, the outcome of the last batch, and the
// consents.
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
import { type Discarding, discardWaiting } from './submit-batch.ts';
import type { useMadeLines } from './use-made-lines.ts';

interface MessagesProps {
  readonly lines: readonly EvaluatedLine[];
  /** The lines whose requests were made before. */
  readonly made: ReturnType<typeof useMadeLines>;
  readonly isFile: boolean;
  /** Why the tasks of the last batch wait; null if nothing holds them up. */
  readonly addedReason: WaitReason | null;
  /** Why the tasks of the next batch would wait; null if they would not, or if it cannot be sent. */
  readonly waitReason: WaitReason | null;
}

/** All messages of the batch. They scroll when there is little room, and take no space while there are none. */
export function BatchMessages({ lines, made, isFile, addedReason, waitReason }: MessagesProps) {
  const { error, leavesOutMade } = useBatch();
  return (
    <div className="-m-1 grid min-h-0 grid-cols-[minmax(0,1fr)] gap-2 overflow-y-auto p-1 empty:hidden">
      {error !== null && <BatchError error={error} />}
      <Problems lines={lines} isFile={isFile} />
      <BatchAddedNote reason={addedReason} />
      {waitReason !== null && <WaitNote reason={waitReason} added={0} />}
      {leavesOutMade && made.answer.kind === 'failed' && <NotCheckedError error={made.answer.error} onRetry={made.retry} />}
      <Consents lines={lines} made={made} />
    </div>
  );
}

/** Why it is not known which lines were made before. Nothing is sent meanwhile, because those lines are to be left out. */
function NotCheckedError({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const text = messages.takes.notCheckedError();
  const detail = [messages.errorText(error).title, text.detail].join(messages.format.sentenceGap);
  return <ErrorNotice error={error} text={{ ...text, detail }} steps={{ 'try-again': onRetry }} />;
}

/** The switches that send doubtful lines, and lines that were sent before, or leave out those made before; nothing if there are no such lines. */
function Consents({ lines, made }: Pick<MessagesProps, 'lines' | 'made'>) {
  const { sendAnyway, sendAgain, sent, leavesOutMade } = useBatch();
  const counts = countByStatus(lines);
  const canRepeat = sendAgain || (counts.sent > 0 && sent.size > 0);
  const madeTasks = taskCount([...made.made.keys()]);
  // A switch that is on stays visible: it decides what is sent.
  const canLeaveOut = madeTasks > 0 || leavesOutMade || made.answer.kind === 'failed';
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
        <ConsentSwitch label={messages.batch.sendAgain} isOn={sendAgain} onChange={(isOn) => useBatch.setState({ sendAgain: isOn })} />
      )}
      {canLeaveOut && (
        <ConsentSwitch
          label={madeTasks > 0 ? messages.takes.leaveOut(madeTasks) : messages.takes.leaveOutAny}
          isOn={leavesOutMade}
          onChange={(isOn) => useBatch.setState({ leavesOutMade: isOn })}
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
  const list = problemList(lines, isFile);
  if (list.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-panel bg-bad-soft px-2.5 py-1.5 text-[12px] leading-snug">
      <CircleAlert aria-hidden className="mt-1 size-3.5 flex-none text-bad" />
      <ul className="min-w-0 flex-1 py-0.5 select-text">
        {list.slice(0, maxProblems).map((problem) => (
          <li key={problem} className="line-clamp-2 break-words">
            {problem}
          </li>
        ))}
        {list.length > maxProblems && <li className="text-dim">{messages.batch.more(list.length - maxProblems)}</li>}
      </ul>
      <CopyButton text={list.join('\n')} label={messages.batch.copyProblems} copiedLabel={messages.batch.problemsCopied} />
    </div>
  );
}

/** The outcome of the last batch, and a button that discards its waiting tasks. */
function BatchAddedNote({ reason }: { readonly reason: WaitReason | null }) {
  const { added, isJustAdded } = useBatch();
  const waiting = useStillWaiting(added);
  const [isConfirming, setIsConfirming] = useState(false);
  const [discarding, setDiscarding] = useState<(Discarding & { readonly of: readonly number[] }) | null>(null);
  // Shown while nothing has changed since the last batch, or while some of its tasks can be discarded.
  if (!isJustAdded && waiting === 0) return null;
  const outcome = outcomeOf(added.length, discarding?.of === added ? discarding : null);
  const waitsFor = reason !== null && waiting > 0 && outcome.kind !== 'discarded' ? reason : null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1.5 text-[12px]">
      {waitsFor !== null ? (
        <div role="status" className="min-w-[240px] flex-1">
          <WaitNote reason={waitsFor} added={waiting} />
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
