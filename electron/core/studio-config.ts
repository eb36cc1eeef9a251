// What the shell or a test passes to a studio: the ports, and the configuration.
import type { StudioStatus } from '../../shared/ipc.ts';
import type { OpenDatabaseFile } from '../db/open-database.ts';
import type { SearchThreadFactory } from '../db/search/search-port.ts';
import type {
  Clock,
  Desktop,
  EvolinkApi,
  FilesApi,
  JournalFiles,
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

/** The reason why a restore failed; the former database is in use. */
export type RestoreFailure = Pick<Extract<StudioStatus['notices'][number], { kind: 'restore-failed' }>, 'reason' | 'detail'>;

/** All ports of the core. */
export interface StudioPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly api: EvolinkApi;
  readonly files: FilesApi;
  readonly library: VideoLibrary;
  readonly journals: JournalFiles;
  readonly references: ReferenceStore;
  readonly posters: PosterMaker;
  readonly keys: KeyVault;
  readonly simulator: SimulatorHost;
  readonly desktop: Desktop;
  readonly proxy: ProxyAuth;
}

/** The configuration of a studio, set by the shell or a test. */
export interface StudioConfig {
  /** A path, or `:memory:`. */
  readonly databasePath: string;
  /** Used while the user has not chosen a folder. */
  readonly defaultLibraryFolder: string;
  readonly timings: { readonly evolink: Timings; readonly simulator: Timings };
  readonly app: StudioStatus['app'];
  /** The user's languages according to the system, preferred first. */
  readonly systemLocales: readonly string[];
  /** `EVOLINK_API_KEY`: offered on first run, never stored without consent. */
  readonly environmentKey: string | null;
  /** Creates the part that indexes and searches the library: a thread in the app. */
  readonly searchThread: SearchThreadFactory;
  /** In tests: another way to open the file of the database. */
  readonly openDatabaseFile?: OpenDatabaseFile;
  /** In development and tests: checks the outputs of calls against the contract. */
  readonly checksOutput?: boolean;
}
