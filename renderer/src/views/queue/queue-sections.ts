// The section of a task in the queue, and its possible actions. Pure.
import type { Task } from '../../../../shared/task.ts';
import { resultNeedingAction } from './error-steps.ts';

/** `ended`: the task is over and needs no action; it stays until it is dismissed. */
export type QueueSection = 'needs-you' | 'rendering' | 'saving' | 'waiting' | 'ended';
const sections: readonly QueueSection[] = ['needs-you', 'rendering', 'saving', 'waiting', 'ended'];

/** An action of the user on a task. `actionsOf` lists the possible ones, `task-actions.ts` performs them. */
export type TaskAction =
  | 'hold'
  | 'release'
  | 'run-next'
  | 'run-last'
  | 'edit'
  | 'discard'
  | 'stop-polling'
  | 'resume-polling'
  | 'poll-now'
  | 'resend'
  | 'reuse'
  | 'rerun'
  | 'retry-download'
  | 'keep-unverified'
  | 'dismiss'
  | 'details';

/** The section in which the queue shows a live task. */
export function sectionOf(task: Task): QueueSection {
  switch (task.state) {
    case 'waiting':
      // The user knows about their own hold; a hold by the studio ends only when the user decides.
      return task.hold === 'restore' || task.hold === 'refusals' ? 'needs-you' : 'waiting';
    case 'submitting':
    case 'pending':
    case 'processing':
      return 'rendering';
    case 'completed':
      if (resultNeedingAction(task) !== undefined || task.results.some((result) => result.state === 'expired' || result.canKeepUnverified))
        return 'needs-you';
      // Data results, e.g. elements, are complete and appear only in the queue.
      return task.results.length > 0 && task.results.every((result) => result.state === 'stored') ? 'ended' : 'saving';
    case 'abandoned':
      // The user knows about their own stop; a stop by the studio needs their attention.
      return task.error.kind === 'polling-stopped' && task.error.reason === 'by-user' ? 'ended' : 'needs-you';
    case 'unconfirmed':
    case 'failed':
    case 'cancelled':
    case 'draft':
    case 'discarded':
      return 'needs-you';
  }
}

/** The possible actions in their order: the first is emphasized, the first three are buttons, the rest is in a menu. */
export function actionsOf(task: Task): readonly TaskAction[] {
  switch (task.state) {
    case 'waiting':
      return task.hold !== null
        ? ['release', 'edit', 'discard', 'reuse', 'rerun', 'details']
        : ['run-next', 'edit', 'hold', 'run-last', 'discard', 'reuse', 'rerun', 'details'];
    case 'submitting':
      return ['details'];
    case 'unconfirmed':
      return ['poll-now', 'resend', 'discard', 'details'];
    case 'pending':
    case 'processing':
      return ['stop-polling', 'reuse', 'rerun', 'details'];
    case 'completed':
      // Its results have not been read yet.
      if (task.results.length === 0) return ['poll-now', 'reuse', 'dismiss', 'rerun', 'details'];
      return task.results.some((result) => result.state === 'expired' || (result.state === 'available' && result.error !== null))
        ? [
            'retry-download',
            ...(task.results.some(({ canKeepUnverified }) => canKeepUnverified) ? (['keep-unverified'] as const) : []),
            'reuse',
            'dismiss',
            'rerun',
            'details',
          ]
        : task.results.every((result) => result.state === 'stored')
          ? ['dismiss', 'reuse', 'details', 'rerun']
          : ['details', 'reuse', 'rerun'];
    case 'failed':
      return ['reuse', 'details', 'dismiss', 'rerun'];
    case 'cancelled':
      return ['reuse', 'details', 'dismiss', 'rerun'];
    case 'abandoned':
      return ['resume-polling', 'reuse', 'details', 'dismiss', 'rerun'];
    case 'draft':
    case 'discarded':
      return ['reuse', 'details'];
  }
}

/** Waiting tasks in the order of their submission, others by age. */
function compareTasks(a: Task, b: Task): number {
  return a.state === 'waiting' && b.state === 'waiting' ? a.queuePosition - b.queuePosition || a.id - b.id : a.id - b.id;
}

/** A row of the list: the header of a section, or a task. */
export type QueueRow =
  | { readonly kind: 'header'; readonly section: QueueSection; readonly count: number }
  | { readonly kind: 'task'; readonly id: number };

/** The queue as rows: each section that is not empty, with its tasks in order. */
export function queueRows(tasks: Iterable<Task>): readonly QueueRow[] {
  const bySection = new Map<QueueSection, Task[]>(sections.map((section) => [section, []]));
  for (const task of tasks) bySection.get(sectionOf(task))?.push(task);
  return sections.flatMap((section): readonly QueueRow[] => {
    const sectionTasks = bySection.get(section) ?? [];
    if (sectionTasks.length === 0) return [];
    return [
      { kind: 'header', section, count: sectionTasks.length },
      ...sectionTasks.sort(compareTasks).map(({ id }): QueueRow => ({ kind: 'task', id })),
    ];
  });
}

/** Number of live tasks per section. */
type SectionCounts = Readonly<Record<QueueSection, number>>;

/** Counts the tasks of each section: the same numbers for the rail, the status bar and the header of the queue. */
export function sectionCounts(tasks: Iterable<Task>): SectionCounts {
  const counts = { 'needs-you': 0, rendering: 0, saving: 0, waiting: 0, ended: 0 };
  for (const task of tasks) counts[sectionOf(task)] += 1;
  return counts;
}

/** The number of tasks that are in progress, waiting, or need the user. */
export const countOpenTasks = (counts: SectionCounts): number => counts['needs-you'] + counts.rendering + counts.saving + counts.waiting;

/** The progress for the bar, 0 to 1, and the phase that it belongs to; null when there is none. */
export function progressOf(task: Task): { readonly phase: 'rendering' | 'saving'; readonly share: number } | null {
  switch (task.state) {
    case 'pending':
    case 'processing':
      return { phase: 'rendering', share: Math.min(1, Math.max(0, task.progress / 100)) };
    case 'completed': {
      const transfer = task.results.find((result) => result.state === 'downloading' || result.state === 'available');
      if (transfer === undefined || transfer.totalBytes === null || transfer.totalBytes === 0) return null;
      return { phase: 'saving', share: Math.min(1, transfer.receivedBytes / transfer.totalBytes) };
    }
    default:
      return null;
  }
}
