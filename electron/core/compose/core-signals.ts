// Signals from parts that are built early to parts that are built late. The signals are created first and connected last. No signal may
// be sent before they are connected.
import type { AppError } from '../../../shared/errors.ts';
import type { Publisher } from '../publisher.ts';
import type { TaskListener } from '../tasks/task-transitions.ts';
import type { ComposedLibrary } from './compose-library.ts';
import type { ComposedQueue } from './compose-queue.ts';

/** The parts that receive the signals. */
export interface SignalTargets {
  readonly publisher: Publisher;
  readonly queue: Pick<ComposedQueue, 'wake' | 'wakePosters' | 'startDownloading'>;
  readonly library: Pick<ComposedLibrary, 'folderHealth' | 'move'>;
}

/** Every member except `connect` throws until `connect` was called. */
export interface CoreSignals {
  /** Publishes the status for the window. */
  statusChanged(): void;
  /** Receives changes of tasks and library records. */
  readonly listener: TaskListener;
  /** Wakes every job runner and the library move, because rows may have become due. */
  wakeAll(): void;
  wakePosters(): void;
  startDownloading(): void;
  /** The reason why nothing is downloaded now; null if there is none. */
  downloadBlocker(): AppError | null;
  /** Called once, when every part is built. */
  connect(targets: SignalTargets): void;
}

/** Created before all other parts; `connect` is called when the last part is built. */
export function createCoreSignals(): CoreSignals {
  let targets: SignalTargets | null = null;
  function requireTargets(): SignalTargets {
    if (targets === null) throw new Error('a signal was sent before the core was connected');
    return targets;
  }
  return {
    statusChanged: () => requireTargets().publisher.statusChanged(),
    listener: {
      taskChanged: (id) => requireTargets().publisher.taskChanged(id),
      libraryAdded: (id, atMs) => requireTargets().publisher.libraryAdded(id, atMs),
      libraryChanged: (id) => requireTargets().publisher.libraryChanged(id),
      libraryRemoved: (id) => requireTargets().publisher.libraryRemoved(id),
    },
    wakeAll() {
      requireTargets().queue.wake();
      requireTargets().library.move.wake();
    },
    wakePosters: () => requireTargets().queue.wakePosters(),
    startDownloading: () => requireTargets().queue.startDownloading(),
    downloadBlocker: () => requireTargets().library.folderHealth.blockingError(),
    connect(connectedTargets) {
      targets = connectedTargets;
    },
  };
}
