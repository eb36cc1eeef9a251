// An error of the task with its next step. Text that the status line already shows is not repeated.
import type { AppError } from '../../../../shared/errors.ts';
import type { Task } from '../../../../shared/task.ts';
import { ErrorNotice, ServiceMessage, StepButton } from '../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../components/errors/refusal-line.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { messages } from '../../messages.ts';
import { AlternativeModelButtons } from '../queue/alternative-model-buttons.tsx';
import { alternativesFor, earliestRetryAtMs, errorOf, hasOwnStep } from '../queue/error-steps.ts';
import { performStep, reuseWithModel } from '../queue/task-actions.ts';
import { closeTask } from './open-task.ts';

interface TaskErrorProps {
  readonly task: Task;
  readonly error: AppError;
  /** True when the status line above already shows the title of the error. */
  readonly isShownAbove: boolean;
}

/** If the step succeeds, the inspector closes, because every step leads elsewhere; a refusal is shown here. */
export function TaskError({ task, error, isShownAbove }: TaskErrorProps) {
  const { action } = messages.errorText(error);
  const { run, refusal } = useCall();
  const hasStep = errorOf(task) === error && hasOwnStep(task);
  // Every step leads out of this dialog; a refusal is shown in it.
  const handleSuccess = (): void => closeTask();
  const button =
    hasStep && action !== null ? (
      <StepButton
        label={action.label}
        notBeforeMs={earliestRetryAtMs(task)}
        onTakeStep={() => run(() => performStep(action.step, task), handleSuccess)}
      />
    ) : null;
  const alternatives = hasStep ? (
    <AlternativeModelButtons models={alternativesFor(task)} onUse={(model) => run(() => reuseWithModel(task, model), handleSuccess)} />
  ) : null;
  const moreActions = (
    <>
      {alternatives}
      <RefusalLine error={refusal} />
    </>
  );
  if (!isShownAbove) return <ErrorNotice error={error} action={button} moreActions={moreActions} />;
  return (
    <div className="-mt-3">
      {button}
      {moreActions}
      <ServiceMessage error={error} />
    </div>
  );
}
