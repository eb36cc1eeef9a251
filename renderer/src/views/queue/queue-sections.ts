// Where a task stands in the queue and what can be done with it, as pure functions.
import type { Task } from '../../../../shared/task.ts';
import { resultNeedingAction } from './error-steps.ts';

/** `ended`: nothing goes on and nothing is asked; it is there until it is put away. */
export type Section = 'needs-you' | 'rendering' | 'saving' | 'waiting' | 'ended';
const sections: readonly Section[] = ['needs-you', 'rendering', 'saving', 'waiting', 'ended'];

export type Action =
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

/** The section a live task belongs to. */
export function sectionOf(task: Task): Section {
  switch (task.state) {
    case 'waiting':
      // Whoever holds a task knows it; what the studio held goes on only when the person says so.
      return task.hold === 'restore' || task.hold === 'refusals' ? 'needs-you' : 'waiting';
    case 'submitting':
    case 'pending':
    case 'processing':
      return 'rendering';
    case 'completed':
      if (resultNeedingAction(task) !== undefined || task.results.some((result) => result.state === 'expired' || result.canKeepUnverified))
        return 'needs-you';
      // What is data, e.g. an element, is all here and only seen in the queue.
      return task.results.length > 0 && task.results.every((result) => result.state === 'stored') ? 'ended' : 'saving';
    case 'abandoned':
      // Who stopped it knows; only what the studio gave up by itself is news.
      return task.error.kind === 'polling-stopped' && task.error.reason === 'by-user' ? 'ended' : 'needs-you';
    case 'unconfirmed':
    case 'failed':
    case 'cancelled':
    case 'draft':
    case 'discarded':
      return 'needs-you';
  }
}

/** What a person can do with it now: the first stands out, the first three are buttons, the rest lies in a menu. */
export function actionsOf(task: Task): readonly Action[] {
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
      // Its results are still to come.
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

/** Sends first what goes first; elsewhere what began first. */
function order(a: Task, b: Task): number {
  return a.state === 'waiting' && b.state === 'waiting' ? a.queuePosition - b.queuePosition || a.id - b.id : a.id - b.id;
}

export type Row =
  | { readonly kind: 'header'; readonly section: Section; readonly count: number }
  | { readonly kind: 'task'; readonly id: number };

/** The queue as rows: the sections that hold something, each with its tasks in order. */
export function queueRows(tasks: Iterable<Task>): readonly Row[] {
  const bySection = new Map<Section, Task[]>(sections.map((section) => [section, []]));
  for (const task of tasks) bySection.get(sectionOf(task))?.push(task);
  return sections.flatMap((section): readonly Row[] => {
    const inside = bySection.get(section) ?? [];
    if (inside.length === 0) return [];
    return [{ kind: 'header', section, count: inside.length }, ...inside.sort(order).map(({ id }): Row => ({ kind: 'task', id }))];
  });
}

export type SectionCounts = Readonly<Record<Section, number>>;

/** How many tasks each section holds: the one count behind the rail, the status bar and the queue's own title. */
export function sectionCounts(tasks: Iterable<Task>): SectionCounts {
  const counts = { 'needs-you': 0, rendering: 0, saving: 0, waiting: 0, ended: 0 };
  for (const task of tasks) counts[sectionOf(task)] += 1;
  return counts;
}

/** How many of them go on or ask for somebody. */
export const openTasks = (counts: SectionCounts): number => counts['needs-you'] + counts.rendering + counts.saving + counts.waiting;

/** Progress to draw as a bar, 0–1, and what it is of; null where nothing moves. */
export function progressOf(task: Task): { readonly of: 'rendering' | 'saving'; readonly share: number } | null {
  switch (task.state) {
    case 'pending':
    case 'processing':
      return { of: 'rendering', share: Math.min(1, Math.max(0, task.progress / 100)) };
    case 'completed': {
      const moving = task.results.find((result) => result.state === 'downloading' || result.state === 'available');
      if (moving === undefined || moving.totalBytes === null || moving.totalBytes === 0) return null;
      return { of: 'saving', share: Math.min(1, moving.receivedBytes / moving.totalBytes) };
    }
    default:
      return null;
  }
}
