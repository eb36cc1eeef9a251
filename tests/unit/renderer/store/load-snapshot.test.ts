// A snapshot of thousands of tasks, page by page.
import { expect, test } from 'vitest';
import { loadSnapshot } from '../../../../renderer/src/store/load-snapshot.ts';
import type { Snapshot, SnapshotPage } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';

const ids = Array.from({ length: 1_234 }, (_, n) => n * 2 + 1);
const snapshotOf = ({ afterId, limit }: SnapshotPage, boot = 'one', revision = 7): Snapshot => {
  const rest = ids.filter((id) => id > afterId);
  return {
    boot,
    revision,
    status: {},
    tasks: rest.slice(0, limit).map((id) => ({ id })),
    isComplete: rest.length <= limit,
  } as unknown as Snapshot;
};

test('every task arrives once, at the revision of the first page, and the first page is shown at once', async () => {
  const seen: number[] = [];
  let revision = 7;
  const snapshot = await loadSnapshot(
    async (page) => {
      revision += 1;
      return ok(snapshotOf(page, 'one', revision));
    },
    (first) => seen.push(first.tasks.length, first.revision),
  );
  expect(seen).toEqual([200, 8]);
  expect({ ...snapshot, tasks: snapshot?.tasks.map(({ id }) => id) }).toEqual({
    boot: 'one',
    revision: 8,
    status: {},
    tasks: ids,
    isComplete: true,
  });
});

test('pages of a replaced main process are never mixed with pages of its successor', async () => {
  let requests = 0;
  const snapshot = await loadSnapshot(
    async (page) => {
      requests += 1;
      return ok(snapshotOf(page, requests === 1 ? 'one' : 'two'));
    },
    () => undefined,
  );
  expect(snapshot).toBeNull();
  expect(requests).toBe(2);
});
