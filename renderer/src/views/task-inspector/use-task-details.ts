// Loads the details of a task from main, and again shortly after each change. The previous details stay visible until the new ones arrive.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';

/** The last response of main; `loading` until there is one. */
type TaskDetailsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly content: CallOutput<'tasks.read'> }
  | { readonly kind: 'failed'; readonly error: AppError };

/**
 * Delay before the details are loaded again, in milliseconds: a download reports its progress several times a second, and the history need
 * not be that current.
 */
const reloadDelayMs = 400;

/** The journal, request log, responses and files of a task, which the live state does not contain. */
export function useTaskDetails(id: number): TaskDetailsState {
  // Another value after every change of the task, and when the task is no longer live.
  const live = useStudio(selectTask(id));
  const [state, setState] = useState<{ readonly id: number; readonly details: TaskDetailsState }>({ id, details: { kind: 'loading' } });
  const isFirst = state.id !== id || state.details.kind === 'loading';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` is not used here; its change is the reason to read again
  useEffect(() => {
    let isCancelled = false;
    const load = async (): Promise<void> => {
      const result = await call('tasks.read', { id });
      if (isCancelled) return;
      setState({ id, details: result.ok ? { kind: 'loaded', content: result.value } : { kind: 'failed', error: result.error } });
    };
    const timer = setTimeout(() => void load(), isFirst ? 0 : reloadDelayMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [id, live]);

  return state.id === id ? state.details : { kind: 'loading' };
}
