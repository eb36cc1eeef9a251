// Deltas are collected, numbered and complete.
import { expect, test } from 'vitest';
import type { Clock } from '../../../electron/core/ports.ts';
import { createPublisher, type Publisher } from '../../../electron/core/publisher.ts';
import type { StudioEvent, StudioStatus } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock(0);
  const live = new Map<number, string>();
  const task = (id: number): Task | null => (live.has(id) ? ({ id, state: live.get(id) } as unknown as Task) : null);
  const publisher = createPublisher({
    boot: 'boot',
    clock,
    sources: {
      liveTask: task,
      livePage: ({ afterId, limit }) => {
        const ids = [...live.keys()].filter((id) => id > afterId).sort((a, b) => a - b);
        return { tasks: ids.slice(0, limit).flatMap((id) => task(id) ?? []), isComplete: ids.length <= limit };
      },
      status: () => ({ online: true }) as unknown as StudioStatus,
    },
  });
  const events: StudioEvent[] = [];
  const unsubscribe = publisher.onEvent((event) => events.push(event));
  return { clock, live, publisher, events, unsubscribe };
}

const nothing = { changed: [], added: [], removed: [] };

test('a burst of changes becomes one delta with the state at the time it is sent', async () => {
  const { clock, live, publisher, events } = setUp();
  live.set(1, 'waiting').set(2, 'waiting');
  publisher.taskChanged(1);
  publisher.taskChanged(2);
  live.set(1, 'submitting');
  live.delete(2);
  publisher.taskChanged(1);
  await clock.advance(29);
  expect(events).toEqual([]);
  await clock.advance(1);
  expect(events).toEqual([
    { type: 'delta', boot: 'boot', revision: 1, status: null, changed: [{ id: 1, state: 'submitting' }], removed: [2], library: nothing },
  ]);
});

test('subscribing before taking a snapshot misses no change', async () => {
  const { clock, live, publisher, events } = setUp();
  live.set(1, 'waiting');
  publisher.taskChanged(1);
  await clock.advance(30);
  live.set(1, 'pending').set(2, 'waiting');
  publisher.taskChanged(1);
  publisher.taskChanged(2);
  const { revision, tasks } = await publisher.snapshot();
  live.set(2, 'submitting');
  publisher.taskChanged(2);
  await clock.advance(30);
  const mirror = new Map(tasks.map((task) => [task.id, task.state as string]));
  for (const event of events) {
    if (event.type !== 'delta' || event.revision <= revision) continue;
    for (const changed of event.changed) mirror.set(changed.id, changed.state);
    for (const removed of event.removed) mirror.delete(removed);
  }
  expect(mirror).toEqual(live);
  expect(revision).toBe(1);
});

test('a snapshot of thousands of tasks yields to other work, and shows the state of one moment', async () => {
  const { clock, live, publisher } = setUp();
  for (let id = 2; id <= 1_500; id += 1) live.set(id, 'pending');
  let turns = 0;
  const runOtherWork = () => {
    turns += 1;
    if (turns === 1) {
      // Tasks before and after the current page are removed, added and changed.
      for (const id of [3, 1_499]) live.delete(id);
      live.set(1, 'waiting').set(5, 'processing').set(1_498, 'processing').set(1_501, 'waiting');
      for (const id of [1, 3, 5, 1_498, 1_499, 1_501]) publisher.taskChanged(id);
    }
    if (turns < 20) setImmediate(runOtherWork);
  };
  setImmediate(runOtherWork);
  const { tasks, isComplete, revision } = await publisher.snapshot();
  expect(turns).toBeGreaterThanOrEqual(3);
  expect(tasks.map(({ id, state }) => [id, state])).toEqual([...live].sort(([a], [b]) => a - b));
  expect([isComplete, revision]).toEqual([true, 0]);
  await clock.advance(30);
});

test('added videos are sent newest first, and no video is in two lists of a delta', async () => {
  const { clock, publisher, events } = setUp();
  publisher.libraryAdded(1, 100);
  publisher.libraryAdded(2, 200);
  publisher.libraryChanged(2);
  publisher.libraryChanged(3);
  publisher.libraryAdded(4, 300);
  publisher.libraryRemoved(4);
  await clock.advance(30);
  expect(events).toMatchObject([
    {
      status: { online: true },
      library: {
        changed: [3],
        added: [
          { resultId: 2, storedAtMs: 200 },
          { resultId: 1, storedAtMs: 100 },
        ],
        removed: [4],
      },
    },
  ]);
});

test('stopping sends the collected changes and nothing more', async () => {
  const { clock, publisher, events, unsubscribe } = setUp();
  publisher.statusChanged();
  publisher.stop();
  expect(events).toHaveLength(1);
  publisher.statusChanged();
  await clock.advance(100);
  expect(events).toHaveLength(1);
  expect(clock.pendingTimers()).toBe(0);
  unsubscribe();
});

/** A publisher whose tasks do not parse: reading one creates a notice, which changes the status. */
function createWithUnreadableTasks(clock: Clock, status: () => StudioStatus): Publisher {
  const publisher = createPublisher({
    boot: 'boot',
    clock,
    sources: {
      liveTask: () => {
        publisher.statusChanged();
        return null;
      },
      livePage: () => ({ tasks: [], isComplete: true }),
      status,
    },
  });
  return publisher;
}

test('a change caused by reading a delta is sent with the next one', async () => {
  const clock = createFakeClock(0);
  const events: StudioEvent[] = [];
  const publisher = createWithUnreadableTasks(clock, () => ({ online: true }) as unknown as StudioStatus);
  publisher.onEvent((event) => events.push(event));
  publisher.taskChanged(1);
  await clock.advance(30);
  await clock.advance(30);
  expect(events.map((event) => event.type === 'delta' && event.status !== null)).toEqual([false, true]);
});

test('a change caused by the last delta starts no timer after the stop', async () => {
  const clock = createFakeClock(0);
  let reads = 0;
  const publisher = createWithUnreadableTasks(clock, () => {
    reads += 1;
    return { online: true } as unknown as StudioStatus;
  });
  publisher.taskChanged(1);
  publisher.stop();
  await clock.advance(1_000);
  expect(reads).toBe(0);
});
