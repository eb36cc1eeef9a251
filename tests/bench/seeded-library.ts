// Fills a studio's database with finished tasks, through the studio's own table code, so that every constraint holds.
import { join } from 'node:path';
import { newResult, newTask } from '../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../electron/db/open-database.ts';
import { createTables } from '../../electron/db/tables/tables.ts';
import { defaultRequest, models } from '../../shared/models/index.ts';

const dayMs = 24 * 3_600_000;
const subjects = [
  'a fox in the snow',
  'paper lanterns over a night market',
  'dew on a spider web',
  'an old tram in the rain',
  'dunes turning into waves',
];

/** Describes the videos of a seeded library. */
export interface SeededVideos {
  /** The prompt of the video with this number, from 0. */
  promptOf(number: number): string;
}

const takesOfFewSubjects: SeededVideos = { promptOf: (number) => `${subjects[number % subjects.length]}, take ${number + 1}` };

/** Adds `count` stored videos of the active profile to the database of `userData`, spread over the last year. Their files do not exist. */
export function seedLibrary(userData: string, videos: string, count: number, { promptOf }: SeededVideos = takesOfFewSubjects): void {
  const nowMs = Date.now();
  const opened = openDatabase({ path: join(userData, 'studio.sqlite'), nowMs, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(`the database cannot be seeded: ${opened.error.kind}`);
  const { database } = opened.value;
  const tables = createTables(database);
  const profileId = tables.settings.get('studio.activeProfile');
  if (typeof profileId !== 'number') throw new Error('no active profile to seed for');
  const folderId = tables.results.folderId(videos);
  tables.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const atMs = nowMs - Math.round(((count - n) / count) * 365 * dayMs);
      const model = models[n % models.length];
      const request = defaultRequest(model?.id ?? 'seedance-1.5-pro', promptOf(n));
      const taskId = tables.tasks.insert({
        ...newTask({ profileId, simulated: true, request, sourceTaskId: null }, atMs),
        state: 'completed',
        serviceTaskId: `task-unified-${Math.floor(atMs / 1000)}-seed${String(n).padStart(4, '0').slice(-4)}`,
        acceptedAtMs: atMs,
        pollingSinceMs: atMs,
        progress: 100,
        creditsReserved: 8,
        creditsUsed: 8,
        tookSeconds: 120,
        endedAtMs: atMs + 120_000,
      });
      tables.results.insert({
        ...newResult(taskId, 0, { kind: 'video', url: 'https://files.evolink.ai/seed.mp4' }, atMs + dayMs, atMs),
        state: 'stored',
        nextAttemptAtMs: null,
        storedAtMs: atMs + 125_000,
        folderId,
        path: `seed-${n}.mp4`,
        bytes: 4_000_000,
        modifiedAtMs: atMs,
        sha256: n.toString(16).padStart(64, '0'),
        receivedSha256: n.toString(16).padStart(64, '0'),
        untaggedReason: null,
        width: 1280,
        height: 720,
        durationSeconds: 5,
        framesPerSecond: 24,
        hasAudio: 1,
        codec: 'h264',
      });
    }
  });
  database.close();
}
