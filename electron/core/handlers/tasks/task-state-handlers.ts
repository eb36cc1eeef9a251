// Handlers of the calls that apply one event to one task.
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import type { RequestLog } from '../../service/request-log.ts';
import type { TaskEvent } from '../../tasks/reducer/task-event.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { Handlers } from '../handler-types.ts';

type TaskStateHandlers = Pick<
  Handlers,
  'tasks.hold' | 'tasks.release' | 'tasks.edit' | 'tasks.dismiss' | 'tasks.stopPolling' | 'tasks.resumePolling'
>;

/** Dependencies of these calls. */
export interface TaskStateHandlerDeps {
  readonly tasks: Pick<TaskStore, 'transition'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly requestLog: Pick<RequestLog, 'flushTask'>;
  /** Wakes all runners: tasks may be due. */
  wakeAll(): void;
}

/** Applies one event to one task, and wakes the runners. */
function apply({ tasks, wakeAll }: TaskStateHandlerDeps, id: number, event: TaskEvent): Result<Record<string, never>, AppError> {
  const outcome = tasks.transition(id, event);
  if (!outcome.ok) return outcome;
  wakeAll();
  return ok({});
}

/** Creates the handlers. Called once by `taskHandlers`. */
export function taskStateHandlers(deps: TaskStateHandlerDeps): TaskStateHandlers {
  const { tasks, clock, requestLog } = deps;
  return {
    'tasks.hold': ({ id }) => apply(deps, id, { type: 'held' }),
    'tasks.release': ({ id }) => apply(deps, id, { type: 'released' }),
    'tasks.edit': ({ id }) => {
      const transition = tasks.transition(id, { type: 'edit-started' });
      return transition.ok ? ok({ request: transition.value.request }) : transition;
    },
    'tasks.dismiss': ({ id }) => apply(deps, id, { type: 'dismissed' }),
    'tasks.stopPolling': ({ id }) => {
      const outcome = apply(deps, id, { type: 'abandoned', error: { kind: 'polling-stopped', reason: 'by-user' } });
      if (outcome.ok) requestLog.flushTask(id);
      return outcome;
    },
    'tasks.resumePolling': ({ id }) => apply(deps, id, { type: 'polling-resumed', nextPollAtMs: clock.now() }),
  };
}
