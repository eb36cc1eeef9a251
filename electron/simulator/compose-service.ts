// Composes the state of the simulated service: tables, clock, files, the lifecycle of tasks and the rendering of their clips.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createClipRenderQueue } from './media/clip-render-queue.ts';
import type { ClipRenderer } from './media/clip-renderer.ts';
import type { Service } from './simulated-service.ts';
import { createAdjustableClock, type TimeSource } from './simulator-clock.ts';
import { defaultSettings, type SimulatorSettings } from './simulator-settings.ts';
import { createFileBlobs, createMemoryBlobs } from './tables/blob-store.ts';
import { createAccountTable } from './tables/simulated-account-table.ts';
import { clipSpecs, createSimulatedTaskTable } from './tables/simulated-task-table.ts';
import { createSimulatedUploadTable } from './tables/simulated-upload-table.ts';
import { createMeta, openSimulatorDatabase } from './tables/simulator-database.ts';
import { createTaskLifecycle } from './tasks/task-lifecycle.ts';

/** Arguments of a simulator. */
export interface SimulatorOptions {
  /** The directory of the state; null keeps it in memory. Only one simulator at a time may use a directory. */
  readonly directory: string | null;
  readonly clips: ClipRenderer;
  /** The system's clock by default. */
  readonly clock?: TimeSource;
  /** Numbers in [0, 1) for ids and link names; the control path is always truly random. */
  readonly random?: { next(): number };
  readonly settings?: Partial<SimulatorSettings>;
  /** Fetches uploads by address; the global `fetch` by default. */
  readonly fetch?: typeof fetch;
}

/** The service, and members that only `simulator.ts` uses. */
export interface ComposedService {
  readonly service: Service;
  readonly meta: ReturnType<typeof createMeta>;
  readonly queue: ReturnType<typeof createClipRenderQueue>;
  changeSettings(change: Partial<SimulatorSettings>): void;
  /** Sets the base URL of the files host once it listens. */
  setFilesBase(url: string): void;
  /** Closes the database; no request may come afterwards. */
  close(): void;
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Opens the state of `options.directory`. Nothing runs yet. */
export function composeService(options: SimulatorOptions): ComposedService {
  const { directory } = options;
  const database = openSimulatorDatabase(directory);
  const meta = createMeta(database);
  let settings: SimulatorSettings = { ...defaultSettings, ...options.settings };
  let filesBase = '';
  const randomText = createRandomText(options.random ?? { next: () => randomBytes(4).readUInt32BE(0) / 2 ** 32 });
  const tasks = createSimulatedTaskTable(database);
  const accounts = createAccountTable(database);
  const blobs = directory === null ? createMemoryBlobs() : createFileBlobs(join(directory, 'files'));
  const clock = createAdjustableClock(options.clock ?? Date, Number(meta.read('clock offset') ?? 0), (ms) =>
    meta.write('clock offset', String(ms)),
  );
  const lifecycle = createTaskLifecycle(
    database,
    tasks,
    accounts,
    () => settings,
    () => randomText(32),
  );
  const queue = createClipRenderQueue(options.clips, blobs, () => settings.renderTimeoutMs, createClipListener(tasks, clock));
  const service: Service = {
    database,
    accounts,
    tasks,
    uploads: createSimulatedUploadTable(database),
    blobs,
    clock,
    lifecycle,
    settings: () => settings,
    randomText,
    filesBase: () => filesBase,
    queueClips: (task) => queueClips(queue, tasks, task),
    fetch: options.fetch ?? ((...input) => fetch(...input)),
  };
  return {
    service,
    meta,
    queue,
    changeSettings: (change) => {
      settings = { ...settings, ...change };
    },
    setFilesBase: (url) => {
      filesBase = url;
    },
    close: () => database.close(),
  };
}

function createRandomText(random: { next(): number }): (length: number) => string {
  return (length) => Array.from({ length }, () => letters[Math.floor(random.next() * letters.length)]).join('');
}

/** Creates the listener that records rendered and failed clips in the tables. */
function createClipListener(tasks: Service['tasks'], clock: Service['clock']): Parameters<typeof createClipRenderQueue>[3] {
  return {
    onRendered: (taskId, resultIndex, blob, received) => {
      const row = {
        blob,
        task_id: taskId,
        result_index: resultIndex,
        bytes: received.bytes,
        sha256: received.sha256,
        made_ms: clock.now(),
        content_type: 'video/mp4',
      };
      tasks.addClip(row);
    },
    onAllRendered: (taskId) => {
      const task = tasks.find(taskId);
      if (task) tasks.setRendered(taskId, clipSpecs(task).length, clock.now());
    },
    onFailed: (taskId, reason) => tasks.setRenderError(taskId, reason),
  };
}

/** Queues the clips of a task that are not rendered yet. */
function queueClips(queue: ComposedService['queue'], tasks: Service['tasks'], task: Parameters<Service['queueClips']>[0]): void {
  const specs = clipSpecs(task);
  if (specs.length === 0) return;
  queue.add({
    taskId: task.id,
    specs,
    isRendered: (resultIndex) => tasks.clip(task.id, resultIndex) !== null,
    blobName: (resultIndex) => `clip-${task.id}-${resultIndex}`,
  });
}
