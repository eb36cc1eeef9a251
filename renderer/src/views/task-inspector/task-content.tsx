// The content of the task inspector.
import type { ReactNode } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput, Profile } from '../../../../shared/ipc.ts';
import type { Task } from '../../../../shared/task.ts';
import { SimulatedChip } from '../../components/chip.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { CopyId } from './copy-id.tsx';
import { DescriptionItem, DescriptionList } from './description-list.tsx';
import { FilesSection } from './files-section.tsx';
import { LineageFacts } from './lineage-section.tsx';
import { RequestSection } from './request-section.tsx';
import { ResponseSection } from './response-section.tsx';
import { StatusLine } from './status-line.tsx';
import { TaskError } from './task-error.tsx';
import { identityFacts, serviceIdOf } from './task-identity.ts';
import { Timeline } from './timeline.tsx';

const noProfiles: readonly Profile[] = [];

/** Every current error of the task, including those of its results. */
function errorsOf(task: Task): readonly AppError[] {
  const taskError = 'error' in task ? task.error : 'pollError' in task ? task.pollError : null;
  const resultErrors = task.state === 'completed' ? task.results.map(({ error }) => error) : [];
  return [taskError, ...resultErrors].filter((error) => error !== null);
}

/** True for a task held after refusals. The status line replaces its error, whose text announces a retry that does not happen. */
const isHeldAfterRefusals = (task: Task): boolean => task.state === 'waiting' && task.hold === 'refusals';

/** All sections of the inspector for a task that `useTaskDetails` has read. */
export function TaskContent({ task, journal, requestLog, lineage, serviceResponses, files }: CallOutput<'tasks.read'>) {
  const profiles = useStudio((s) => s.mirror?.status.profiles ?? noProfiles);
  const nowMs = Date.now();
  const serviceId = serviceIdOf(task);
  const errors = errorsOf(task);
  // `lead` does not depend on why the queue waits, so the reason may be null here.
  const { lead } = messages.statusText(task, nowMs, null);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 select-text text-dim">
          <StatusLine key={task.changedAtMs} task={task} />
        </p>
        {task.simulated && <SimulatedChip />}
      </div>
      {errors.map((error, index) => (
        <TaskError
          // biome-ignore lint/suspicious/noArrayIndexKey: errors have no ids
          key={index}
          task={task}
          error={error}
          isShownAbove={messages.errorText(error).title === lead || isHeldAfterRefusals(task)}
        />
      ))}
      <Section title={messages.inspector.identity}>
        <DescriptionList>
          <DescriptionItem label={messages.inspector.taskId}>
            {serviceId === null ? <span className="text-dim">{messages.inspector.noTaskId}</span> : <CopyId id={serviceId} />}
          </DescriptionItem>
          {identityFacts(task, profiles, nowMs).map(({ label, value }) => (
            <DescriptionItem key={label} label={label}>
              {value}
            </DescriptionItem>
          ))}
          <LineageFacts lineage={lineage} simulated={task.simulated} />
        </DescriptionList>
      </Section>
      <Section title={messages.inspector.request}>
        <RequestSection request={task.request} />
      </Section>
      <Section title={messages.inspector.history}>
        <Timeline journal={journal} events={requestLog} nowMs={nowMs} />
        <Disclosure title={messages.inspector.fullRecord}>{JSON.stringify(journal, null, 2)}</Disclosure>
      </Section>
      {files.length > 0 && (
        <Section title={messages.inspector.files}>
          <FilesSection files={files} />
        </Section>
      )}
      <Section title={messages.inspector.responses}>
        <ResponseSection responses={serviceResponses} nowMs={nowMs} />
      </Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-semibold text-dim text-sm">{title}</h3>
      {children}
    </section>
  );
}
