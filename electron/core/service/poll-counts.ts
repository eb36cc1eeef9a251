// Counts the consecutive polls of each task that brought no news. The counts are in memory.

/** The polls of a task since its last poll with news. Times are Unix milliseconds. */
export interface UnchangedPolls {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly count: number;
  /** The sum of the durations of these polls. */
  readonly totalMs: number;
  /** The longest duration of these polls. */
  readonly longestMs: number;
}

/** The counts of all tasks. They are lost when the studio ends. */
interface PollCounts {
  /** Adds a poll without news that began at `startedAtMs` and took `tookMs`. */
  add(taskId: number, startedAtMs: number, tookMs: number): void;
  /** Returns and removes the count of a task. */
  take(taskId: number): UnchangedPolls | null;
  /** Returns the count of a task. */
  peek(taskId: number): UnchangedPolls | null;
  /** The ids of tasks with a count. */
  taskIds(): readonly number[];
}

/** Called once by the request log. */
export function createPollCounts(): PollCounts {
  const counts = new Map<number, UnchangedPolls>();
  return {
    add(taskId, startedAtMs, tookMs) {
      const atMs = Math.round(startedAtMs);
      const previous = counts.get(taskId) ?? { firstAtMs: atMs, count: 0, totalMs: 0, longestMs: 0 };
      counts.set(taskId, {
        firstAtMs: previous.firstAtMs,
        lastAtMs: atMs,
        count: previous.count + 1,
        totalMs: previous.totalMs + tookMs,
        longestMs: Math.max(previous.longestMs, tookMs),
      });
    },
    take(taskId) {
      const count = counts.get(taskId) ?? null;
      counts.delete(taskId);
      return count;
    },
    peek: (taskId) => counts.get(taskId) ?? null,
    taskIds: () => [...counts.keys()],
  };
}
