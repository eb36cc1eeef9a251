// A real studio with its own simulator over HTTP. Its directory is removed when the studio stops.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import type { Clock, EvolinkApi, Timings } from '../../../electron/core/ports.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { createSimulator, type Simulator } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import type { Task, TaskIn, TaskState } from '../../../shared/task.ts';
import { newActionId } from '../../support/action-id.ts';
import { openRealStudio, type RealStudio } from '../../support/real-studio.ts';
import { createTinyClips } from '../simulator/tiny-clip.ts';

export interface ServedStudio extends Omit<RealStudio, 'studio' | 'task'> {
  readonly service: Simulator['control'];
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>>;
  /**
   * Creates a profile and makes it the active one. Each situation needs its own profile, because a hold or pause affects a whole profile.
   */
  newProfile(): Promise<number>;
  /** The key of the newest profile. */
  key(): string;
  /** Submits a request in the active profile and returns the new task's id. */
  submit(request: GenerationRequest, sourceTaskId?: number | null): Promise<number>;
  read(id: number): Promise<CallOutput<'tasks.read'>>;
  /** Reads the task until it is in this state and meets the condition. */
  until<S extends TaskState>(id: number, state: S, condition?: (task: TaskIn<S>) => boolean): Promise<TaskIn<S>>;
  stop(): Promise<void>;
}

export async function startServedStudio(options: {
  readonly timings: Timings;
  readonly clock?: Clock;
  readonly settings?: Partial<SimulatorSettings>;
  readonly wrapApi?: (api: EvolinkApi) => EvolinkApi;
}): Promise<ServedStudio> {
  const { timings, clock = systemClock, settings = {}, wrapApi = (api) => api } = options;
  const directory = await mkdtemp(join(tmpdir(), 'served-studio-'));
  const http = createNodeHttpClient();
  const simulator = createSimulator({ directory: join(directory, 'service'), clips: createTinyClips(), settings });
  const addresses = await simulator.start();
  const { studio, folder, log, must } = openRealStudio({
    directory,
    service: addresses,
    clock,
    http,
    timings,
    wrapApi,
    checksOutput: true,
  });
  let profiles = 0;
  const key = (): string => `sk-real-${profiles}-0123456789`;
  const read: ServedStudio['read'] = (id) => must('tasks.read', { id });

  return {
    service: simulator.control,
    folder,
    log,
    must,
    call: async (name, input) => (await studio.dispatch(name, input)) as never,
    async newProfile() {
      profiles += 1;
      const { api: apiBaseUrl, files: filesBaseUrl } = addresses;
      return (await must('profiles.connect', { profileId: null, name: `Profile ${profiles}`, key: key(), apiBaseUrl, filesBaseUrl })).id;
    },
    async submit(request, sourceTaskId = null) {
      const { ids } = await must('tasks.submit', { actionId: newActionId(), request, variations: 1, sendAnyway: true, sourceTaskId });
      return ids[0] ?? 0;
    },
    key,
    read,
    async until(id, state, condition = () => true) {
      let task: Task | null = null;
      // The time limit is generous, because a busy machine may take many times the usual time. Only a hang should exceed it.
      for (const deadlineMs = performance.now() + 45_000; performance.now() < deadlineMs; ) {
        task = (await read(id)).task;
        if (task.state === state && condition(task as never)) return task as never;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      throw new Error(`task ${id} never became ${state}: ${JSON.stringify(await read(id), null, 1)}`);
    },
    async stop() {
      await studio.stop({ withinMs: 0 });
      await simulator.stop();
      http.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
