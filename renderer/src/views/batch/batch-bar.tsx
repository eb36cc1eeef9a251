// The footer of a batch: the number of tasks that can be sent, the reason why the others cannot, the cost, and the button that sends the
// tasks.

import { useEffect, useRef, useState } from 'react';
import { batchMaxTasks, countByStatus, type EvaluatedLine, linesToSend, taskCount } from '../../../../shared/batch/index.ts';
import { NamedText } from '../../components/named-text.tsx';
import type { PaidActionTrigger } from '../../input/paid-action-guard.ts';
import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { CancelAddingButton } from '../create/references/cancel-adding-button.tsx';
import { usePendingFiles } from '../create/references/pending-files.ts';
import { GenerateButton } from '../create/submit/generate-button.tsx';
import { onGenerateCommand } from '../create/submit/generate-command.ts';
import { type GenerateAction, generateActionOf, readinessOf } from '../create/submit/submit-request.ts';
import { useWaitReason } from '../create/submit/wait-note.tsx';
import { BatchMessages } from './batch-messages.tsx';
import { createBatchPresses, type LinesSource, type ShownBatch } from './batch-press.ts';
import { useBatch } from './batch-store.ts';
import { unknownTakesReason } from './line-takes.ts';
import { isBatchTooLong } from './submit-batch.ts';
import { type BatchCost, useBatchEstimate } from './use-batch-estimate.ts';
import type { useLineTakes } from './use-line-takes.ts';

interface BarProps {
  readonly lines: readonly EvaluatedLine[];
  /** The takes that the lines already have. */
  readonly takes: ReturnType<typeof useLineTakes>;
  /** The number of tasks if it exceeds the limit of a batch; null otherwise. */
  readonly tooMany: number | null;
  /** The input that the lines were made from. */
  readonly source: LinesSource;
  readonly isFile: boolean;
}

/** Returns the lines that a press would send now, and the reason why it would send nothing (null when it would send them). */
function useBatchButton({ lines, takes, tooMany }: Pick<BarProps, 'lines' | 'takes' | 'tooMany'>): {
  readonly toSend: readonly EvaluatedLine[];
  readonly disabledReason: string | null;
  /** The name of the profile in `disabledReason`; empty if it contains none. */
  readonly name: string;
} {
  const status = useStudio(selectStatus);
  const files = usePendingFiles();
  const { sendAnyway, isSubmitting, leavesOutLinesWithTakes } = useBatch();
  const toSend = linesToSend(lines, sendAnyway).filter((line) => !leavesOutLinesWithTakes || !takes.counts.has(line));
  const readiness = readinessOf(status, [], isSubmitting, files);
  if (readiness.kind === 'not-now') return { toSend, disabledReason: readiness.reason, name: readiness.name };
  if (tooMany !== null) return { toSend, disabledReason: messages.batch.tooMany(tooMany, batchMaxTasks), name: '' };
  // The number on the button is only correct when it is known which lines are left out.
  const unknownReason = unknownTakesReason(leavesOutLinesWithTakes, takes);
  if (unknownReason !== null) return { toSend, disabledReason: unknownReason, name: '' };
  if (toSend.length === 0)
    return {
      toSend,
      disabledReason: lines.some(({ status }) => status.kind === 'sent') ? messages.batch.allAdded : messages.batch.nothingToSend,
      name: '',
    };
  return { toSend, disabledReason: isBatchTooLong(toSend) ? messages.batch.tooMuchText : null, name: '' };
}

/**
 * Submits the shown lines after a press of its button, the Generate key or the menu item. Errors, warnings and the outcome of the last
 * batch appear above the button and scroll when there is little room.
 */
export function BatchBar({ lines, takes, tooMany, source, isFile }: BarProps) {
  const { sendAnyway, isSubmitting } = useBatch();
  const { toSend, disabledReason, name } = useBatchButton({ lines, takes, tooMany });
  const cost = useBatchEstimate(toSend);
  const counts = countByStatus(lines);
  const count = taskCount(toSend);
  const tasksWithTakes = taskCount([...takes.counts.keys()]);
  const reason = useWaitReason();
  const action =
    disabledReason !== null ? 'nothing' : sendAnyway && counts.advised > 0 ? 'anyway' : generateActionOf({ kind: 'ready' }, reason);
  const button = useRef<HTMLButtonElement>(null);
  const [presses] = useState(createBatchPresses);
  const shown: ShownBatch = { source, toSend, sendAnyway, action };
  const press = (by: PaidActionTrigger): void => {
    if (presses.press(by, shown) === 'needs-button') button.current?.focus();
  };
  useEffect(() => presses.handleShown(shown));
  const latestPress = useRef(press);
  latestPress.current = press;
  useEffect(() => onGenerateCommand((by) => latestPress.current(by)), []);
  return (
    // As in the composer: the messages scroll when there is little room, and the button stays visible.
    <footer className="flex min-h-0 flex-col gap-2 border-t border-line bg-panel px-3.5 py-2.5">
      <BatchMessages
        lines={lines}
        takes={takes}
        isFile={isFile}
        waitReason={disabledReason === null ? reason : null}
        addedReason={reason}
      />
      <div className="flex flex-none flex-wrap items-center justify-end gap-3">
        <p id="batch-state" role="status" className="min-w-[160px] flex-1 leading-snug text-dim">
          {[...countTexts(counts), ...(tasksWithTakes > 0 ? [messages.takes.madeInBatch(tasksWithTakes)] : [])].join(' · ')}
          {disabledReason !== null && (
            <span className="block">
              <NamedText text={disabledReason} name={name} />
            </span>
          )}
          {disabledReason === null && cost !== null && (
            <span className="block text-sm text-faint" title={messages.batch.credits.hint}>
              {costText(cost)}
            </span>
          )}
        </p>
        <CancelAddingButton />
        <GenerateButton
          ref={button}
          action={action}
          label={isSubmitting ? messages.batch.sending : labelOf(action, count)}
          isSubmitting={isSubmitting}
          describedBy="batch-state"
          className="flex-none px-4"
          onPress={() => press('button')}
        />
      </div>
    </footer>
  );
}

function labelOf(action: GenerateAction, count: number): string {
  switch (action) {
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
  const { ready, reading, withWarnings, blocked, alreadyAdded } = messages.batch;
  return [
    ...(counts.ready > 0 ? [ready(counts.ready)] : []),
    ...(counts.reading > 0 ? [reading(counts.reading)] : []),
    ...(counts.advised > 0 ? [withWarnings(counts.advised)] : []),
    ...(counts.blocked > 0 ? [blocked(counts.blocked)] : []),
    ...(counts.sent > 0 ? [alreadyAdded(counts.sent)] : []),
  ];
}

function costText({ min, max, unknown: unknownCount, simulated }: BatchCost): string {
  const { credits } = messages.batch;
  if (simulated) return credits.simulated;
  if (min === 0 && unknownCount > 0) return credits.unknown;
  return unknownCount > 0 ? credits.atLeast(min, unknownCount) : credits.about(min, max);
}
