// The EvoLink service on loopback: three listeners (gateway, files, control) over one small database. What it answers follows
// EvoLink's public documentation; every clip it makes comes from the `ClipRenderer` it is given.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createFaults } from './faults/faults.ts';
import { createClipRenderQueue } from './media/clip-render-queue.ts';
import type { ClipRenderer } from './media/clip-renderer.ts';
import { createApiRoutes, gatewayErrorReply } from './routes/api-routes.ts';
import { createControlApi, createRequests, type SimulatorControl } from './routes/control-api.ts';
import { createControlRoutes } from './routes/control-routes.ts';
import { filesErrorReply } from './routes/file-host-reply.ts';
import { createFilesRoutes } from './routes/files-routes.ts';
import { createHttpHost, type HostPorts, type HttpHost } from './routes/http-host.ts';
import { json } from './routes/http-reply.ts';
import { createRateLimit } from './routes/request-limit.ts';
import { createUploadRoutes } from './routes/upload-routes.ts';
import type { Service } from './simulated-service.ts';
import { createAdjustableClock, type TimeSource } from './simulator-clock.ts';
import { defaultSettings, type SimulatorSettings } from './simulator-settings.ts';
import { createFileBlobs, createMemoryBlobs } from './tables/blob-store.ts';
import { createAccountTable } from './tables/simulated-account-table.ts';
import { clipSpecs, createSimulatedTaskTable } from './tables/simulated-task-table.ts';
import { createSimulatedUploadTable } from './tables/simulated-upload-table.ts';
import { createMeta, openSimulatorDatabase } from './tables/simulator-database.ts';
import { createTaskLife } from './tasks/task-lifecycle.ts';

export interface SimulatorOptions {
  /** Where the state lives; null keeps it in memory. One simulator at a time may use a directory. */
  readonly directory: string | null;
  readonly clips: ClipRenderer;
  readonly clock?: TimeSource;
  /** Numbers in [0, 1) for ids and link names; the control path is always truly random. */
  readonly random?: { next(): number };
  readonly settings?: Partial<SimulatorSettings>;
  /** For uploads by address. */
  readonly fetch?: typeof fetch;
}

export interface SimulatorAddresses {
  /** Base URLs without a slash at the end. */
  readonly api: string;
  readonly files: string;
  readonly control: string;
  /** The gateway's port, to be given to `start` the next time. */
  readonly port: number;
}

export interface Simulator {
  /**
   * Port 0, or none, takes the ports of the last run in this directory where they are free, else any. A port that is asked for and
   * taken is an error.
   */
  start(options?: { readonly port?: number }): Promise<SimulatorAddresses>;
  /** Cuts what is being answered and drawn, and closes the state. A stopped simulator is not started again. */
  stop(): Promise<void>;
  readonly control: SimulatorControl;
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

export function createSimulator(options: SimulatorOptions): Simulator {
  const { directory } = options;
  const database = openSimulatorDatabase(directory);
  const meta = createMeta(database);
  let settings: SimulatorSettings = { ...defaultSettings, ...options.settings };
  const random = options.random ?? { next: () => randomBytes(4).readUInt32BE(0) / 2 ** 32 };
  const randomText = (length: number): string => Array.from({ length }, () => letters[Math.floor(random.next() * letters.length)]).join('');

  const tasks = createSimulatedTaskTable(database);
  const accounts = createAccountTable(database);
  const uploads = createSimulatedUploadTable(database);
  const blobs = directory === null ? createMemoryBlobs() : createFileBlobs(join(directory, 'files'));
  const clock = createAdjustableClock(options.clock ?? Date, Number(meta.read('clock offset') ?? 0), (ms) =>
    meta.write('clock offset', String(ms)),
  );
  const life = createTaskLife(
    database,
    tasks,
    accounts,
    () => settings,
    () => randomText(32),
  );
  let filesBase = '';

  const queue = createClipRenderQueue(options.clips, blobs, () => settings.renderTimeoutMs, {
    drawn: (taskId, place, blob, received) => {
      const row = {
        blob,
        task_id: taskId,
        place,
        bytes: received.bytes,
        sha256: received.sha256,
        made_ms: clock.now(),
        content_type: 'video/mp4',
      };
      tasks.addClip(row);
    },
    allDrawn: (taskId) => {
      const task = tasks.find(taskId);
      if (task) tasks.clipsRendered(taskId, clipSpecs(task).length, clock.now());
    },
    failed: (taskId, reason) => tasks.renderFailed(taskId, reason),
  });
  const draw: Service['draw'] = (task) => {
    const specs = clipSpecs(task);
    if (specs.length === 0) return;
    queue.add({
      taskId: task.id,
      specs,
      isDrawn: (place) => tasks.clip(task.id, place) !== null,
      blobName: (place) => `clip-${task.id}-${place}`,
    });
  };

  const service: Service = {
    database,
    accounts,
    tasks,
    uploads,
    blobs,
    clock,
    life,
    settings: () => settings,
    randomText,
    filesBase: () => filesBase,
    draw,
    fetch: options.fetch ?? ((...input) => fetch(...input)),
  };
  const faults = createFaults();
  const requests = createRequests(2_000);
  const control = createControlApi(service, faults, requests, (change) => {
    settings = { ...settings, ...change };
  });

  const limited = (errorReply: HostPorts['errorReply']): HostPorts['before'] => {
    const limit = createRateLimit(() => settings.requestsPerSecond);
    return (endpoint) => {
      life.advance(clock.now());
      if (limit(Date.now())) return null;
      const reply = errorReply(endpoint, 429, null, null);
      return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
    };
  };
  const host = (routes: HostPorts['routes'], errorReply: HostPorts['errorReply']): HttpHost =>
    createHttpHost({
      routes,
      faults,
      errorReply,
      before: limited(errorReply),
      seen: (request) => requests.add(request),
      nowMs: () => clock.now(),
    });
  const controlToken = randomBytes(24).toString('base64url');
  const api = host(createApiRoutes(service), (endpoint, status, code, message) =>
    gatewayErrorReply(service, endpoint, status, code, message),
  );
  const files = host([...createUploadRoutes(service), ...createFilesRoutes(service)], (endpoint, status, code, message) =>
    filesErrorReply(settings, endpoint, status, code, message),
  );
  const controlHost = createHttpHost({
    routes: createControlRoutes(controlToken, control),
    faults: null,
    errorReply: (_, status, __, message) => json(status, { error: message ?? `HTTP ${status}` }),
    before: () => null,
    seen: () => undefined,
    nowMs: () => clock.now(),
  });

  /** Takes the port of the last run if it is free. */
  const listen = async (target: HttpHost, name: string, asked: number): Promise<number> => {
    const remembered = Number(meta.read(`port ${name}`) ?? 0);
    const port = asked > 0 ? await target.listen(asked) : await target.listen(remembered).catch(() => target.listen(0));
    meta.write(`port ${name}`, String(port));
    return port;
  };

  /** Removes bytes nobody can ask for any more: expired results and uploads, and what an interrupted run left behind. */
  const sweep = async (): Promise<void> => {
    const nowMs = clock.now();
    for (const task of tasks.all()) {
      if (task.ended_ms === null || task.ended_ms + settings.resultLifeMs > nowMs) continue;
      for (const [place] of clipSpecs(task).entries()) tasks.dropClip(`clip-${task.id}-${place}`);
    }
    const gone = new Set(uploads.gone(nowMs));
    const kept = new Set([...tasks.clipBlobs(), ...uploads.all().flatMap((row) => (gone.has(row.id) ? [] : [row.id]))]);
    for (const name of await blobs.names()) if (!kept.has(name)) await blobs.remove(name);
  };

  return {
    control,
    async start({ port = 0 } = {}) {
      life.advance(clock.now());
      await sweep();
      const apiPort = await listen(api, 'api', port);
      filesBase = `http://127.0.0.1:${await listen(files, 'files', 0)}`;
      const controlPort = await listen(controlHost, 'control', 0);
      for (const task of tasks.open()) draw(task);
      return {
        api: `http://127.0.0.1:${apiPort}`,
        files: filesBase,
        control: `http://127.0.0.1:${controlPort}/${controlToken}`,
        port: apiPort,
      };
    },
    async stop() {
      await Promise.all([api.close(), files.close(), controlHost.close()]);
      await queue.stop();
      database.close();
    },
  };
}
