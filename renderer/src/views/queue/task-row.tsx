// The row of one task: its status as text, and its actions.
import { memo, type ReactNode, useState } from 'react';
import type { Task } from '../../../../shared/task.ts';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ServiceMessage } from '../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../components/errors/refusal-line.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { messages } from '../../messages.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';
import { useWaitReasonOfTask } from '../../use-task-wait-reason.ts';
import { confirmationFor } from './action-confirmation.ts';
import { AlternativeModelButtons } from './alternative-model-buttons.tsx';
import { alternativesFor, errorOf, hasOwnStep } from './error-steps.ts';
import type { TaskAction } from './queue-sections.ts';
import { performAction, performStep, reuseWithModel } from './task-actions.ts';
import { TaskButtons } from './task-buttons.tsx';
import { TaskProgress, TaskStatusText } from './task-status-text.tsx';
import { TaskThumb } from './task-thumb.tsx';

const frames = { plain: 'border-line bg-panel', ask: 'border-warn/50 bg-warn-soft', bad: 'border-bad/50 bg-bad-soft' } as const;
const frameOf = (task: Task) => (task.state === 'unconfirmed' ? 'ask' : task.state === 'failed' ? 'bad' : 'plain');

/**
 * A row of the queue. `thumb` replaces the picture, e.g. by a check box. Actions that cannot be undone or may cost money are confirmed
 * first.
 */
export const TaskRow = memo(function TaskRow({ id, thumb }: { readonly id: number; readonly thumb?: ReactNode }) {
  const task = useStudio(selectTask(id));
  const reason = useWaitReasonOfTask(task, Date.now());
  const [actionToConfirm, setActionToConfirm] = useState<TaskAction | null>(null);
  const { run, refusal } = useCall();
  if (task === undefined) return null;

  const choose = (action: TaskAction) =>
    confirmationFor(action, task) === null ? run(() => performAction(action, task)) : setActionToConfirm(action);

  const error = errorOf(task);
  const step = error !== null && hasOwnStep(task) ? messages.errorText(error).action : null;
  const confirmation = actionToConfirm === null ? null : confirmationFor(actionToConfirm, task);

  return (
    <div className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel border p-2.5 ${frames[frameOf(task)]}`}>
      {thumb ?? <TaskThumb request={task.request} />}
      {/* In a narrow window, the buttons move below instead of squeezing the text. */}
      <div className="min-w-0 flex-[1_1_240px]">
        <TaskStatusText task={task} reason={reason} />
        <TaskProgress task={task} />
        <AlternativeModelButtons models={alternativesFor(task)} onUse={(model) => run(() => reuseWithModel(task, model))} />
        {error !== null && <ServiceMessage error={error} />}
        <RefusalLine error={refusal} />
      </div>
      <TaskButtons task={task} step={step} choose={choose} onStep={(nextStep) => run(() => performStep(nextStep, task))} />
      {confirmation !== null && actionToConfirm !== null && (
        <ConfirmDialog
          open
          {...confirmation}
          cancel={messages.queue.cancel}
          onConfirm={() => run(() => performAction(actionToConfirm, task))}
          onClose={() => setActionToConfirm(null)}
        />
      )}
    </div>
  );
});
