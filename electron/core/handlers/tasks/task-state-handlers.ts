// Calls that are one event of one task.
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { requestOf } from '../../../db/rows/stored-json.ts';
import type { Clock } from '../../ports.ts';
import type { RequestLog } from '../../service/request-log.ts';
import type { TaskEvent } from '../../tasks/reducer/task-event.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { Handlers } from '../handler-types.ts';

type TaskStateHandlers = Pick<
  Handlers,
  'tasks.hold' | 'tasks.release' | 'tasks.edit' | 'tasks.discard' | 'tasks.dismiss' | 'tasks.stopPolling' | 'tasks.resumePolling'
>;

/** What these calls need. */
export interface TaskStateHandlerDeps {
  readonly tasks: Pick<TaskStore, 'transition'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly trace: Pick<RequestLog, 'flushTask'>;
  /** Tasks may be due. */
  wakeAll(): void;
}

/** One event of one task, which may make others due. */
function apply({ tasks, wakeAll }: TaskStateHandlerDeps, id: number, event: TaskEvent): Result<Record<string, never>, AppError> {
  const outcome = tasks.transition(id, event);
  if (!outcome.ok) return outcome;
  wakeAll();
  return ok({});
}

/** Built once, by `taskHandlers`. */
export function taskStateHandlers(deps: TaskStateHandlerDeps): TaskStateHandlers {
  const { tasks, clock, trace } = deps;
  return {
    'tasks.hold': ({ id }) => apply(deps, id, { type: 'held' }),
    'tasks.release': ({ id }) => apply(deps, id, { type: 'released' }),
    'tasks.edit': ({ id }) => {
      const taken = tasks.transition(id, { type: 'edit-started' });
      return taken.ok ? ok({ request: requestOf(taken.value) }) : taken;
    },
    'tasks.discard': ({ id }) => apply(deps, id, { type: 'discarded' }),
    'tasks.dismiss': ({ id }) => apply(deps, id, { type: 'dismissed' }),
    'tasks.stopPolling': ({ id }) => {
      const stopped = apply(deps, id, { type: 'abandoned', error: { kind: 'polling-stopped', reason: 'by-user' } });
      if (stopped.ok) trace.flushTask(id);
      return stopped;
    },
    'tasks.resumePolling': ({ id }) => apply(deps, id, { type: 'polling-resumed', nextPollAtMs: clock.now() }),
  };
}
