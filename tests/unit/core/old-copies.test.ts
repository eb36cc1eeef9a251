// The old copies of a library that was moved, where another program holds them open.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fail } from '../../../shared/result.ts';
import { createWorld, fox, startBench } from '../../support/studio-bench.ts';

async function opened() {
  const directory = mkdtempSync(join(tmpdir(), 'old-copies-'));
  const world = createWorld();
  const databasePath = join(directory, 'studio.sqlite');
  let bench = startBench({ world, databasePath });
  onTestFinished(async () => {
    await bench.studio.stop({ withinMs: 0 });
    rmSync(directory, { recursive: true });
  });
  await bench.connect();
  await bench.must('settings.change', { maxRunning: 50 });
  return {
    world,
    async restart(): Promise<void> {
      await bench.studio.stop({ withinMs: 0 });
      bench = startBench({ world, databasePath });
      await world.clock.advance(1_000);
    },
    async store(count: number): Promise<void> {
      await bench.submit(fox, count);
      for (const taskId of world.api.tasks.keys()) world.api.finish(taskId);
      await world.clock.advance(25_000);
    },
    async moveTo(folder: string): Promise<void> {
      world.desktop.folder = folder;
      await bench.must('library.moveFolder', {});
      await world.clock.advance(1_000);
    },
    folders: (): string[] => [...new Set([...world.library.files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))].sort(),
  };
}

/** Old copies that stay while they are held open; counts those that are read to their end. */
function heldOpen({ library }: ReturnType<typeof createWorld>) {
  const { removeOld } = library;
  const held = { isOpen: true, hashed: 0 };
  library.removeOld = async (old, now, expected) => {
    if (expected.sha256 !== null) held.hashed += 1;
    return held.isOpen ? fail({ kind: 'library-unwritable', folder: old.folder, detail: 'EBUSY' }) : removeOld(old, now, expected);
  };
  return held;
}

test('an old copy that cannot be removed is read once after each start, however much happens meanwhile', async () => {
  const studio = await opened();
  await studio.store(2);
  const held = heldOpen(studio.world);
  await studio.moveTo('/new');
  for (let times = 0; times < 3; times += 1) await studio.store(1);
  expect(held.hashed).toBe(0);
  await studio.restart();
  for (let times = 0; times < 3; times += 1) await studio.store(1);
  expect(held.hashed).toBe(2);
  expect(studio.folders()).toEqual(['/new', '/videos']);
  held.isOpen = false;
  await studio.restart();
  expect(studio.folders()).toEqual(['/new']);
});

test('an old copy that is free by then is removed when the library moves once more', async () => {
  const studio = await opened();
  await studio.store(2);
  const held = heldOpen(studio.world);
  await studio.moveTo('/second');
  held.isOpen = false;
  await studio.moveTo('/third');
  expect(studio.folders()).toEqual(['/third']);
});
