// Loads the details of a task from main, and again shortly after each change. The previous details stay visible until the new ones arrive.
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';
import { loadedFor, useLoadedValue } from '../../use-loaded-value.ts';

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

const readTask = (id: number) => call('tasks.read', { id });

/** The journal, request log, responses and files of a task, which the live state does not contain. */
export function useTaskDetails(id: number): TaskDetailsState {
  // Another value after every change of the task, and when the task is no longer live.
  const live = useStudio(selectTask(id));
  const reloaded = useLoadedValue(readTask, id, live, reloadDelayMs);
  if (reloaded.error !== null) return { kind: 'failed', error: reloaded.error };
  const content = loadedFor(reloaded, id);
  return content === null ? { kind: 'loading' } : { kind: 'loaded', content };
}
