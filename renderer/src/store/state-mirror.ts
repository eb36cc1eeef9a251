// The mirror of what is alive in main, as pure functions: a snapshot, then numbered deltas. A gap, or another boot, means "snapshot again".
import type { Snapshot, StudioEvent, StudioStatus } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';

export type Delta = Extract<StudioEvent, { type: 'delta' }>;

export interface Mirror {
  readonly boot: string;
  readonly revision: number;
  readonly status: StudioStatus;
  /** Live tasks by id. A task that did not change keeps its identity. */
  readonly tasks: ReadonlyMap<number, Task>;
}

export type DeltaResult = { readonly kind: 'applied'; readonly mirror: Mirror } | { readonly kind: 'old' } | { readonly kind: 'gap' };

export function mirrorOf(snapshot: Snapshot): Mirror {
  return {
    boot: snapshot.boot,
    revision: snapshot.revision,
    status: snapshot.status,
    tasks: new Map(snapshot.tasks.map((t) => [t.id, t])),
  };
}

/** Applies one delta, or says that it is already known, or that something between was missed. */
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
