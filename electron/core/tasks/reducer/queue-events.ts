// Reducers for the queue events of a task, which come from the user and from auto-retry. Pure.
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import { errorJson, holdFields, type Patch, resetFields, type TaskReducers } from './reducer-types.ts';
import type { TaskEvent } from './task-event.ts';

/** Moves the task to another queue position. */
function reposition(row: TaskRow, event: Extract<TaskEvent, { type: 'moved-to-front' | 'moved' }>): Patch {
  return { state: row.state, queuePosition: event.queuePosition };
}

/** Events of the queue, by type. */
export const queueReducers = {
  'generate-pressed': (_row, event) => ({ ...resetFields, state: 'waiting', queuePosition: event.queuePosition }),
  // The edited task needs a new key. The service rejects a different body with the same key as a conflict.
  'edit-started': () => ({
    ...resetFields,
    state: 'draft',
    idempotencyKey: null,
    bodySha256: null,
    firstSentAtMs: null,
    lastSentAtMs: null,
    firstSentServiceMs: null,
    lastSentServiceMs: null,
    keyRevision: null,
    refusals: 0,
  }),
  discarded: (_row, _event, nowMs) => ({ ...resetFields, state: 'discarded', endedAtMs: nowMs }),
  // An existing hold stays: the user decides about each task of a restored backup separately.
  held: (row) => ({ state: row.state, ...holdFields(row.heldBy ?? 'user') }),
  'held-after-restore': (row, event) => ({ state: row.state, ...holdFields('restore'), error: errorJson(event.error) }),
  released: (row) => ({ state: row.state, ...holdFields(null), notBeforeMs: null, refusals: 0 }),
  'moved-to-front': reposition,
  moved: reposition,
  'discard-undone': (_row, event) => ({
    ...resetFields,
    state: 'waiting',
    queuePosition: event.queuePosition,
    ...holdFields(event.hold),
    notBeforeMs: event.notBeforeMs,
    error: event.error === null ? null : errorJson(event.error),
  }),
  'created-by-auto-retry': (_row, event) => ({
    ...resetFields,
    state: 'waiting',
    queuePosition: event.queuePosition,
    notBeforeMs: event.notBeforeMs,
  }),
  'auto-retried': (row) => ({ state: row.state, dismissed: 1 }),
  dismissed: (row) => ({ state: row.state, dismissed: 1 }),
} satisfies Partial<TaskReducers>;
