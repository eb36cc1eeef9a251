// Handlers of the calls about single tasks: submit, change, retry, read.
import type { BatchHandlers } from '../batch-handlers.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { QueueHandlers } from '../queue-handlers.ts';
import { type TaskReadHandlerDeps, taskReadHandlers } from './task-read-handlers.ts';
import { type TaskRetryHandlerDeps, taskRetryHandlers } from './task-retry-handlers.ts';
import { type TaskStateHandlerDeps, taskStateHandlers } from './task-state-handlers.ts';
import { type TaskSubmitHandlerDeps, taskSubmitHandlers } from './task-submit-handlers.ts';

type TaskHandlerDeps = TaskSubmitHandlerDeps & TaskStateHandlerDeps & TaskRetryHandlerDeps & TaskReadHandlerDeps;

/** Combines the handlers of the area `tasks`, except the batch and queue handlers. Called once by `core/compose/`. */
export const taskHandlers = (deps: TaskHandlerDeps): Omit<HandlersOf<'tasks'>, keyof BatchHandlers | keyof QueueHandlers> => ({
  ...taskSubmitHandlers(deps),
  ...taskStateHandlers(deps),
  ...taskRetryHandlers(deps),
  ...taskReadHandlers(deps),
});
