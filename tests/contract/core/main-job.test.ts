// The main job with nothing faked but the desktop: the core, the real adapters, real HTTP on loopback, a real database and folder.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEvolinkApi } from '../../../electron/adapters/evolink-api.ts';
import { createFilesApi } from '../../../electron/adapters/files-api.ts';
import { createLibrary } from '../../../electron/adapters/library.ts';
import { createNodeHttpClient } from '../../../electron/adapters/node-http-client.ts';
import { createReferenceStore } from '../../../electron/adapters/reference-store.ts';
import type { SimulatorHost } from '../../../electron/core/ports.ts';
import { simulatorTimings } from '../../../electron/core/timings.ts';
import { systemClock as clock, systemRandom as random } from '../../../electron/shell/clock.ts';
import { createSimulator, type Simulator } from '../../../electron/simulator/simulator.ts';
import { createStudio, type Studio } from '../../../electron/studio.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { createFakeDesktop, createFakeKeyVault } from '../../support/fake-desktop.ts';
import { createFakePosters } from '../../support/fake-files.ts';
import { createFakeLog } from '../../support/fake-log.ts';
import { fox } from '../../support/studio-bench.ts';
import { createTinyClips } from '../simulator/tiny-clip.ts';

const http = createNodeHttpClient();
/** A person would not wait for these either. */
const timings = { ...simulatorTimings, firstLookMs: 50, lookMinMs: 40, lookMaxMs: 60, serverErrorMs: 200 };

let directory: string;
let service: Simulator;
let studio: Studio;
let log: ReturnType<typeof createFakeLog>;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'main-job-'));
  service = createSimulator({ directory: join(directory, 'service'), clips: createTinyClips(), settings: { progressMs: 100 } });
  const { api, files } = await service.start();
  const host: SimulatorHost = { start: async () => ({ apiBaseUrl: api, filesBaseUrl: files }), stop: async () => undefined };
  log = createFakeLog();
  studio = openStudio(host);
  await must('profiles.useSimulator', {});
});
afterEach(async () => {
  await studio.stop({ withinMs: 0 });
  await service.stop();
  http.close();
  await rm(directory, { recursive: true, force: true });
  expect(log.incidents).toEqual([]);
});

function openStudio(simulator: SimulatorHost): Studio {
  const made = createStudio(
    {
      clock,
      random,
      log,
      simulator,
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
      systemLocales: ['en-US'],
      environmentKey: null,
      checksOutput: true,
    },
  );
  const started = made.start();
  if (!started.ok) throw new Error(started.error.kind);
  return made;
}

async function must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await studio.dispatch(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as CallOutput<N>;
}

async function submit(prompt = fox.prompt): Promise<number> {
  const { ids } = await must('tasks.submit', { request: { ...fox, prompt }, variations: 1, sendAnyway: false, madeFromId: null });
  return ids[0] ?? 0;
}

const read = (id: number) => must('tasks.read', { id });

/** Reads the task until it is as wanted. */
async function until(id: number, isSo: (task: Task) => boolean): Promise<Task> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { task } = await read(id);
    if (isSo(task)) return task;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never: ${JSON.stringify(await read(id), null, 1)}`);
}
const isStored = (task: Task): boolean => task.state === 'completed' && task.results[0]?.state === 'stored';

/** What the service took for each task it charged. */
const charged = () =>
  service.control
    .ledger()
    .entries.filter(({ kind }) => kind === 'charged')
    .map(({ taskId }) => taskId);

async function storedVideo(): Promise<Buffer> {
  const { resultIds } = await must('library.index', {});
  expect(resultIds).toHaveLength(1);
  const { items } = await must('library.records', { resultIds });
  const [item] = items;
  const bytes = await readFile(join(directory, 'videos', item?.fileName ?? ''));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(item?.sha256);
  expect(item).toMatchObject({ simulated: true, width: 1280, height: 720, durationSeconds: 5, bytes: bytes.length });
  return bytes;
}

test('a prompt becomes an MP4 in the folder, for one charge', async () => {
  const id = await submit();
  const task = await until(id, isStored);
  expect((await storedVideo()).toString('latin1', 4, 8)).toBe('ftyp');
  expect(charged()).toEqual([task.state === 'completed' ? task.taskId : '']);
});

test('an acceptance whose answer was cut off is found by the list and stored, for one charge', async () => {
  service.control.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'after' } }]);
  const id = await submit();
  await until(id, ({ state }) => state === 'unconfirmed');
  const { accepted } = service.control.ledger();
  expect(accepted).toHaveLength(1);
  await until(id, isStored);
  await storedVideo();
  expect((await read(id)).journal.map(({ fact }) => fact)).toContain('accepted');
  expect(service.control.ledger().accepted).toHaveLength(1);
  expect(charged()).toEqual([accepted[0]?.taskId]);
});

test('without the list call it stays in doubt, and sent again by the person it is the same task for the same money', async () => {
  service.control.addFaults([
    { match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'after' } },
    { match: { endpoint: 'list-tasks' }, count: null, action: { kind: 'status', status: 404 } },
  ]);
  const id = await submit();
  await until(id, (task) => task.state === 'unconfirmed' && task.looked === 'cannot-look');
  await must('tasks.sendAgain', { id });
  await until(id, isStored);
  await storedVideo();
  expect(service.control.ledger().accepted).toHaveLength(1);
  expect(charged()).toHaveLength(1);
});

test('a cut before acceptance costs nothing, and sent again by the person it costs once', async () => {
  service.control.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'before' } }]);
  const id = await submit();
  await until(id, (task) => task.state === 'unconfirmed' && task.looked === 'not-seen');
  expect(service.control.ledger().accepted).toEqual([]);
  await must('tasks.sendAgain', { id });
  await until(id, isStored);
  await storedVideo();
  expect(charged()).toHaveLength(1);
});
