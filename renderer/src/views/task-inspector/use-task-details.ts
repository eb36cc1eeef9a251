// Reads a task from main, and again shortly after it changed. What was read before stays on the screen until the next reading is here.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { selectTask, useStudio } from '../../store/studio-store.ts';

export type TaskDetailsState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly content: CallOutput<'tasks.read'> }
  | { readonly kind: 'failed'; readonly error: AppError };

/** A download tells its progress several times a second; a history need not be that fresh. */
const settleMs = 400;

export function useTaskDetails(id: number): TaskDetailsState {
  // Its identity changes with every change, and when it leaves the live tasks.
  const live = useStudio(selectTask(id));
  const [state, setState] = useState<{ readonly id: number; readonly reading: TaskDetailsState }>({ id, reading: { kind: 'reading' } });
  const isFirst = state.id !== id || state.reading.kind === 'reading';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` is not read here; that it changed is the reason to read again
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
