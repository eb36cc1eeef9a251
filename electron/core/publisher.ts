// Tells the window what changed, for example that a task finished: numbered deltas, collected for 30 ms, so that a burst of changes is one message
// and one frame. The other end is `renderer/src/store/connect-store.ts`.
//
// Nothing can be lost: ids are collected, not values; a delta reads what is true when it leaves. A window subscribes, then takes a
// snapshot at some revision, then applies the deltas after it. A delta may repeat what a snapshot already held; entries are whole, so
// applying one twice changes nothing. A gap in the numbers, or another boot, means: take a snapshot.
import type { Snapshot, SnapshotPage, StudioEvent, StudioStatus } from '../../shared/ipc.ts';
import type { Task } from '../../shared/task.ts';
import type { Clock } from './ports.ts';

const collectMs = 30;

/** The only source of events for the window: every change is reported here, and published with others. */
export interface Publisher {
  /** A task changed, came or went. Called by the task store. */
  taskChanged(id: number): void;
  /** Something in the status changed: a profile, a setting, the folder, a notice. */
  statusChanged(): void;
  /** A video came into the library. `storedAtMs`: Unix milliseconds, by which the window sorts it in. */
  libraryAdded(resultId: number, storedAtMs: number): void;
  /** The record of a stored video changed. */
  libraryChanged(resultId: number): void;
  /** A video has no record any more, since it is downloaded anew. */
  libraryRemoved(resultId: number): void;
  /** Everything as it is now, or a page of the live tasks. */
  snapshot(page?: SnapshotPage): Snapshot;
  /** Answers a function that ends the subscription. */
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

/** What changed since the last delta: ids, not values. */
interface Collected {
  readonly tasks: Set<number>;
  /** Stored moments by result. */
  readonly added: Map<number, number>;
  readonly changed: Set<number>;
  readonly removed: Set<number>;
  status: boolean;
}

const nothingCollected = (): Collected => ({ tasks: new Set(), added: new Map(), changed: new Set(), removed: new Set(), status: false });

/** What is true now of everything that was collected. */
function deltaOf(
  { tasks, added, changed, removed, status }: Collected,
  sources: Sources,
): Omit<StudioEvent & { type: 'delta' }, 'boot' | 'revision'> {
  const current: Task[] = [];
  const gone: number[] = [];
  for (const id of tasks) {
    const task = sources.liveTask(id);
    if (task === null) gone.push(id);
    else current.push(task);
  }
  return {
    type: 'delta',
    status: status ? sources.status() : null,
    changed: current,
    removed: gone,
    library: {
      changed: [...changed].filter((id) => !added.has(id) && !removed.has(id)),
      added: [...added].map(([resultId, storedAtMs]) => ({ resultId, storedAtMs })).sort((a, b) => b.storedAtMs - a.storedAtMs),
      removed: [...removed],
    },
  };
}

type Changes = Pick<Publisher, 'taskChanged' | 'statusChanged' | 'libraryAdded' | 'libraryChanged' | 'libraryRemoved'>;

/** Collects changes; the library's counts are part of the status. `add` changes what is collected now, and sees to it that it is sent. */
function createCollector(add: (change: (collected: Collected) => void) => void): Changes {
  return {
    taskChanged: (id) => add(({ tasks }) => tasks.add(id)),
    statusChanged() {
      add((collected) => {
        collected.status = true;
      });
    },
    libraryAdded(resultId, storedAtMs) {
      add((collected) => {
        collected.removed.delete(resultId);
        collected.added.set(resultId, storedAtMs);
        collected.status = true;
      });
    },
    libraryChanged(resultId) {
      add((collected) => {
        collected.changed.add(resultId);
        collected.status = true;
      });
    },
    libraryRemoved(resultId) {
      add((collected) => {
        collected.added.delete(resultId);
        collected.removed.add(resultId);
        collected.status = true;
      });
    },
  };
}

/** Built once for each start of the core; `boot` tells its deltas from those of another start. */
export function createPublisher(options: { boot: string; clock: Clock; sources: Sources }): Publisher {
  const { boot, clock, sources } = options;
  const listeners = new Set<(event: StudioEvent) => void>();
  let revision = 0;
  let stopped = false;
  let disarm: (() => void) | null = null;
  let collected = nothingCollected();

  function flush(): void {
    disarm = null;
    revision += 1;
    // Reading may itself change something: a row that does not parse becomes a notice, which is sent with the next delta.
    const leaving = collected;
    collected = nothingCollected();
    const event: StudioEvent = { ...deltaOf(leaving, sources), boot, revision };
    for (const listener of listeners) listener(event);
  }

  return {
    ...createCollector((change) => {
      change(collected);
      if (!stopped) disarm ??= clock.setTimer(collectMs, flush);
    }),
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
      // First: what the last delta changes must not arm a timer that outlives the database.
      stopped = true;
      if (disarm !== null) {
        disarm();
        flush();
      }
      listeners.clear();
    },
  };
}
