// Chooses the tasks that appear as tiles in the library: those being submitted, rendered or saved.
import type { Task } from '../../../../../shared/task.ts';

/** True while a task will become a library video without help from the user. The queue shows the others. */
export function isInProgress(task: Task): boolean {
  switch (task.state) {
    case 'submitting':
    case 'pending':
    case 'processing':
      return true;
    case 'completed':
      return task.results.some(
        (r) => r.kind === 'video' && (r.state === 'available' || r.state === 'downloading' || r.state === 'expired'),
      );
    default:
      return false;
  }
}

/** Newest first, like the stored videos below them. */
export function tasksInProgress(tasks: ReadonlyMap<number, Task>): readonly Task[] {
  return [...tasks.values()].filter(isInProgress).sort((a, b) => b.createdAtMs - a.createdAtMs || b.id - a.id);
}

/** The filled part of the ring, in percent; null if unknown. */
export function ringPercent(task: Task): number | null {
  switch (task.state) {
    case 'processing':
      return task.progress;
    case 'completed': {
      const saving = task.results.find((r) => r.state === 'downloading');
      if (saving === undefined || saving.totalBytes === null || saving.totalBytes === 0) return null;
      return Math.min(100, (saving.receivedBytes / saving.totalBytes) * 100);
    }
    default:
      return null;
  }
}
