// Tasks in the states with the longest sentences.
import { defaultRequest } from '../../../shared/models/index.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';

export const nowMs = new Date(2026, 10, 22, 14, 25).getTime();
export const commonFields = {
  id: 1,
  profileId: 1,
  simulated: false,
  request: defaultRequest('seedance-1.5-pro', 'a fox'),
  createdAtMs: nowMs,
  changedAtMs: nowMs,
  sourceTaskId: null,
  retryOf: null,
  dismissed: false,
};
export const acceptedFields = {
  serviceTaskId: 'task-unified-1',
  acceptedAtMs: nowMs,
  progress: 42,
  expectedEndAtMs: nowMs + 110_000,
  creditsReserved: 8,
};
export const runningFields = { ...commonFields, ...acceptedFields, nextPollAtMs: nowMs, overdue: false, pollError: null };
export const resultWith = (more: Partial<TaskResult>): TaskResult => ({
  id: 1,
  kind: 'video',
  state: 'available',
  receivedBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  linkExpiresAtMs: nowMs + 21.5 * 3_600_000,
  error: null,
  nextAttemptAtMs: null,
  data: null,
  canKeepUnverified: false,
  ...more,
});
export const completedTask = (...results: TaskResult[]): Task => ({
  state: 'completed',
  ...commonFields,
  ...acceptedFields,
  completedAtMs: nowMs,
  creditsUsed: 8,
  tookSeconds: 126,
  results,
});
