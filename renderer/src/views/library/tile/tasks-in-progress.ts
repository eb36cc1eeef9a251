// Which tasks stand in the library as tiles in the making: on their way to the service, rendering, or being saved.
import type { Task } from '../../../../../shared/task.ts';

/** True while a task will become a video of the library without anybody's help. The queue shows the others. */
export function isInMaking(task: Task): boolean {
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

/** The newest first, as the stored videos below them. */
export function tasksInMaking(tasks: ReadonlyMap<number, Task>): readonly Task[] {
  return [...tasks.values()].filter(isInMaking).sort((a, b) => b.createdAtMs - a.createdAtMs || b.id - a.id);
}

/** How much of its ring is drawn, in percent; null where nobody knows. */
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
