// Records of visible tasks that are no longer live. A live task is in the mirror, which is always current.
import { useEffect } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Task } from '../../../shared/task.ts';
import { call } from '../api.ts';
import { createRecordLoader } from './record-loader.ts';
import { selectTasks, useStudio } from './studio-store.ts';

async function readTasks(ids: readonly number[]): Promise<Result<readonly Task[], AppError>> {
  const result = await call('tasks.records', { ids: [...ids] });
  return result.ok ? ok(result.value.tasks) : result;
}

const loader = createRecordLoader<Task>({
  read: readTasks,
  loaded: () => ({ records: useStudio.getState().taskRecords, unreadable: useStudio.getState().unreadableTasks }),
  store: ({ records, unreadable }) => useStudio.setState({ taskRecords: records, unreadableTasks: unreadable }),
  idOf: ({ id }) => id,
});

/** Loads the records of these tasks, except live tasks and tasks that are already loaded. */
export function requestTasks(ids: readonly number[]): void {
  const live = selectTasks(useStudio.getState());
  loader.request(ids.filter((id) => !live.has(id)));
}

/** Loads changed records of these tasks again, if they are in the store. */
export const invalidateTasks = loader.invalidate;

/** A task, live or not; null while it is not loaded, and when main cannot read it. */
export function useTaskRecord(id: number): Task | null {
  const task = useStudio((s) => selectTasks(s).get(id) ?? s.taskRecords.get(id) ?? null);
  useEffect(() => {
    if (task === null) requestTasks([id]);
  }, [id, task]);
  return task;
}
