// One task as a sentence, with what can be done about it.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { findModel } from '../../../../shared/models/index.ts';
import type { Task } from '../../../../shared/task.ts';
import { Button } from '../../components/button.tsx';
import { SimulatedChip } from '../../components/chip.tsx';
import { SentencePiece } from '../../components/countdown.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ServiceMessage, StepButton } from '../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../components/errors/refusal-line.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { messages } from '../../messages.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';
import { useWaitReasonOfTask } from '../../use-task-wait-reason.ts';
import { Alternatives } from './alternative-models-menu.tsx';
import { confirmAction } from './confirm-action.ts';
import { alternativesFor, errorOf, hasOwnStep, notBefore } from './error-steps.ts';
import { type Action, actionsOf, progressOf, type Section, sectionOf } from './queue-sections.ts';
import { RerunMenuItem } from './rerun-menu-item.tsx';
import { perform, switchTo, takeStep } from './task-actions.ts';
import { TaskThumb } from './task-thumb.tsx';

function modelLine(task: Task): string {
  const { model, durationSeconds, quality } = task.request;
  return [
    findModel(model)?.name ?? model,
    ...(durationSeconds === null ? [] : [messages.format.seconds(durationSeconds)]),
    ...(quality === null ? [] : [quality]),
  ].join(' · ');
}

const frames = { plain: 'border-line bg-panel', ask: 'border-warn/50 bg-warn-soft', bad: 'border-bad/50 bg-bad-soft' } as const;
const frameOf = (task: Task) => (task.state === 'unconfirmed' ? 'ask' : task.state === 'failed' ? 'bad' : 'plain');

/** What renders says more than any other row and has least to be done with it: one button leaves the sentence its line at 1280 pixels. */
const buttonsShown = (section: Section): number => (section === 'rendering' ? 1 : 3);

export const TaskRow = memo(function TaskRow({ id, thumb }: { readonly id: number; readonly thumb?: ReactNode }) {
  const task = useStudio(selectTask(id));
  const reason = useWaitReasonOfTask(task, Date.now());
  const [asked, setAsked] = useState<Action | null>(null);
  const { run: press, refusal } = useCall();
  if (task === undefined) return null;

  const choose = (action: Action) => (confirmAction(action, task) === null ? press(() => perform(action, task)) : setAsked(action));

  const { lead, rest } = messages.standingOf(task, Date.now(), reason);
  const error = errorOf(task);
  const step = error !== null && hasOwnStep(task) ? messages.errorText(error).action : null;
  const progress = progressOf(task);
  // Money is set apart from how it stands.
  const reserved = 'creditsReserved' in task && task.creditsReserved !== null ? messages.format.credits(task.creditsReserved) : null;
  const section = sectionOf(task);
  const needsYou = section === 'needs-you';
  // The step an error names is a button already; what leads back to the form says it better than "Use again" and takes its place.
  const actions = actionsOf(task).filter(
    // While the service asks for a wait, who does not want to wait finds "Use again" all the same.
    (action) => step === null || !(action === step.step || (action === 'reuse' && task.state === 'failed' && notBefore(task) === null)),
  );
  const shown = actions.slice(0, buttonsShown(section) - (step === null ? 0 : 1)).filter((action) => action !== 'details' || needsYou);
  const hidden = actions.filter((action) => !shown.includes(action));
  const pending = asked === null ? null : confirmAction(asked, task);

  return (
    <div className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel border p-2.5 ${frames[frameOf(task)]}`}>
      {thumb ?? <TaskThumb request={task.request} />}
      {/* In a narrow window the buttons go below instead of squeezing the sentence. */}
      <div className="min-w-0 flex-[1_1_240px]">
        {/* Where the line is too short, what it says goes below as a whole instead of its last word alone. */}
        <p className={lead === null ? 'flex flex-wrap gap-x-1 leading-snug' : 'leading-snug'}>
          {lead === null ? <span>{modelLine(task)}</span> : <span className="font-medium">{lead} </span>}
          <span className="text-dim">
            {lead === null && '— '}
            {rest.map((piece, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence have no other identity, and keep their order
              <span key={at}>
                {at > 0 && (lead !== null || piece === reserved ? ' · ' : messages.format.listed(['', '']))}
                <SentencePiece piece={piece} />
              </span>
            ))}
          </span>
        </p>
        <p className="flex items-center gap-2 text-[12px] text-faint">
          <span className="min-w-0 truncate select-text" title={task.request.prompt}>
            {lead === null
              ? task.request.prompt || messages.library.untitled
              : `${task.request.prompt || messages.library.untitled} · ${modelLine(task)}`}
          </span>
          {task.simulated && <SimulatedChip />}
        </p>
        {progress !== null && (
          <div
            role="progressbar"
            aria-label={messages.queue.progressOf(task.request.prompt)}
            aria-valuenow={Math.round(progress.share * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
            className="mt-1.5 h-[3px] overflow-hidden rounded-full bg-line-strong"
          >
            <div
              className={`h-full origin-left transition-transform duration-150 ${progress.of === 'saving' ? 'bg-ok' : 'bg-accent'}`}
              style={{ transform: `scaleX(${progress.share})` }}
            />
          </div>
        )}
        <Alternatives models={alternativesFor(task)} onUse={(model) => press(() => switchTo(task, model))} />
        {error !== null && <ServiceMessage error={error} />}
        <RefusalLine error={refusal} />
      </div>
      <div className="ml-auto flex items-center gap-1.5">
        {step !== null && (
          <StepButton
            label={step.label}
            weight={needsYou ? 'primary' : 'normal'}
            notBeforeMs={notBefore(task)}
            onTake={() => press(() => takeStep(step.step, task))}
          />
        )}
        {shown.map((action, at) => (
          <Button
            key={action}
            size="small"
            weight={needsYou && at === 0 && step === null ? 'primary' : at === 0 ? 'normal' : 'ghost'}
            onClick={() => choose(action)}
          >
            {messages.queue.actions[action]}
          </Button>
        ))}
        {hidden.length > 0 && <MoreActions task={task} actions={hidden} choose={choose} />}
      </div>
      {pending !== null && asked !== null && (
        <ConfirmDialog
          open
          {...pending}
          cancel={messages.queue.cancel}
          onConfirm={() => press(() => perform(asked, task))}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
});

function MoreActions({
  task,
  actions,
  choose,
}: {
  readonly task: Task;
  readonly actions: readonly Action[];
  choose(action: Action): void;
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
