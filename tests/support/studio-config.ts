// The configuration of a studio in a test.
import { productTimings, simulatorTimings } from '../../electron/core/scheduling/timings.ts';
import type { StudioConfig } from '../../electron/core/studio-config.ts';
import { inProcessSearch } from './in-process-search.ts';
import { openMigratedFile } from './migrated-file.ts';

/** A configuration with a migrated database in memory, a search in the calling thread and the product's timings, with these changes. */
export const studioConfig = (change: Partial<StudioConfig> = {}): StudioConfig => ({
  databasePath: ':memory:',
  defaultLibraryFolder: '/videos',
  timings: { evolink: productTimings, simulator: simulatorTimings },
  app: { version: '0.0.0', platform: 'linux', electron: '0' },
  systemLocales: ['en-US'],
  environmentKey: null,
  searchThread: inProcessSearch,
  openDatabaseFile: openMigratedFile,
  ...change,
});
