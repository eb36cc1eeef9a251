// What every host of the simulated service shares: its state, its clock and its settings.
import type { AccountTable } from './account-table.ts';
import type { BlobStore } from './blob-store.ts';
import type { AdjustableClock } from './clock.ts';
import type { SimulatorDatabase } from './database.ts';
import type { SimulatorSettings } from './settings.ts';
import type { TaskLife } from './task-life.ts';
import type { TaskRow, TaskTable } from './task-table.ts';
import type { UploadTable } from './upload-table.ts';

export interface Service {
  readonly database: SimulatorDatabase;
  readonly accounts: AccountTable;
  readonly tasks: TaskTable;
  readonly uploads: UploadTable;
  readonly blobs: BlobStore;
  readonly clock: AdjustableClock;
  readonly life: TaskLife;
  readonly settings: () => SimulatorSettings;
  /** `length` characters of [a-z0-9]. */
  readonly randomText: (length: number) => string;
  /** Base URL of the files host, known once it listens. */
  readonly filesBase: () => string;
  /** Starts drawing the clips of an accepted task. */
  readonly draw: (task: Pick<TaskRow, 'id' | 'clips'>) => void;
  readonly fetch: typeof fetch;
}
