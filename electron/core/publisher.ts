// Publishes changes to the window, for example that a task finished. Changes are collected for 30 ms and sent as one numbered delta
// (coalesced), so that many changes cause only one message and one frame. `renderer/src/store/connect-store.ts` receives it.
//
// No change is lost: the publisher collects ids, and reads the values when it sends a delta. A window first subscribes, then requests a
// snapshot at some revision, then applies the later deltas. A delta may repeat content of a snapshot. This does no harm, because entries
// are complete. If a revision is missing, or the boot id has changed, the window requests a new snapshot.
import { setImmediate as nextEventLoopTurn } from 'node:timers/promises';
import type { Snapshot, SnapshotPage, StudioEvent, StudioStatus } from '../../shared/ipc.ts';
import type { Task } from '../../shared/task.ts';
import type { Clock } from './ports.ts';

const collectMs = 30;
/** Number of tasks per turn of the event loop while a complete snapshot is read. */
const tasksPerPage = 400;

/** The only source of events for the window. Every change must be reported here. Changes are collected and published together. */
export interface Publisher {
  /** The task store calls this after a task was created, changed or removed. */
  taskChanged(id: number): void;
  /** Called after something in the status changed: a profile, a setting, the folder, a notice. */
  statusChanged(): void;
  /** Called after a video was added to the library. `storedAtMs`: Unix milliseconds, by which the window sorts. */
  libraryAdded(resultId: number, storedAtMs: number): void;
  /** Called after the record of a stored video changed. */
  libraryChanged(resultId: number): void;
  /** Called after a video left the library, because it is downloaded again or was moved to the trash. */
  libraryRemoved(resultId: number): void;
  /**
   * Returns a snapshot with all live tasks, or with one page of them. All live tasks are read in pages, and the event loop runs between
   * two pages. Tasks that change meanwhile are read again at the end. Rejects if the database is closed meanwhile.
   */
  snapshot(page?: SnapshotPage): Promise<Snapshot>;
  /** Adds a listener. The returned function removes it. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Sends the collected changes, then stops. */
  stop(): void;
}

interface Sources {
  /** The view of a live task; null for any other task. */
  liveTask(id: number): Task | null;
  /** A page of live tasks, and whether it is the last page. */
  livePage(page: SnapshotPage): { tasks: Task[]; isComplete: boolean };
  status(): StudioStatus;
}

/** The changes since the last delta, as ids and not as values. */
interface CollectedChanges {
  readonly tasks: Set<number>;
  /** The storage time of each added video, by result id. */
  readonly added: Map<number, number>;
  readonly changed: Set<number>;
  readonly removed: Set<number>;
  hasStatusChanged: boolean;
}

const noChanges = (): CollectedChanges => ({
  tasks: new Set(),
  added: new Map(),
  changed: new Set(),
  removed: new Set(),
  hasStatusChanged: false,
});

/** Builds the delta from the current values of everything that was collected. */
function deltaOf(
  { tasks, added, changed, removed, hasStatusChanged }: CollectedChanges,
  sources: Sources,
): Omit<StudioEvent & { type: 'delta' }, 'boot' | 'revision'> {
  const current: Task[] = [];
  const removedIds: number[] = [];
  for (const id of tasks) {
    const task = sources.liveTask(id);
    if (task === null) removedIds.push(id);
    else current.push(task);
  }
  return {
    type: 'delta',
    status: hasStatusChanged ? sources.status() : null,
    changed: current,
    removed: removedIds,
    library: {
      changed: [...changed].filter((id) => !added.has(id) && !removed.has(id)),
      added: [...added].map(([resultId, storedAtMs]) => ({ resultId, storedAtMs })).sort((a, b) => b.storedAtMs - a.storedAtMs),
      removed: [...removed],
    },
  };
}

/**
 * Reads all live tasks, sorted by id. Each is returned in its state at the end of the reading. `changed`: the tasks that change
 * meanwhile, which are read again.
 */
async function readLive(sources: Sources, changed: ReadonlySet<number>): Promise<Task[]> {
  const tasks = new Map<number, Task>();
  for (let afterId = 0; ; ) {
    const page = sources.livePage({ afterId, limit: tasksPerPage });
    for (const task of page.tasks) tasks.set(task.id, task);
    if (page.isComplete) break;
    afterId = page.tasks.at(-1)?.id ?? afterId;
    await nextEventLoopTurn();
  }
  for (const id of changed) {
    const task = sources.liveTask(id);
    if (task === null) tasks.delete(id);
    else tasks.set(id, task);
  }
  return [...tasks.values()].sort((a, b) => a.id - b.id);
}

type Changes = Pick<Publisher, 'taskChanged' | 'statusChanged' | 'libraryAdded' | 'libraryChanged' | 'libraryRemoved'>;

/**
 * Creates the collector of changes. The counts of the library are part of the status. `add` changes the collection and schedules its
 * delivery.
 */
function createCollector(add: (change: (collected: CollectedChanges) => void) => void): Changes {
  return {
    taskChanged: (id) => add(({ tasks }) => tasks.add(id)),
    statusChanged() {
      add((collected) => {
        collected.hasStatusChanged = true;
      });
    },
    libraryAdded(resultId, storedAtMs) {
      add((collected) => {
        collected.removed.delete(resultId);
        collected.added.set(resultId, storedAtMs);
        collected.hasStatusChanged = true;
      });
    },
    libraryChanged(resultId) {
      add((collected) => {
        collected.changed.add(resultId);
        collected.hasStatusChanged = true;
      });
    },
    libraryRemoved(resultId) {
      add((collected) => {
        collected.added.delete(resultId);
        collected.removed.add(resultId);
        collected.hasStatusChanged = true;
      });
    },
  };
}

/** Called once for each start of the core. `boot` distinguishes the deltas of this start from those of another one. */
export function createPublisher(options: { boot: string; clock: Clock; sources: Sources }): Publisher {
  const { boot, clock, sources } = options;
  const listeners = new Set<(event: StudioEvent) => void>();
  /** For each complete snapshot that is being read, the tasks that have changed since its start. */
  const changedDuringSnapshots = new Set<Set<number>>();
  let revision = 0;
  let isStopped = false;
  let cancelTimer: (() => void) | null = null;
  let collected = noChanges();

  function flush(): void {
    cancelTimer = null;
    revision += 1;
    // Reading may itself cause a change: a row that does not parse causes a notice, which the next delta contains.
    const changesToSend = collected;
    collected = noChanges();
    const event: StudioEvent = { ...deltaOf(changesToSend, sources), boot, revision };
    for (const listener of listeners) listener(event);
  }

  const changes = createCollector((change) => {
    change(collected);
    if (!isStopped) cancelTimer ??= clock.setTimer(collectMs, flush);
  });

  async function allLive(): Promise<Task[]> {
    const changed = new Set<number>();
    changedDuringSnapshots.add(changed);
    try {
      return await readLive(sources, changed);
    } finally {
      changedDuringSnapshots.delete(changed);
    }
  }

  return {
    ...changes,
    taskChanged(id) {
      for (const changed of changedDuringSnapshots) changed.add(id);
      changes.taskChanged(id);
    },
    async snapshot(page) {
      const live = page === undefined ? { tasks: await allLive(), isComplete: true } : sources.livePage(page);
      return { boot, revision, status: sources.status(), ...live };
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      // This is set first, so that changes during the last delta do not start a timer that outlives the database.
      isStopped = true;
      if (cancelTimer !== null) {
        cancelTimer();
        flush();
      }
      listeners.clear();
    },
  };
}
