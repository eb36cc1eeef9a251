// How a task stands, as a sentence that is true in any second.
import type { Task } from '../../../../shared/task.ts';
import { pieceText } from '../../components/countdown-text.ts';
import { words } from '../../messages.ts';
import { useNow } from '../../use-now.ts';
import { useWaitReasonOfTask } from '../../use-task-wait-reason.ts';

export function StandingLine({ task }: { readonly task: Task }) {
  const nowMs = useNow(1_000);
  const { lead, rest } = words.standingOf(task, nowMs, useWaitReasonOfTask(task, nowMs));
  const sentence = rest.map((piece) => pieceText(piece, nowMs)).join(' · ');
  return (
    <span>
      {lead !== null && <strong className="font-semibold text-text">{lead} </strong>}
      {lead === null ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence}
    </span>
  );
}
