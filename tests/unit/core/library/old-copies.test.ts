// Old copies of a moved library that another program has open, or whose drive is disconnected.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';
import { driveOf } from '../../../support/unplugged-drive.ts';

async function openStudio() {
  const directory = mkdtempSync(join(tmpdir(), 'old-copies-'));
  const world = createWorld();
  const databasePath = join(directory, 'studio.sqlite');
  let bench = startBench({ world, databasePath });
  onTestFinished(async () => {
    await bench.studio.stop({ withinMs: 0 });
    rmSync(directory, { recursive: true });
  });
  await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  return {
    world,
    async restart(): Promise<void> {
      await bench.studio.stop({ withinMs: 0 });
      bench = startBench({ world, databasePath });
      await world.clock.advance(1_000);
    },
    async store(count: number): Promise<void> {
      await bench.submit(fox, count);
      for (const serviceTaskId of world.api.tasks.keys()) world.api.finish(serviceTaskId);
      await world.clock.advance(25_000);
    },
    async moveTo(folder: string): Promise<void> {
      world.desktop.chosenFolder = folder;
      await bench.must('library.moveFolder', {});
      await world.clock.advance(1_000);
    },
    wait: (ms: number): Promise<void> => world.clock.advance(ms),
    folders: (): string[] => [...new Set([...world.library.files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))].sort(),
  };
}

/** Keeps old copies open, so that they cannot be removed, and counts the copies that are hashed. */
function holdOldCopiesOpen({ library }: ReturnType<typeof createWorld>) {
  const { removeSource } = library;
  const oldCopies = { isOpen: true, hashed: 0 };
  library.removeSource = async (old, now, expected) => {
    if (expected.sha256 !== null) oldCopies.hashed += 1;
    return oldCopies.isOpen ? fail({ kind: 'library-unwritable', folder: old.folder, detail: 'EBUSY' }) : removeSource(old, now, expected);
  };
  return oldCopies;
}

test('an old copy that cannot be removed is hashed once per start, however many videos are stored afterwards', async () => {
  const studio = await openStudio();
  await studio.store(2);
  const oldCopies = holdOldCopiesOpen(studio.world);
  await studio.moveTo('/new');
  for (let count = 0; count < 3; count += 1) await studio.store(1);
  expect(oldCopies.hashed).toBe(0);
  await studio.restart();
  for (let count = 0; count < 3; count += 1) await studio.store(1);
  expect(oldCopies.hashed).toBe(2);
  expect(studio.folders()).toEqual(['/new', '/videos']);
  oldCopies.isOpen = false;
  await studio.restart();
  expect(studio.folders()).toEqual(['/new']);
});

test('an old copy that is no longer held open is removed at the next move of the library', async () => {
  const studio = await openStudio();
  await studio.store(2);
  const oldCopies = holdOldCopiesOpen(studio.world);
  await studio.moveTo('/second');
  oldCopies.isOpen = false;
  await studio.moveTo('/third');
  expect(studio.folders()).toEqual(['/third']);
});

/** Disconnects the drive after the file has its new path and before the old copy is removed. */
function unplugAfterCopy(world: ReturnType<typeof createWorld>, folder: string) {
  const drive = driveOf(world.library, folder);
  const { copyOrLink } = world.library;
  world.library.copyOrLink = async (job, signal) => {
    const moved = await copyOrLink(job, signal);
    drive.unplug();
    return moved;
  };
  return drive;
}

test('an old copy on a disconnected drive is removed when the drive is back', async () => {
  const studio = await openStudio();
  await studio.store(1);
  const drive = unplugAfterCopy(studio.world, '/videos');
  await studio.moveTo('/new');
  await studio.wait(600_000);
  drive.plugIn();
  expect(studio.folders()).toEqual(['/new', '/videos']);
  await studio.wait(120_000);
  expect(studio.folders()).toEqual(['/new']);
});

test('an old copy whose drive is disconnected at a start is remembered, and removed when the drive is back', async () => {
  const studio = await openStudio();
  await studio.store(2);
  const oldCopies = holdOldCopiesOpen(studio.world);
  await studio.moveTo('/new');
  oldCopies.isOpen = false;
  const drive = driveOf(studio.world.library, '/videos');
  drive.unplug();
  await studio.restart();
  await studio.wait(600_000);
  drive.plugIn();
  await studio.wait(120_000);
  expect(studio.folders()).toEqual(['/new']);
});
