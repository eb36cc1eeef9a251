// Deletes expired files of the simulated service when it starts.
import type { Service } from './simulated-service.ts';
import { clipSpecs } from './tables/simulated-task-table.ts';

/** Deletes files that can no longer be requested: expired results and uploads, and leftovers of an interrupted run. */
export async function removeExpired({ clock, tasks, uploads, blobs, settings }: Service): Promise<void> {
  const nowMs = clock.now();
  for (const task of tasks.all()) {
    if (task.ended_ms === null || task.ended_ms + settings().resultLifeMs > nowMs) continue;
    for (const [resultIndex] of clipSpecs(task).entries()) tasks.deleteClip(`clip-${task.id}-${resultIndex}`);
  }
  const expired = new Set(uploads.deletedOrExpired(nowMs));
  const liveBlobs = new Set([...tasks.clipBlobs(), ...uploads.all().flatMap((row) => (expired.has(row.id) ? [] : [row.id]))]);
  for (const name of await blobs.names()) if (!liveBlobs.has(name)) await blobs.remove(name);
}
