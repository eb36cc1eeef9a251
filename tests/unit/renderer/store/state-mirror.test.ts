import { describe, expect, test } from 'vitest';
import { applyIndexChange } from '../../../../renderer/src/store/index-mirror.ts';
import { applyDelta, type Delta, type Mirror } from '../../../../renderer/src/store/state-mirror.ts';
import type { Task } from '../../../../shared/task.ts';

const draft = (id: number): Task => ({ state: 'draft', id }) as Task;
const status = { online: true } as unknown as Mirror['status'];
const mirror = (revision: number, ids: readonly number[]): Mirror => ({
  boot: 'b',
  revision,
  status,
  tasks: new Map(ids.map((id) => [id, draft(id)])),
});
const delta = (revision: number, more: Partial<Delta> = {}): Delta => ({
  type: 'delta',
  boot: 'b',
  revision,
  status: null,
  changed: [],
  removed: [],
  library: { changed: [], added: [], removed: [] },
  ...more,
});

describe('the mirror', () => {
  test('applies the next delta: it replaces changed tasks, removes removed ones, and keeps the identity of the others', () => {
    const before = mirror(4, [1, 2, 3]);
    const applied = applyDelta(before, delta(5, { changed: [draft(3), draft(4)], removed: [1] }));
    if (applied.kind !== 'applied') throw new Error(applied.kind);
    expect([...applied.mirror.tasks.keys()]).toEqual([2, 3, 4]);
    expect(applied.mirror.tasks.get(2)).toBe(before.tasks.get(2));
    expect(applied.mirror.revision).toBe(5);
  });

  test('keeps the task map when only the status changed', () => {
    const before = mirror(4, [1]);
    const applied = applyDelta(before, delta(5, { status: { online: false } as unknown as Mirror['status'] }));
    if (applied.kind !== 'applied') throw new Error(applied.kind);
    expect(applied.mirror.tasks).toBe(before.tasks);
    expect(applied.mirror.status.online).toBe(false);
  });

  test('ignores old deltas, and requests a snapshot after a gap or a restart of main', () => {
    const before = mirror(4, []);
    expect([
      applyDelta(before, delta(4)).kind,
      applyDelta(before, delta(6)).kind,
      applyDelta(before, { ...delta(5), boot: 'c' }).kind,
    ]).toEqual(['old', 'gap', 'gap']);
  });
});

describe('the library index', () => {
  const index = { resultIds: [9, 7, 3], storedAtMs: [900, 700, 300] };

  test('inserts new entries by time', () => {
    const changed = applyIndexChange(index, {
      added: [
        { resultId: 10, storedAtMs: 950 },
        { resultId: 5, storedAtMs: 500 },
        { resultId: 1, storedAtMs: 100 },
      ],
      removed: [7],
    });
    expect(changed).toEqual({ resultIds: [10, 9, 5, 3, 1], storedAtMs: [950, 900, 500, 300, 100] });
  });

  test('is the same object when nothing changed, and never lists a result twice', () => {
    expect(applyIndexChange(index, { added: [], removed: [] })).toBe(index);
    expect(applyIndexChange(index, { added: [{ resultId: 7, storedAtMs: 700 }], removed: [] })).toEqual(index);
  });
});
