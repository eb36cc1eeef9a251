// Tells the window what changed: numbered deltas, collected for 30 ms, so that a burst of facts is one message and one frame.
//
// Nothing can be lost: ids are collected, not values; a delta reads what is true when it leaves. A window subscribes, then takes a
// snapshot at some revision, then applies the deltas after it. A delta may repeat what a snapshot already held; entries are whole, so
// applying one twice changes nothing. A gap in the numbers, or another boot, means: take a snapshot.
import type { Snapshot, SnapshotPage, StudioEvent, StudioStatus } from '../../shared/ipc.ts';
import type { Task } from '../../shared/task.ts';
import type { Clock } from './ports.ts';

const collectMs = 30;

export interface Publisher {
  taskChanged(id: number): void;
  statusChanged(): void;
  libraryAdded(resultId: number, storedAtMs: number): void;
  libraryChanged(resultId: number): void;
  libraryRemoved(resultId: number): void;
  snapshot(page?: SnapshotPage): Snapshot;
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Sends what is collected now; nothing afterwards. */
  stop(): void;
}

interface Sources {
  liveTask(id: number): Task | null;
  liveTasks(): Task[];
  livePage(page: SnapshotPage): { tasks: Task[]; isComplete: boolean };
  status(): StudioStatus;
}

export function createPublisher(options: { boot: string; clock: Clock; sources: Sources }): Publisher {
  const { boot, clock, sources } = options;
  const listeners = new Set<(event: StudioEvent) => void>();
  let revision = 0;
  let stopped = false;
  let disarm: (() => void) | null = null;

  let tasks = new Set<number>();
  let status = false;
  let added = new Map<number, number>();
  let changed = new Set<number>();
  let removed = new Set<number>();

  function flush(): void {
    disarm = null;
    revision += 1;
    const current: Task[] = [];
    const gone: number[] = [];
    for (const id of tasks) {
      const task = sources.liveTask(id);
      if (task === null) gone.push(id);
      else current.push(task);
    }
    const event: StudioEvent = {
      type: 'delta',
      boot,
      revision,
      status: status ? sources.status() : null,
      changed: current,
      removed: gone,
      library: {
        changed: [...changed].filter((id) => !added.has(id) && !removed.has(id)),
        added: [...added].map(([resultId, storedAtMs]) => ({ resultId, storedAtMs })).sort((a, b) => b.storedAtMs - a.storedAtMs),
        removed: [...removed],
      },
    };
    tasks = new Set();
    status = false;
    added = new Map();
    changed = new Set();
    removed = new Set();
    for (const listener of listeners) listener(event);
  }

  function collect(): void {
    if (!stopped) disarm ??= clock.setTimer(collectMs, flush);
  }

  return {
    taskChanged(id) {
      tasks.add(id);
      collect();
    },
    statusChanged() {
      status = true;
      collect();
    },
    libraryAdded(resultId, storedAtMs) {
      removed.delete(resultId);
      added.set(resultId, storedAtMs);
      status = true; // its counts
      collect();
    },
    libraryChanged(resultId) {
      changed.add(resultId);
      status = true;
      collect();
    },
    libraryRemoved(resultId) {
      added.delete(resultId);
      removed.add(resultId);
      status = true;
      collect();
    },
    snapshot: (page) => ({
      boot,
      revision,
      status: sources.status(),
      ...(page === undefined ? { tasks: sources.liveTasks(), isComplete: true } : sources.livePage(page)),
    }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      if (disarm !== null) {
        disarm();
        flush();
      }
      stopped = true;
      listeners.clear();
    },
  };
}
