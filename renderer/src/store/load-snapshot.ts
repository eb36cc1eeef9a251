// Loads a snapshot in pages: the first screen waits for a few hundred tasks instead of thousands, and no process is busy with all of them
// at once.
import type { AppError } from '../../../shared/errors.ts';
import type { Snapshot, SnapshotPage } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/** The number of tasks that is enough for the first screen. */
const firstPage: SnapshotPage = { afterId: 0, limit: 200 };
/** The number of tasks that main can read, and the window can apply, within one frame. */
const nextPageLimit = 400;

/**
 * Loads the complete snapshot, with the revision of the first page. Returns null when a page could not be loaded or the core restarted.
 * Tasks that changed meanwhile are in later deltas, which the caller applies afterwards. `onFirstPage` gets the first page at once.
 */
export async function loadSnapshot(
  requestPage: (page: SnapshotPage) => Promise<Result<Snapshot, AppError>>,
  onFirstPage: (first: Snapshot) => void,
): Promise<Snapshot | null> {
  const first = await requestPage(firstPage);
  if (!first.ok) return null;
  onFirstPage(first.value);
  const tasks = [...first.value.tasks];
  for (let { isComplete } = first.value; !isComplete; ) {
    const next = await requestPage({ afterId: tasks.at(-1)?.id ?? 0, limit: nextPageLimit });
    if (!next.ok || next.value.boot !== first.value.boot) return null;
    tasks.push(...next.value.tasks);
    isComplete = next.value.isComplete;
  }
  return { ...first.value, tasks, isComplete: true };
}
