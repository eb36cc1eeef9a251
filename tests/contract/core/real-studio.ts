// A studio with real adapters over real HTTP against a simulator, for tests that walk through many situations with one start.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvolinkApi } from '../../../electron/adapters/evolink-api.ts';
import { createFilesApi } from '../../../electron/adapters/files-api.ts';
import { createLibrary } from '../../../electron/adapters/library.ts';
import { createNodeHttpClient } from '../../../electron/adapters/node-http-client.ts';
import { createReferenceStore } from '../../../electron/adapters/reference-store.ts';
import type { Timings } from '../../../electron/core/ports.ts';
import { systemClock as clock, systemRandom as random } from '../../../electron/shell/clock.ts';
import { createSimulator, type Simulator } from '../../../electron/simulator/simulator.ts';
import { createStudio } from '../../../electron/studio.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import type { Task, TaskIn, TaskState } from '../../../shared/task.ts';
import { createFakeDesktop, createFakeKeyVault, createFakeSimulatorHost } from '../../support/fake-desktop.ts';
import { createFakePosters } from '../../support/fake-files.ts';
import { createFakeLog } from '../../support/fake-log.ts';
import { createTinyClips } from '../simulator/tiny-clip.ts';

export interface RealStudio {
  readonly service: Simulator['control'];
  readonly log: ReturnType<typeof createFakeLog>;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>>;
  must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** A profile of its own for each situation: what holds or pauses one queue touches no other. It becomes the active one. */
  newProfile(): Promise<number>;
  /** Hands a request in for the active profile; the new task's id. */
  submit(request: GenerationRequest, madeFromId?: number | null): Promise<number>;
  read(id: number): Promise<CallOutput<'tasks.read'>>;
  /** Reads the task until it is in this state and as wanted. */
  until<S extends TaskState>(id: number, state: S, isSo?: (task: TaskIn<S>) => boolean): Promise<TaskIn<S>>;
  stop(): Promise<void>;
}

export async function startRealStudio(timings: Timings): Promise<RealStudio> {
  const directory = await mkdtemp(join(tmpdir(), 'real-studio-'));
  const http = createNodeHttpClient();
  const log = createFakeLog();
  const simulator = createSimulator({
    directory: join(directory, 'service'),
    clips: createTinyClips(),
    settings: { progressMs: 40, credits: 1_000_000, maxFiles: 10_000 },
  });
  const { api, files } = await simulator.start();
  const studio = createStudio(
    {
      clock,
      random,
      log,
      simulator: createFakeSimulatorHost(),
      api: createEvolinkApi({ http, clock, version: '0.0.0' }),
      files: createFilesApi({ http, clock, version: '0.0.0' }),
      library: createLibrary({ http, clock }),
      references: createReferenceStore({ folder: join(directory, 'references'), http }),
      posters: createFakePosters(),
      keys: createFakeKeyVault(),
      desktop: createFakeDesktop(),
    },
    {
      databasePath: join(directory, 'studio.sqlite'),
      defaultLibraryFolder: join(directory, 'videos'),
      timings: { evolink: timings, simulator: timings },
      app: { version: '0.0.0', platform: 'linux', electron: '0' },
      environmentKey: null,
      systemLocales: ['en'],
      checksOutput: true,
    },
  );
  const started = studio.start();
  if (!started.ok) throw new Error(started.error.kind);
  let profiles = 0;

  const real: RealStudio = {
    service: simulator.control,
    log,
    call: async (name, input) => (await studio.dispatch(name, input)) as never,
    async must(name, input) {
      const answer = await real.call(name, input);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      return answer.value;
    },
    async newProfile() {
      profiles += 1;
      const wish = {
        profileId: null,
        name: `Profile ${profiles}`,
        key: `sk-real-${profiles}-0123456789`,
        apiBaseUrl: api,
        filesBaseUrl: files,
      };
      return (await real.must('profiles.connect', wish)).id;
    },
    async submit(request, madeFromId = null) {
      const { ids } = await real.must('tasks.submit', { request, variations: 1, sendAnyway: true, madeFromId });
      return ids[0] ?? 0;
    },
    read: (id) => real.must('tasks.read', { id }),
    async until(id, state, isSo = () => true) {
      let task: Task | null = null;
      for (let tries = 0; tries < 500; tries += 1) {
        task = (await real.read(id)).task;
        if (task.state === state && isSo(task as never)) return task as never;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      throw new Error(`task ${id} never became ${state}: ${JSON.stringify(await real.read(id), null, 1)}`);
    },
    async stop() {
      await studio.stop({ withinMs: 0 });
      await simulator.stop();
      http.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return real;
}
