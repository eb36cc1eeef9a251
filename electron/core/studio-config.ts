// The ports and the configuration that the shell or a test passes to a studio.
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

/** The reason why a restore failed. The former database is in use then. */
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
  /** The library folder that is used until the user chooses one. */
  readonly defaultLibraryFolder: string;
  readonly timings: { readonly evolink: Timings; readonly simulator: Timings };
  readonly app: StudioStatus['app'];
  /** The user's languages in the system settings, in order of preference. */
  readonly systemLocales: readonly string[];
  /** The value of `EVOLINK_API_KEY`. It is offered on the first run, and never stored without consent. */
  readonly environmentKey: string | null;
  /** Creates the part that indexes and searches the library. In the app it is a thread. */
  readonly searchThread: SearchThreadFactory;
  /** In tests: another way to open the database file. */
  readonly openDatabaseFile?: OpenDatabaseFile;
  /** In development and tests: whether the outputs of calls are checked against the contract. */
  readonly checksOutput?: boolean;
}
