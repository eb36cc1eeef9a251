// Loads the details of a task from main, and again shortly after each change. The last ones stay visible until the next ones arrive.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';

/** The last response of main; `reading` until there is one. */
type TaskDetailsState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly content: CallOutput<'tasks.read'> }
  | { readonly kind: 'failed'; readonly error: AppError };

/**
 * Delay before the details are loaded again, in milliseconds: a download reports its progress several times a second, and the history need
 * not be that current.
 */
const settleMs = 400;

/** The journal, request log, responses and files of a task, which the live state does not contain. */
export function useTaskDetails(id: number): TaskDetailsState {
  // Its identity changes with every change, and when the task is no longer live.
  const live = useStudio(selectTask(id));
  const [state, setState] = useState<{ readonly id: number; readonly reading: TaskDetailsState }>({ id, reading: { kind: 'reading' } });
  const isFirst = state.id !== id || state.reading.kind === 'reading';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` is not used here; its change is the reason to read again
  useEffect(() => {
    let stopped = false;
    const read = async (): Promise<void> => {
      const answer = await call('tasks.read', { id });
      if (stopped) return;
      setState({ id, reading: answer.ok ? { kind: 'read', content: answer.value } : { kind: 'failed', error: answer.error } });
    };
    const timer = setTimeout(() => void read(), isFirst ? 0 : settleMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [id, live]);

  return state.id === id ? state.reading : { kind: 'reading' };
}
