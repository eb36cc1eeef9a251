// The status of a task as text, and its progress bar.
import { findModel } from '../../../../shared/models/index.ts';
import type { Task } from '../../../../shared/task.ts';
import { SimulatedChip } from '../../components/chip.tsx';
import { SentencePiece } from '../../components/countdown.tsx';
import { messages } from '../../messages.ts';
import type { useWaitReasonOfTask } from '../../use-task-wait-reason.ts';
import { progressOf } from './queue-sections.ts';

function modelLine(task: Task): string {
  const { model, durationSeconds, quality } = task.request;
  return [
    findModel(model)?.name ?? model,
    ...(durationSeconds === null ? [] : [messages.format.seconds(durationSeconds)]),
    ...(quality === null ? [] : [messages.choiceName(quality)]),
  ].join(' · ');
}

interface SentenceProps {
  readonly task: Task;
  /** Why the task waits; null if nothing prevents its submission. */
  readonly reason: ReturnType<typeof useWaitReasonOfTask>;
}

/** Two lines: model and status, with times that count down by themselves; and the prompt. */
export function TaskStatusText({ task, reason }: SentenceProps) {
  const { lead, rest } = messages.statusText(task, Date.now(), reason);
  // The cost is separated from the status.
  const reserved = 'creditsReserved' in task && task.creditsReserved !== null ? messages.format.credits(task.creditsReserved) : null;
  return (
    <>
      {/* If the line is too short, the status moves to the next line as a whole instead of its last word. */}
      <p className={lead === null ? 'flex flex-wrap gap-x-1 leading-snug' : 'leading-snug'}>
        {lead === null ? (
          <span>{modelLine(task)}</span>
        ) : (
          <span className="font-medium">
            {lead}
            {messages.format.sentenceGap}
          </span>
        )}
        <span className="text-dim">
          {lead === null && '· '}
          {rest.map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no ids and keep their order
            <span key={index}>
              {index > 0 && (lead !== null || piece === reserved ? ' · ' : messages.format.listed(['', '']))}
              <SentencePiece piece={piece} />
            </span>
          ))}
        </span>
      </p>
      <p className="flex items-center gap-2 text-[12px] text-faint">
        <span className="min-w-0 truncate select-text" title={task.request.prompt}>
          <bdi>{task.request.prompt || messages.library.untitled}</bdi>
          {lead !== null && ` · ${modelLine(task)}`}
        </span>
        {task.simulated && <SimulatedChip />}
      </p>
    </>
  );
}

/** The progress of rendering or saving; shows nothing if it is unknown. */
export function TaskProgress({ task }: { readonly task: Task }) {
  const progress = progressOf(task);
  if (progress === null) return null;
  return (
    <div
      role="progressbar"
      aria-label={messages.queue.progressOf(task.request.prompt)}
      aria-valuenow={Math.round(progress.share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mt-1.5 h-[3px] overflow-hidden rounded-full bg-line-strong"
    >
      <div
        className={`h-full origin-left transition-transform duration-150 ${progress.phase === 'saving' ? 'bg-ok' : 'bg-accent'}`}
        style={{ transform: `scaleX(${progress.share})` }}
      />
    </div>
  );
}
