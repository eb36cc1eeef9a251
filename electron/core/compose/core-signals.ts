// Signals from parts that are built early to parts that are built late: made first, connected last, never sent in between.
import type { AppError } from '../../../shared/errors.ts';
import type { Publisher } from '../publisher.ts';
import type { TaskListener } from '../tasks/task-transitions.ts';
import type { ComposedLibrary } from './compose-library.ts';
import type { ComposedQueue } from './compose-queue.ts';

/** The parts that the signals reach. */
export interface SignalTargets {
  readonly publisher: Publisher;
  readonly queue: Pick<ComposedQueue, 'wake' | 'wakePosters' | 'startDownloading'>;
  readonly library: Pick<ComposedLibrary, 'folder' | 'move'>;
}

/** Every member but `connect` throws until `connect` was called. */
export interface CoreSignals {
  /** The status that the window shows changed. */
  changed(): void;
  /** Tasks and library records changed. */
  readonly listener: TaskListener;
  /** Something may have become due, in any job runner or the library move. */
  wakeAll(): void;
  wakePosters(): void;
  startDownloading(): void;
  /** Why nothing is downloaded now. */
  downloadBlocker(): AppError | null;
  /** Called once, when every part is built. */
  connect(targets: SignalTargets): void;
}

/** Built first of all; `connect` is called when the last part is built. */
export function createCoreSignals(): CoreSignals {
  let targets: SignalTargets | null = null;
  function connected(): SignalTargets {
    if (targets === null) throw new Error('a signal was sent before the core was connected');
    return targets;
  }
  return {
    changed: () => connected().publisher.statusChanged(),
    listener: {
      taskChanged: (id) => connected().publisher.taskChanged(id),
      libraryAdded: (id, atMs) => connected().publisher.libraryAdded(id, atMs),
      libraryChanged: (id) => connected().publisher.libraryChanged(id),
      libraryRemoved: (id) => connected().publisher.libraryRemoved(id),
    },
    wakeAll() {
      connected().queue.wake();
      connected().library.move.wake();
    },
    wakePosters: () => connected().queue.wakePosters(),
    startDownloading: () => connected().queue.startDownloading(),
    downloadBlocker: () => connected().library.folder.blockingError(),
    connect(all) {
      targets = all;
    },
  };
}
