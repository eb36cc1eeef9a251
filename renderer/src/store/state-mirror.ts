// The window's copy of main's live state, as pure functions: a snapshot, then numbered deltas. A gap, or another boot, means that a new
// snapshot is needed.
import type { Snapshot, StudioEvent, StudioStatus } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';

/** The event that carries one numbered change of main's state. */
export type Delta = Extract<StudioEvent, { type: 'delta' }>;

/** Main's live state as the window knows it. Never changed in place; each delta gives a new mirror. */
export interface Mirror {
  /** Identifies the run of the core; another value means that everything must be loaded again. */
  readonly boot: string;
  /** Number of the last delta that is included. */
  readonly revision: number;
  readonly status: StudioStatus;
  /** Live tasks by id. A task that has not changed keeps its identity, so components can compare by reference. */
  readonly tasks: ReadonlyMap<number, Task>;
}

/** `old`: the delta is already included. `gap`: a delta is missing or the core has restarted, so a new snapshot is needed. */
type DeltaResult = { readonly kind: 'applied'; readonly mirror: Mirror } | { readonly kind: 'old' } | { readonly kind: 'gap' };

/** Creates the mirror from a snapshot. If the snapshot is only the first page, the other tasks are missing for a moment. */
export function mirrorOf(snapshot: Snapshot): Mirror {
  return {
    boot: snapshot.boot,
    revision: snapshot.revision,
    status: snapshot.status,
    tasks: new Map(snapshot.tasks.map((t) => [t.id, t])),
  };
}

/** Applies one delta, or says why it does not apply. */
export function applyDelta(mirror: Mirror, delta: Delta): DeltaResult {
  if (delta.boot !== mirror.boot || delta.revision > mirror.revision + 1) return { kind: 'gap' };
  if (delta.revision <= mirror.revision) return { kind: 'old' };
  let { tasks } = mirror;
  if (delta.changed.length > 0 || delta.removed.length > 0) {
    const next = new Map(tasks);
    for (const task of delta.changed) next.set(task.id, task);
    for (const id of delta.removed) next.delete(id);
    tasks = next;
  }
  return { kind: 'applied', mirror: { boot: mirror.boot, revision: delta.revision, status: delta.status ?? mirror.status, tasks } };
}
