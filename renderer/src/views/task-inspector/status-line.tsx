// The status of a task as text, updated every second.
import type { Task } from '../../../../shared/task.ts';
import { countdownText } from '../../components/countdown-text.ts';
import { messages } from '../../messages.ts';
import { useNow } from '../../use-now.ts';
import { useWaitReasonOfTask } from '../../use-task-wait-reason.ts';

/** The first line of the inspector. Its times count down. */
export function StatusLine({ task }: { readonly task: Task }) {
  const nowMs = useNow(1_000);
  const { lead, rest } = messages.statusText(task, nowMs, useWaitReasonOfTask(task, nowMs));
  const sentence = rest.map((piece) => countdownText(piece, nowMs)).join(' · ');
  return (
    <span>
      {lead !== null && (
        <strong className="font-semibold text-text">
          {lead}
          {messages.format.sentenceGap}
        </strong>
      )}
      {lead === null ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence}
    </span>
  );
}
