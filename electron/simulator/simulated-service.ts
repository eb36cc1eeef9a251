// What every host of the simulated service shares: its state, its clock and its settings.

import type { AdjustableClock } from './simulator-clock.ts';
import type { SimulatorSettings } from './simulator-settings.ts';
import type { BlobStore } from './tables/blob-store.ts';
import type { AccountTable } from './tables/simulated-account-table.ts';
import type { SimulatedTaskRow, SimulatedTaskTable } from './tables/simulated-task-table.ts';
import type { SimulatedUploadTable } from './tables/simulated-upload-table.ts';
import type { SimulatorDatabase } from './tables/simulator-database.ts';
import type { TaskLifecycle } from './tasks/task-lifecycle.ts';

/** The state of one simulator. Its hosts and routes read and change it through this. */
export interface Service {
  readonly database: SimulatorDatabase;
  readonly accounts: AccountTable;
  readonly tasks: SimulatedTaskTable;
  readonly uploads: SimulatedUploadTable;
  readonly blobs: BlobStore;
  readonly clock: AdjustableClock;
  readonly lifecycle: TaskLifecycle;
  readonly settings: () => SimulatorSettings;
  /** Returns `length` random characters of [a-z0-9]. */
  readonly randomText: (length: number) => string;
  /** The base URL of the files host; known only once it listens. */
  readonly filesBase: () => string;
  /** Queues the clips of an accepted task for rendering. */
  readonly queueClips: (task: Pick<SimulatedTaskRow, 'id' | 'clips'>) => void;
  readonly fetch: typeof fetch;
}
