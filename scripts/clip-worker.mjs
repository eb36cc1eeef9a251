// Makes real videos for the stand-alone simulator and for tests. The first job starts the built clip worker (electron/clip-worker.ts) in a
// separate Electron process, which ends after it has been idle for a while. The worker needs the build in `out/` but no display.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronArguments, electronPath, projectRoot } from './runtime.mjs';

const defaultEntry = join(projectRoot, 'out', 'main', 'clip-worker.js');
const defaultIdleMs = 60_000;
const maxStartMs = 30_000;
/** The worker has no window, so on Linux without a display Chromium's headless platform is enough: no Xvfb. */
const headlessArguments = ['--ozone-platform=headless'];

/** A failure with its reason: `unreadable`, `no-video`, `undecodable`, `cannot-encode`, `crashed`, `timed-out`, `stopped` or `internal`. */
export class ClipWorkerError extends Error {
  constructor(reason, message) {
    super(message);
    this.name = 'ClipWorkerError';
    this.reason = reason;
  }
}

/** Calls `onFrame(header, body)` for every frame: four bytes of length, a JSON header, and as many bytes as the header announces. */
function readFrames(socket, onFrame) {
  let chunks = [];
  let bufferedBytes = 0;
  let neededBytes = 4;
  let header = null;
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    bufferedBytes += chunk.length;
    while (bufferedBytes >= neededBytes) {
      const buffer = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bufferedBytes);
      const part = buffer.subarray(0, neededBytes);
      chunks = [buffer.subarray(neededBytes)];
      bufferedBytes -= neededBytes;
      if (header === 'next') {
        header = JSON.parse(part.toString('utf8'));
        neededBytes = header.bytes;
      } else if (header === null) {
        header = 'next';
        neededBytes = part.readUInt32LE(0);
      } else {
        // The copy lets the rest of the buffer be freed before the clip is.
        onFrame(header, new Uint8Array(part));
        header = null;
        neededBytes = 4;
      }
    }
  });
}

function frame(value) {
  const json = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json]);
}

function spawnWorker(entry, { address, folder }) {
  const headless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  return spawn(electronPath(), [...electronArguments(), ...(headless ? headlessArguments : []), entry], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...environment, EVOLINK_CLIP_SOCKET: address, EVOLINK_CLIP_PROFILE: join(folder, 'profile') },
  });
}

/** Resolves with the socket of the worker's connection. Rejects when the worker ends first or takes too long. */
function connectionOf(server, child, stderrTail) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the clip worker did not start within ${maxStartMs / 1000} s`)), maxStartMs);
    server.once('connection', (one) => {
      clearTimeout(timer);
      resolve(one);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the clip worker ended at once (${signal ?? code}): ${stderrTail()}`));
    });
  });
}

async function startWorker(entry, onFrame, onEnd) {
  if (!existsSync(entry)) throw new Error(`${entry} is missing. Run "npm run build" first.`);
  // Only this user may enter the folder, so nobody else can connect. Windows has no socket files; there the random name protects the
  // connection.
  const folder = await mkdtemp(join(tmpdir(), 'evolink-clips-'));
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.slice(-20).replace(/\W/gu, '-')}` : join(folder, 'socket');
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });

  const child = spawnWorker(entry, { address, folder });
  let stderrTail = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderrTail = (stderrTail + text).slice(-4_000);
  });

  let socket = null;
  const cleanUp = () => {
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    socket = await connectionOf(server, child, () => stderrTail);
  } catch (error) {
    child.kill('SIGKILL');
    cleanUp();
    throw error;
  }
  socket.on('error', () => undefined);
  readFrames(socket, onFrame);
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      cleanUp();
      onEnd(new ClipWorkerError('crashed', `the clip worker ended (${signal ?? code}): ${stderrTail}`));
      resolve();
    });
  });

  return {
    send: (value) => socket.write(frame(value)),
    /** Ends the worker by closing its socket, and kills it if it does not end. */
    stop: async () => {
      socket.end();
      const killer = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(killer);
    },
  };
}

/** Splits the bytes that follow a response into its parts, by name. */
function namedParts(parts, body) {
  let at = 0;
  const partsByName = {};
  for (const [name, length] of parts) {
    partsByName[name] = body.subarray(at, at + length);
    at += length;
  }
  return partsByName;
}

/** Ends a job. After the last job, also ends the worker a while later. */
function finishJob(state, id, finish) {
  const job = state.jobs.get(id);
  if (!job) return;
  state.jobs.delete(id);
  job.removeAbortListener();
  finish(job);
  if (state.jobs.size > 0) return;
  clearTimeout(state.idle);
  state.idle = setTimeout(() => void endWorker(state), state.idleMs);
  state.idle.unref();
}

async function endWorker(state) {
  clearTimeout(state.idle);
  const ending = state.worker;
  state.worker = null;
  const one = await ending?.catch(() => null);
  await one?.stop();
}

/** Returns the running worker, or starts one. */
function runningWorker(state) {
  if (state.worker) return state.worker;
  const starting = startWorker(
    state.entry,
    ({ id, failure, metadata, parts }, body) =>
      finishJob(state, id, (job) => {
        if (failure) return job.reject(new ClipWorkerError(failure.reason, failure.message));
        job.resolve({ ...metadata, ...namedParts(parts, body) });
      }),
    (error) => {
      if (state.worker === starting) state.worker = null;
      for (const [id, job] of state.jobs) if (job.worker === starting) finishJob(state, id, ({ reject }) => reject(error));
    },
  );
  state.worker = starting;
  starting.catch(() => {
    if (state.worker === starting) state.worker = null;
  });
  return starting;
}

async function runJob(state, request, signal) {
  signal?.throwIfAborted();
  clearTimeout(state.idle);
  state.lastId += 1;
  const id = state.lastId;
  const starting = runningWorker(state);
  return new Promise((resolve, reject) => {
    const abandon = () => {
      void starting.then((one) => one.send({ id, kind: 'abandon' })).catch(() => undefined);
      finishJob(state, id, (job) => job.reject(signal.reason));
    };
    signal?.addEventListener('abort', abandon, { once: true });
    state.jobs.set(id, { worker: starting, resolve, reject, removeAbortListener: () => signal?.removeEventListener('abort', abandon) });
    starting.then(
      (one) => one.send({ id, ...request }),
      (error) => finishJob(state, id, (job) => job.reject(error)),
    );
  });
}

/**
 * Creates a client of the worker. `render(spec, signal)` returns the bytes of an MP4 (the simulator's ClipRenderer), `poster(path, signal)` and
 * `image(path, signal)` read a file, `stop()` ends the worker. After a crash the next job starts a new worker.
 */
export function createWorkerClipRenderer({ entry = defaultEntry, idleMs = defaultIdleMs } = {}) {
  const state = { entry, idleMs, jobs: new Map(), worker: null, lastId: 0, idle: null };
  return {
    render: async (spec, signal) => (await runJob(state, { kind: 'clip', spec }, signal)).clip,
    poster: (path, signal) => runJob(state, { kind: 'poster', path }, signal),
    image: (path, signal) => runJob(state, { kind: 'image', path }, signal),
    stop: () => endWorker(state),
  };
}
