// A snapshot in pages: the first screen waits for a few hundred tasks, not for thousands, and neither process is held up by all of them at once.
import type { AppError } from '../../../shared/errors.ts';
import type { Snapshot, SnapshotPage } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/** As many as a first screen may need. */
const firstPage: SnapshotPage = { afterId: 0, limit: 200 };
/** What main reads and the window takes in within a frame. */
const perPage = 400;

/**
 * All of it, at the revision of the first page; null where it was not all to be had. Tasks that changed meanwhile are in the deltas that came
 * meanwhile, which are newer and are applied afterwards. `began` is given the first page at once.
 */
export async function takeSnapshot(
  ask: (page: SnapshotPage) => Promise<Result<Snapshot, AppError>>,
  began: (first: Snapshot) => void,
): Promise<Snapshot | null> {
  const first = await ask(firstPage);
  if (!first.ok) return null;
  began(first.value);
  const tasks = [...first.value.tasks];
  for (let { isComplete } = first.value; !isComplete; ) {
    const next = await ask({ afterId: tasks.at(-1)?.id ?? 0, limit: perPage });
    if (!next.ok || next.value.boot !== first.value.boot) return null;
    tasks.push(...next.value.tasks);
    isComplete = next.value.isComplete;
  }
  return { ...first.value, tasks, isComplete: true };
}
