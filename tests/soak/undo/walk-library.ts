// The library of the random walk: a real folder with real files, takes of some requests, and tasks in the queue. It is opened by a whole
// studio with real parts, as the app opens it.
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { takeKeyOf } from '../../../electron/core/takes/take-key.ts';
import { newProfile, newResult, newTask } from '../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { createTables, type Tables } from '../../../electron/db/tables/tables.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { completedTask } from '../../support/completed-task.ts';
import { openMigratedFile } from '../../support/migrated-file.ts';
import { openRealStudio } from '../../support/real-studio.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { fox } from '../../support/studio-bench.ts';

/** Nothing listens there, so nothing can be sent. */
const nowhere = 'http://127.0.0.1:9';
/** Videos of one request, that is, of one stack. */
const takesPerRequest = 3;
/** One video of this many is missing: it has a row, but no file. */
const missingEvery = 29;

/** The number of videos and of waiting tasks. */
export interface WalkSize {
  readonly videos: number;
  readonly tasks: number;
}

/** An open studio on the library of the walk. */
export interface WalkStudio {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>>;
  /** Returns the value. Throws if the call is refused. */
  must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Bugs that were logged. */
  incidents(): readonly string[];
  close(): Promise<void>;
}

/** The library folder in the directory of the trial. */
export const folderIn = (directory: string): string => join(directory, 'videos');
/** The database in the directory of the trial. */
export const databaseIn = (directory: string): string => join(directory, 'studio.sqlite');

function addVideo(tables: Tables, folder: string, profileId: number, index: number): void {
  const request: GenerationRequest = { ...fox, prompt: `a fox, scene ${Math.floor(index / takesPerRequest)}` };
  const taskId = tables.tasks.insert(completedTask(profileId, request, `task-${index}`, index + 1));
  tables.stacks.assign(taskId, takeKeyOf(tables, request, false));
  const path = `${index % 4 === 0 ? 'winter/' : ''}fox ${index}.mp4`;
  const bytes = Buffer.from(`the bytes of video ${index} `.repeat(20));
  const isMissing = index % missingEvery === missingEvery - 1;
  if (!isMissing) writeFileSync(join(folder, path), bytes);
  tables.results.insert({
    ...newResult(taskId, 0, { kind: 'video', url: `${nowhere}/v.mp4` }, 2, 1),
    state: isMissing ? 'missing' : 'stored',
    error: isMissing ? '{"kind":"file-missing"}' : null,
    nextAttemptAtMs: null,
    storedAtMs: index + 1,
    folderId: tables.results.folderId(folder),
    path,
    bytes: bytes.length,
    modifiedAtMs: isMissing ? 1 : Math.round(statSync(join(folder, path)).mtimeMs),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    poster: 'none',
  });
}

/** Creates the database and the folder. The tasks in the queue are held, so undo of a discard restores them exactly. */
export function seedWalkLibrary(directory: string, { videos, tasks }: WalkSize): void {
  const folder = folderIn(directory);
  mkdirSync(join(folder, 'winter'), { recursive: true });
  const opened = openDatabase({ path: databaseIn(directory), nowMs: 1, onSlowStatement: () => undefined, openFile: openMigratedFile });
  if (!opened.ok) throw new Error(opened.error.kind);
  const tables = createTables(opened.value.database);
  tables.transaction(() => {
    const profileId = tables.profiles.insert(newProfile({ kind: 'evolink', name: 'Mine', apiBaseUrl: nowhere, filesBaseUrl: nowhere }, 1));
    for (let index = 0; index < videos; index += 1) addVideo(tables, folder, profileId, index);
    for (let index = 0; index < tasks; index += 1) {
      const request: GenerationRequest = { ...fox, prompt: `a queued owl ${index}` };
      const id = tables.tasks.insert({
        ...newTask({ profileId, simulated: false, request, sourceTaskId: null }, index + 1),
        state: 'waiting',
        live: 1,
        queuePosition: index + 1,
        held: 1,
        heldBy: 'user',
      });
      tables.stacks.assign(id, takeKeyOf(tables, request, false));
    }
  });
  opened.value.database.close();
}

/** Waits until the studio has taken back what a kill has interrupted: an action on no video waits for that. */
export async function isRecovered(studio: WalkStudio): Promise<void> {
  await studio.must('library.restoreFromTrash', { resultIds: Float64Array.of(Number.MAX_SAFE_INTEGER) });
}

/** Opens a studio on the library. */
export function openWalkStudio(directory: string): WalkStudio {
  const http = createNodeHttpClient();
  const { studio, log, must } = openRealStudio({
    directory,
    service: { api: nowhere, files: nowhere },
    clock: scaledClock(),
    http,
    timings: productTimings,
    checksOutput: true,
  });
  return {
    call: async (name, input) => (await studio.dispatch(name, input)) as never,
    must: (name, input) => must(name, input as never),
    incidents: () => log.incidents.map(String),
    async close() {
      await studio.stop({ withinMs: 0 });
      http.close();
    },
  };
}
