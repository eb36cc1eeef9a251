// A task without a video in the panel beside the grid: its state, error, cost and lineage.
import { Ellipsis, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import type { Task } from '../../../../../shared/task.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { SimulatedChip } from '../../../components/chip.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { fillComposer, selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useTaskRecord } from '../../../store/task-records.ts';
import { useNow } from '../../../use-now.ts';
import { CopyId } from '../../task-inspector/copy-id.tsx';
import { DescriptionItem } from '../../task-inspector/description-list.tsx';
import { LineageFacts } from '../../task-inspector/lineage-section.tsx';
import { openTask } from '../../task-inspector/open-task.ts';
import { RequestSection } from '../../task-inspector/request-section.tsx';
import { SentRequest } from '../../task-inspector/sent-request.tsx';
import { StatusLine } from '../../task-inspector/status-line.tsx';
import { TaskError } from '../../task-inspector/task-error.tsx';
import { identityFacts, serviceIdOf } from '../../task-inspector/task-identity.ts';
import { useTaskDetails } from '../../task-inspector/use-task-details.ts';
import { PromptTitle } from '../inspector/prompt-title.tsx';
import { RelativesSections } from '../inspector/relatives.tsx';
import { SourceFiles } from '../inspector/source-files.tsx';
import type { TaskMenuTarget } from '../menu-targets.ts';
import { TaskMenuAt } from '../tile/task-menu.tsx';
import { StateMark } from './entry-tile.tsx';
import { endedAtOf, errorOfTask, stateLabel } from './task-state.ts';

/**
 * Loads the task and shows it. The lineage is loaded separately, because the record does not contain it. `onClose` clears the selection.
 */
export function TaskDetails({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const task = useTaskRecord(id);
  const details = useTaskDetails(id);
  const isUnreadable = useStudio((s) => s.unreadableTasks.has(id));
  if (task === null) return isUnreadable ? <p className="text-dim">{messages.library.unreadable}</p> : null;
  return (
    <>
      <PromptTitle prompt={task.request.prompt} />
      <Actions task={task} onClose={onClose} />
      <State task={task} error={errorOfTask(task)} />
      {details.kind === 'failed' && <ErrorNotice error={details.error} />}
      <Facts task={task} lineage={details.kind === 'loaded' ? details.content.lineage : null} />
    </>
  );
}

function Actions({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const [menu, setMenu] = useState<TaskMenuTarget | null>(null);
  return (
    <div className="mt-3.5 flex shrink-0 items-center gap-2">
      <Button size="small" onClick={() => fillComposer(task.request, task.id)}>
        {messages.library.useAgain}
      </Button>
      <IconButton
        label={messages.queue.more}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          setMenu({ id: task.id, x: left, y: bottom });
        }}
      >
        <Ellipsis size={15} aria-hidden />
      </IconButton>
      <IconButton label={messages.library.inspector.close} className="ml-auto" onClick={onClose}>
        <X size={15} aria-hidden />
      </IconButton>
      {menu !== null && <TaskMenuAt target={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}

const isSameWord = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The state, its sentence, and the error with its next step. */
function State({ task, error }: { readonly task: Task; readonly error: AppError | null }) {
  const { lead, rest } = messages.statusText(task, Date.now(), null);
  // The sentence about a discarded task says no more than its label.
  const [first] = rest;
  const repeatsLabel = lead === null && rest.length === 1 && typeof first === 'string' && isSameWord(first, stateLabel(task));
  return (
    <div className="mt-4 flex shrink-0 flex-col gap-5">
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <StateMark task={task} />
          {task.simulated && <SimulatedChip />}
        </div>
        {!repeatsLabel && (
          <p className="select-text text-dim">
            <StatusLine key={task.changedAtMs} task={task} />
          </p>
        )}
      </div>
      {error !== null && <TaskError task={task} error={error} isShownAbove={messages.errorText(error).title === lead} />}
    </div>
  );
}

interface FactsProps {
  readonly task: Task;
  /** null until the lineage is loaded. */
  readonly lineage: CallOutput<'tasks.read'>['lineage'] | null;
}

function Facts({ task, lineage }: FactsProps): ReactNode {
  const nowMs = useNow(60_000);
  const profiles = useStudio((s) => selectStatus(s)?.profiles);
  const endedAtMs = endedAtOf(task);
  const serviceId = serviceIdOf(task);
  const texts = messages.history.inspector;
  return (
    <>
      <dl className="mt-4 grid shrink-0 grid-cols-[76px_minmax(0,1fr)] gap-x-3 gap-y-2">
        {identityFacts(task, profiles ?? [], nowMs).map(({ label, value }) => (
          <DescriptionItem key={label} label={label}>
            {value}
          </DescriptionItem>
        ))}
        {endedAtMs !== null && <DescriptionItem label={texts.ended}>{messages.format.moment(endedAtMs, nowMs)}</DescriptionItem>}
        <SourceFiles references={task.request.references} />
        {task.state === 'completed' && task.results.length > 0 && (
          <DescriptionItem label={texts.results}>
            {messages.format.items(task.results.map(({ state }) => messages.resultStateNames[state]))}
          </DescriptionItem>
        )}
        {lineage !== null && <LineageFacts lineage={lineage} simulated={task.simulated} />}
        {serviceId !== null && (
          <DescriptionItem label={messages.inspector.taskId}>
            <CopyId id={serviceId} />
          </DescriptionItem>
        )}
      </dl>
      <RelativesSections of={{ kind: 'task', id: task.id }} />
      <section aria-label={texts.request} className="mt-4 shrink-0">
        <h3 className="mb-1.5 font-semibold text-dim text-sm">{texts.request}</h3>
        <RequestSection request={task.request} />
      </section>
      <SentRequest taskId={task.id} request={task.request} wasSent={serviceId !== null} />
      <Button size="small" variant="ghost" className="mt-3 shrink-0 self-start" onClick={() => openTask(task.id)}>
        {messages.library.details}
      </Button>
    </>
  );
}
