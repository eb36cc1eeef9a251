// A whole studio with real parts (database, HTTP, folder); only the desktop, the keychain and the posters are fakes.

import { join } from 'node:path';
import { createEvolinkApi } from '../../electron/adapters/evolink/evolink-api.ts';
import { createFilesApi } from '../../electron/adapters/evolink/files-api.ts';
import { createJournalFiles } from '../../electron/adapters/library/journal-files.ts';
import { createVideoLibrary } from '../../electron/adapters/library/video-library.ts';
import { createReferenceStore } from '../../electron/adapters/references/reference-store.ts';
import type { Clock, EvolinkApi, HttpClient, Timings, VideoLibrary } from '../../electron/core/ports.ts';
import type { StudioPorts } from '../../electron/core/studio-config.ts';
import { systemRandom } from '../../electron/shell/system/system-random.ts';
import { createStudio, type Studio } from '../../electron/studio.ts';
import type { CallName, CallOutput } from '../../shared/ipc.ts';
import type { Task } from '../../shared/task.ts';
import { type TestInput, withProfile } from './active-profile.ts';
import { createFakeDesktop, createFakeKeyVault, createFakeProxyAuth } from './fake-desktop.ts';
import { createFakeLog } from './fake-log.ts';
import { createFakePictureDecoder } from './fake-picture-decoder.ts';
import { createFakePosterMaker } from './fake-poster-maker.ts';
import { studioConfig } from './studio-config.ts';

export interface RealStudio {
  readonly studio: Studio;
  readonly folder: string;
  readonly log: ReturnType<typeof createFakeLog>;
  must<N extends CallName>(name: N, input: TestInput<N>): Promise<CallOutput<N>>;
  task(id: number): Promise<Task>;
}

export interface RealStudioOptions {
  /** The folder of the database, the references and the videos. A second studio with the same directory is a restart. */
  readonly directory: string;
  /** The library folder, for example one that several studios share. By default `videos` in the directory. */
  readonly libraryFolder?: string;
  readonly service: { readonly api: string; readonly files: string };
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly timings: Timings;
  /** Wraps the real service. */
  readonly wrapApi?: (api: EvolinkApi) => EvolinkApi;
  /** Wraps the real library. */
  readonly wrapLibrary?: (library: VideoLibrary) => VideoLibrary;
  /** Ports that replace the default ones. */
  readonly portOverrides?: Partial<StudioPorts>;
  /** Whether an output that violates the contract is reported as a bug. */
  readonly checksOutput?: boolean;
}

export function openRealStudio(options: RealStudioOptions): RealStudio {
  const { directory, service, clock, http, timings, portOverrides = {}, checksOutput = false } = options;
  const { wrapApi = (api) => api, wrapLibrary = (library) => library } = options;
  const log = createFakeLog();
  const folder = options.libraryFolder ?? join(directory, 'videos');
  const studio = createStudio(
    {
      clock,
      random: systemRandom,
      log,
      simulator: { start: async () => ({ apiBaseUrl: service.api, filesBaseUrl: service.files }), stop: async () => undefined },
      api: wrapApi(createEvolinkApi({ http, clock, version: '0.0.0' })),
      files: createFilesApi({ http, clock, version: '0.0.0' }),
      library: wrapLibrary(createVideoLibrary({ http, clock })),
      journals: createJournalFiles(),
      references: createReferenceStore({ pictures: createFakePictureDecoder(), folder: join(directory, 'references'), http }),
      posters: createFakePosterMaker(),
      keys: createFakeKeyVault(),
      desktop: createFakeDesktop(),
      proxy: createFakeProxyAuth(),
      ...portOverrides,
    },
    studioConfig({
      databasePath: join(directory, 'studio.sqlite'),
      defaultLibraryFolder: folder,
      timings: { evolink: timings, simulator: timings },
      checksOutput,
    }),
  );
  const started = studio.start();
  if (!started.ok) throw new Error(`did not start: ${started.error.kind}`);
  const must: RealStudio['must'] = async (name, input) => {
    const result = await studio.dispatch(name, await withProfile(name, input, () => must('studio.snapshot', {})));
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value as never;
  };
  return { studio, folder, log, must, task: async (id) => (await must('tasks.read', { id })).task };
}

/** All timings divided by `times`, with their order kept. */
export function scaledDown(timings: Timings, factor: number): Timings {
  return Object.fromEntries(
    Object.entries(timings).map(([name, ms]) => [name, Math.max(1, Math.round(ms / factor))]),
  ) as unknown as Timings;
}

export const isStored = (task: Task): boolean =>
  task.state === 'completed' && task.results.length > 0 && task.results.every(({ state }) => state === 'stored');

/**
 * Waits until the condition holds. Returns false if it still does not hold after `withinMs` of real time; only a hang should take that
 * long.
 */
export async function waitFor(condition: () => boolean | Promise<boolean>, withinMs = 90_000, everyMs = 20): Promise<boolean> {
  const endMs = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > endMs) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}
