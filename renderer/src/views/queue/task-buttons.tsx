// The actions of a task row: the step that the task's error names, a few buttons, and a menu for the rest.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { Task } from '../../../../shared/task.ts';
import { Button } from '../../components/button.tsx';
import { StepButton } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { earliestRetryAtMs } from './error-steps.ts';
import { actionsOf, type QueueSection, sectionOf, type TaskAction } from './queue-sections.ts';
import { RerunMenuItem } from './rerun-menu-item.tsx';

/** The largest number of buttons. A rendering task has the longest text; with one button, the text stays on one line at 1280 pixels. */
const maxButtons = (section: QueueSection): number => (section === 'rendering' ? 1 : 3);

/** The step that the error of a task names; null if it names none. */
type Step = ReturnType<typeof messages.errorText>['action'];

interface Buttons {
  readonly shown: readonly TaskAction[];
  /** The actions in the menu. */
  readonly hidden: readonly TaskAction[];
}

/** Divides the actions of a task into buttons and entries of the menu. */
function buttonsOf(task: Task, step: Step): Buttons {
  const section = sectionOf(task);
  // The error's step has its own button. It may replace "Use again", because both lead to the form and the label of the step is more
  // specific.
  const actions = actionsOf(task).filter(
    // While the service asks to wait, "Use again" stays, because the user may change the request instead of waiting.
    (action) =>
      step === null || !(action === step.step || (action === 'reuse' && task.state === 'failed' && earliestRetryAtMs(task) === null)),
  );
  const shown = actions
    .slice(0, maxButtons(section) - (step === null ? 0 : 1))
    .filter((action) => action !== 'details' || section === 'needs-you');
  const hidden = actions.filter((action) => !shown.includes(action));
  return { shown, hidden };
}

interface Props {
  readonly task: Task;
  readonly step: Step;
  choose(action: TaskAction): void;
  onStep(step: NonNullable<Step>['step']): void;
}

/** The right side of a task row. In a section that needs the user, the first button is emphasized. */
export function TaskButtons({ task, step, choose, onStep }: Props) {
  const { shown, hidden } = buttonsOf(task, step);
  const needsUser = sectionOf(task) === 'needs-you';
  return (
    <div className="ml-auto flex items-center gap-1.5">
      {step !== null && (
        <StepButton
          label={step.label}
          variant={needsUser ? 'primary' : 'normal'}
          notBeforeMs={earliestRetryAtMs(task)}
          onTakeStep={() => onStep(step.step)}
        />
      )}
      {shown.map((action, index) => (
        <Button
          key={action}
          size="small"
          variant={needsUser && index === 0 && step === null ? 'primary' : index === 0 ? 'normal' : 'ghost'}
          onClick={() => choose(action)}
        >
          {messages.queue.actions[action]}
        </Button>
      ))}
      {hidden.length > 0 && <MoreActions task={task} actions={hidden} choose={choose} />}
    </div>
  );
}

function MoreActions({
  task,
  actions,
  choose,
}: {
  readonly task: Task;
  readonly actions: readonly TaskAction[];
  choose(action: TaskAction): void;
}) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={messages.queue.more}
        className="grid size-[26px] place-items-center rounded-control text-dim hover:bg-hover hover:text-text"
      >
        <Ellipsis size={15} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-50">
          <Menu.Popup className="min-w-[150px] rounded-panel border border-line-strong bg-raised p-1 shadow-float">
            {actions.map((action) =>
              action === 'rerun' ? (
                <RerunMenuItem key={action} task={task} onChoose={() => choose(action)} />
              ) : (
                <Menu.Item
                  key={action}
                  onClick={() => choose(action)}
                  className="rounded-control px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover"
                >
                  {messages.queue.actions[action]}
                </Menu.Item>
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
