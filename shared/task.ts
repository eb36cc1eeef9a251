// A task and its results: schema, states, events, transitions and history. Decisions are here and pure; `electron/core/tasks/task-store.ts` is the
// only writer.
export { isLive } from './tasks/live-tasks.ts';
export { resultStartActions, startActions } from './tasks/start-actions.ts';
export { type JournalEntry, journalEntry, type RequestLogEntry, requestLogEntry } from './tasks/task-history.ts';
export {
  type ResultState,
  resultState,
  type Task,
  type TaskHold,
  type TaskIn,
  type TaskResult,
  type TaskState,
  task,
  taskHold,
  taskState,
} from './tasks/task-schema.ts';
export {
  isResultTransitionAllowed,
  isTaskTransitionAllowed,
  type JournalEventType,
  resultTransitions,
  taskTransitions,
} from './tasks/transitions.ts';
