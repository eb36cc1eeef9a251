// The footer of a batch: how many tasks can be sent, why the others cannot, what they cost, and the button that sends them.
import { Check, CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { batchMaxTasks, countByStatus, type EvaluatedLine, linesToSend, taskCount } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { WaitReason } from '../../../../shared/wait-reason.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { Switch } from '../../components/switch.tsx';
import type { PaidActionTrigger } from '../../input/paid-action-guard.ts';
import { messages } from '../../messages.ts';
import { selectStatus, showStage, useStudio } from '../../store/studio-store.ts';
import { StopAddingButton } from '../create/references/cancel-adding-button.tsx';
import { usePendingFiles } from '../create/references/pending-files.ts';
import { GenerateButton } from '../create/submit/generate-button.tsx';
import { onGenerateCommand } from '../create/submit/generate-command.ts';
import { type GenerateAction, generateActionOf, readinessOf } from '../create/submit/submit-request.ts';
import { useStillWaiting, useWaitReason, WaitNote } from '../create/submit/wait-note.tsx';
import { outcomeOf } from './batch-outcome.ts';
import { createBatchPresses, type LinesSource, type ShownBatch } from './batch-press.ts';
import { useBatch } from './batch-store.ts';
import { problemList } from './line-text.ts';
import { type Discarding, discardWaiting, isTooMuchText } from './submit-batch.ts';
import { type BatchCost, useBatchEstimate } from './use-batch-estimate.ts';

interface BarProps {
  readonly lines: readonly EvaluatedLine[];
  /** How many tasks the batch would have when that is too many; null otherwise. */
  readonly tooMany: number | null;
  /** The input that the lines were made from. */
  readonly source: LinesSource;
  readonly isFile: boolean;
}

/** Returns the lines that a press would send now, and the reason why it would send nothing (null when it would). */
function useBatchButton({ lines, tooMany }: Pick<BarProps, 'lines' | 'tooMany'>): {
  readonly toSend: readonly EvaluatedLine[];
  readonly why: string | null;
} {
  const status = useStudio(selectStatus);
  const files = usePendingFiles();
  const { sendAnyway, sending } = useBatch();
  const toSend = linesToSend(lines, sendAnyway);
  const profile = readinessOf(status, [], sending, files);
  if (profile.kind === 'not-now') return { toSend, why: profile.why };
  if (tooMany !== null) return { toSend, why: messages.batch.tooMany(tooMany, batchMaxTasks) };
  if (toSend.length === 0)
    return {
      toSend,
      why: lines.some(({ status }) => status.kind === 'sent') ? messages.batch.allSent : messages.batch.nothing,
    };
  return { toSend, why: isTooMuchText(toSend) ? messages.batch.tooMuchText : null };
}

/**
 * Submits the shown lines by its button, the Generate key or the menu. Errors, warnings and the outcome of the last batch appear above the
 * button and scroll when there is little room.
 */
export function BatchBar({ lines, tooMany, source, isFile }: BarProps) {
  const { sendAnyway, sendAgain, sending, error, sent } = useBatch();
  const { toSend, why } = useBatchButton({ lines, tooMany });
  const cost = useBatchEstimate(toSend);
  const counts = countByStatus(lines);
  const count = taskCount(toSend);
  const reason = useWaitReason();
  const meaning = why !== null ? 'nothing' : sendAnyway && counts.advised > 0 ? 'anyway' : generateActionOf({ kind: 'ready' }, reason);
  const button = useRef<HTMLButtonElement>(null);
  const [presses] = useState(createBatchPresses);
  const shown: ShownBatch = { source, toSend, sendAnyway, meaning };
  const press = (by: PaidActionTrigger): void => {
    if (presses.press(by, shown) === 'needs-button') button.current?.focus();
  };
  useEffect(() => presses.showing(shown));
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => onGenerateCommand((by) => latest.current(by)), []);
  const mayRepeat = sendAgain || (counts.sent > 0 && sent.size > 0);
  return (
    // As in the composer: the messages scroll when there is little room, and the button stays visible.
    <footer className="flex min-h-0 flex-col gap-2 border-t border-line bg-panel px-3.5 py-2.5">
      <div className="-m-1 grid min-h-0 grid-cols-[minmax(0,1fr)] gap-2 overflow-y-auto p-1 empty:hidden">
        {error !== null && <BatchError error={error} />}
        <Problems lines={lines} isFile={isFile} />
        <Added reason={reason} />
        {reason !== null && why === null && <WaitNote reason={reason} added={0} />}
        {(counts.advised > 0 || mayRepeat) && (
          <div className="flex flex-wrap gap-x-5 gap-y-1.5">
            {counts.advised > 0 && (
              <Choice
                label={messages.batch.sendDoubtful(counts.advised)}
                on={sendAnyway}
                set={(on) => useBatch.setState({ sendAnyway: on })}
              />
            )}
            {mayRepeat && <Choice label={messages.batch.sendAgain} on={sendAgain} set={(on) => useBatch.setState({ sendAgain: on })} />}
          </div>
        )}
      </div>
      <div className="flex flex-none flex-wrap items-center justify-end gap-3">
        <p id="batch-state" role="status" className="min-w-[160px] flex-1 leading-snug text-dim">
          {countTexts(counts).join(' · ')}
          {why !== null && <span className="block">{why}</span>}
          {why === null && cost !== null && (
            <span className="block text-sm text-faint" title={messages.batch.credits.hint}>
              {costText(cost)}
            </span>
          )}
        </p>
        <StopAddingButton />
        <GenerateButton
          ref={button}
          meaning={meaning}
          label={sending ? messages.batch.sending : labelOf(meaning, count)}
          sending={sending}
          describedBy="batch-state"
          className="flex-none px-4"
          onPress={() => press('button')}
        />
      </div>
    </footer>
  );
}

function labelOf(meaning: GenerateAction, count: number): string {
  switch (meaning) {
    case 'anyway':
      return messages.batch.generateAnyway(count);
    case 'wait':
      return messages.batch.addToQueue(count);
    case 'send':
    case 'nothing':
      return messages.batch.generate(count);
  }
}

function countTexts(counts: ReturnType<typeof countByStatus>): readonly string[] {
  const { ready, reading, doubtful, stopped, before } = messages.batch;
  return [
    ...(counts.ready > 0 ? [ready(counts.ready)] : []),
    ...(counts.reading > 0 ? [reading(counts.reading)] : []),
    ...(counts.advised > 0 ? [doubtful(counts.advised)] : []),
    ...(counts.stopped > 0 ? [stopped(counts.stopped)] : []),
    ...(counts.sent > 0 ? [before(counts.sent)] : []),
  ];
}

function costText({ least, most, unknown, simulated }: BatchCost): string {
  const { credits } = messages.batch;
  if (simulated) return credits.simulated;
  if (least === 0 && unknown > 0) return credits.unknown;
  return unknown > 0 ? credits.atLeast(least, unknown) : credits.about(least, most);
}

function Choice({ label, on, set }: { readonly label: string; readonly on: boolean; readonly set: (on: boolean) => void }) {
  return (
    <span className="flex items-center gap-2 text-[12px]">
      <Switch label={label} on={on} onChange={set} />
      <span aria-hidden>{label}</span>
    </span>
  );
}

function BatchError({ error }: { readonly error: AppError }) {
  const toSettings = () => showStage({ kind: 'settings' });
  return <ErrorNotice error={error} steps={{ 'replace-key': toSettings, 'choose-profile': toSettings }} />;
}

const problemsShown = 3;

/** The first lines that cannot be sent; the button copies the whole list. */
function Problems({ lines, isFile }: { readonly lines: readonly EvaluatedLine[]; readonly isFile: boolean }) {
  const list = problemList(lines, isFile);
  if (list.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-panel bg-bad-soft px-2.5 py-1.5 text-[12px] leading-snug">
      <CircleAlert aria-hidden className="mt-1 size-3.5 flex-none text-bad" />
      <ul className="min-w-0 flex-1 py-0.5 select-text">
        {list.slice(0, problemsShown).map((problem) => (
          <li key={problem} className="line-clamp-2 break-words">
            {problem}
          </li>
        ))}
        {list.length > problemsShown && <li className="text-dim">{messages.batch.more(list.length - problemsShown)}</li>}
      </ul>
      <CopyButton text={list.join('\n')} label={messages.batch.copyProblems} copiedLabel={messages.batch.problemsCopied} />
    </div>
  );
}

/** Shows the outcome of the last batch, and a button that discards its waiting tasks. */
function Added({ reason }: { readonly reason: WaitReason | null }) {
  const { added, justAdded } = useBatch();
  const waiting = useStillWaiting(added);
  const [isConfirming, setIsConfirming] = useState(false);
  const [discarding, setDiscarding] = useState<(Discarding & { readonly of: readonly number[] }) | null>(null);
  // Shown while nothing has changed since the last batch, or while some of its tasks can be discarded.
  if (!justAdded && waiting === 0) return null;
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
        <Button size="small" weight="danger" onClick={() => setIsConfirming(true)}>
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
