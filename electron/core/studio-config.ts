// What a studio is made from: the world as ports, and what only its owner can know.
import type { StudioStatus } from '../../shared/ipc.ts';
import type {
  Clock,
  Desktop,
  EvolinkApi,
  FilesApi,
  KeyVault,
  Log,
  PosterMaker,
  ProxyAuth,
  Random,
  ReferenceStore,
  SimulatorHost,
  Timings,
  VideoLibrary,
} from './ports.ts';

/** Why going back to a backup failed; the database is the one that was there. */
export type RestoreFailure = Pick<Extract<StudioStatus['notices'][number], { kind: 'restore-failed' }>, 'reason' | 'detail'>;

/** Everything the core needs from the world. */
export interface StudioPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly api: EvolinkApi;
  readonly files: FilesApi;
  readonly library: VideoLibrary;
  readonly references: ReferenceStore;
  readonly posters: PosterMaker;
  readonly keys: KeyVault;
  readonly simulator: SimulatorHost;
  readonly desktop: Desktop;
  readonly proxy: ProxyAuth;
}

/** What the owner of a studio decides: the shell, or a test. */
export interface StudioConfig {
  /** A file, or `:memory:`. */
  readonly databasePath: string;
  /** Used while the person has not chosen a folder. */
  readonly defaultLibraryFolder: string;
  readonly timings: { readonly evolink: Timings; readonly simulator: Timings };
  readonly app: StudioStatus['app'];
  /** The languages the person told the system, best liked first. */
  readonly systemLocales: readonly string[];
  /** `EVOLINK_API_KEY`: offered on first run, never stored unasked. */
  readonly environmentKey: string | null;
  /** In development and tests: answers to calls are checked against the contract. */
  readonly checksOutput?: boolean;
}
