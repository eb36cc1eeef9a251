// A complete studio on fakes, for tests of the core: in memory, or with a database file that survives a restart.
import type { SwapCalls } from '../../electron/db/backup/restore-backup.ts';
import type { SearchThreadFactory } from '../../electron/db/search/search-port.ts';
import { createStudio, type Studio } from '../../electron/studio.ts';
import type { AppError } from '../../shared/errors.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { CallName, CallOutput, StudioEvent } from '../../shared/ipc.ts';
import type { Result } from '../../shared/result.ts';
import type { Task, TaskIn, TaskState } from '../../shared/task.ts';
import { type TestInput, withProfile } from './active-profile.ts';
import { createFakeApi } from './fake-api.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeDesktop, createFakeKeyVault, createFakeProxyAuth, createFakeSimulatorHost } from './fake-desktop.ts';
import { createFakeFilesApi } from './fake-files-api.ts';
import { createFakeJournalFiles } from './fake-journal-files.ts';
import { createFakeLog } from './fake-log.ts';
import { createFakePosterMaker } from './fake-poster-maker.ts';
import { createFakeRandom } from './fake-random.ts';
import { createFakeReferenceStore } from './fake-reference-store.ts';
import { createFakeVideoLibrary } from './fake-video-library.ts';
import { inProcessSearch } from './in-process-search.ts';
import { studioConfig } from './studio-config.ts';
import { submission } from './submission.ts';

/** A request without issues. */
export const fox: GenerationRequest = {
  model: 'seedance-1.5-pro',
  prompt: 'a fox in the snow',
  durationSeconds: 5,
  quality: '720p',
  aspectRatio: '16:9',
  generateAudio: true,
  references: [],
  parameters: {},
};

/** The fakes around a studio. They outlive a restart of the studio. */
export function createWorld() {
  const clock = createFakeClock();
  return {
    clock,
    random: createFakeRandom(),
    log: createFakeLog(),
    api: createFakeApi(clock),
    files: createFakeFilesApi(clock),
    library: createFakeVideoLibrary(clock),
    journals: createFakeJournalFiles(),
    references: createFakeReferenceStore(),
    posters: createFakePosterMaker(),
    keys: createFakeKeyVault(),
    simulator: createFakeSimulatorHost(),
    desktop: createFakeDesktop(),
    proxy: createFakeProxyAuth(),
  };
}
export type World = ReturnType<typeof createWorld>;

export interface Bench extends World {
  readonly studio: Studio;
  readonly events: StudioEvent[];
  call<N extends CallName>(name: N, input: TestInput<N>): Promise<Result<CallOutput<N>, AppError>>;
  /** Returns the value, or fails the test. */
  must<N extends CallName>(name: N, input: TestInput<N>): Promise<CallOutput<N>>;
  /** Connects a profile with a key and makes it active. */
  connect(): Promise<number>;
  /** Advances the clock by a second and replaces the key of a profile. Returns the time of the replacement, in epoch milliseconds. */
  replaceKey(profileId: number, key: string): Promise<number>;
  /** Submits `count` tasks with one request, and runs everything that is due. */
  submit(request?: GenerationRequest, count?: number): Promise<number[]>;
  task(id: number): Promise<Task>;
  taskIn<S extends TaskState>(id: number, state: S): Promise<TaskIn<S>>;
  journalEvents(id: number): Promise<string[]>;
}

export function startBench(
  options: {
    world?: World;
    databasePath?: string;
    environmentKey?: string;
    systemLocales?: readonly string[];
    swapCalls?: SwapCalls;
    searchThread?: SearchThreadFactory;
  } = {},
): Bench {
  const world = options.world ?? createWorld();
  const studio = createStudio(
    world,
    studioConfig({
      databasePath: options.databasePath ?? ':memory:',
      systemLocales: options.systemLocales ?? ['en-US'],
      environmentKey: options.environmentKey ?? null,
      searchThread: options.searchThread ?? inProcessSearch,
      checksOutput: true,
    }),
    options.swapCalls,
  );
  const events: StudioEvent[] = [];
  studio.onEvent((event) => events.push(event));
  const started = studio.start();
  if (!started.ok) throw new Error(`did not start: ${started.error.kind}`);

  const bench: Bench = {
    ...world,
    studio,
    events,
    call: async (name, input) =>
      (await studio.dispatch(name, await withProfile(name, input, () => bench.must('studio.snapshot', {})))) as never,
    async must(name, input) {
      const result = await bench.call(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)} ${world.log.lines.at(-1)}`);
      return result.value;
    },
    async connect() {
      const input = { profileId: null, name: 'Mine', key: 'sk-abcdefgh1234', apiBaseUrl: null, filesBaseUrl: null };
      return (await bench.must('profiles.connect', input)).id;
    },
    async replaceKey(profileId, key) {
      await world.clock.advance(1_000);
      await bench.must('profiles.connect', { profileId, name: 'Mine', key, apiBaseUrl: null, filesBaseUrl: null });
      return world.clock.now();
    },
    async submit(request = fox, count = 1) {
      const { ids } = await bench.must('tasks.submit', submission(request, { variations: count }));
      await world.clock.settle();
      return ids;
    },
    task: async (id) => (await bench.must('tasks.read', { id })).task,
    async taskIn(id, state) {
      const task = await bench.task(id);
      if (task.state !== state) throw new Error(`task ${id} is ${task.state}, not ${state}: ${JSON.stringify(task)}`);
      return task as never;
    },
    journalEvents: async (id) => (await bench.must('tasks.read', { id })).journal.map((entry) => entry.event),
  };
  return bench;
}
