// A download completes in the old folder of a moved library, and the process is killed at that moment.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { quarantined } from '../../../support/fake-video-library.ts';
import { holdDownloads } from '../../../support/held-calls.ts';
import { withTables } from '../../../support/seeded-results.ts';
import { type Bench, createWorld, fox, startBench } from '../../../support/studio-bench.ts';

async function openStudio() {
  const directory = mkdtempSync(join(tmpdir(), 'late-downloads-'));
  const world = createWorld();
  const benches: Bench[] = [];
  const start = (databasePath: string) => {
    const bench = startBench({ world, databasePath });
    benches.push(bench);
    return bench;
  };
  const databasePath = join(directory, 'studio.sqlite');
  const bench = start(databasePath);
  onTestFinished(async () => {
    for (const each of benches) await each.studio.stop({ withinMs: 0 });
    rmSync(directory, { recursive: true });
    expect(world.log.incidents).toEqual([]);
  });
  await bench.connect();
  return {
    world,
    bench,
    start,
    /** A copy of the database as a kill at this moment would leave it. */
    copyAsIfKilled(index: number): string {
      const copy = join(directory, `${index}`, 'studio.sqlite');
      mkdirSync(join(directory, `${index}`));
      for (const suffix of ['', '-wal']) if (existsSync(databasePath + suffix)) copyFileSync(databasePath + suffix, copy + suffix);
      return copy;
    },
    async moveTo(folder: string): Promise<void> {
      world.desktop.chosenFolder = folder;
      await bench.must('library.moveFolder', {});
      await world.clock.advance(1_000);
    },
    folders: (): string[] => [...new Set([...world.library.files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))].sort(),
  };
}

const storedIn = (databasePath: string): number => withTables(databasePath, (tables) => tables.results.total().videoCount);

test('a late download follows the moved library after the next start, whenever the studio is killed', async () => {
  const { world, bench, start, copyAsIfKilled, moveTo, folders } = await openStudio();
  const download = holdDownloads(world.library);
  await bench.submit(fox, 1);
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(25_000);
  await moveTo('/new');

  // The core reads the clock before and after each commit: the kill happens at the first moment at which the video is in the database.
  const { clock } = world;
  const { now } = clock;
  let killedPath: string | null = null;
  let copyCount = 0;
  clock.now = () => {
    if (killedPath === null && copyCount < 200) {
      const copy = copyAsIfKilled(copyCount);
      copyCount += 1;
      if (storedIn(copy) === 1) killedPath = copy;
    }
    return now();
  };
  const { setTimer } = clock;
  clock.setTimer = (...args) => {
    clock.now();
    return setTimer(...args);
  };
  // The running studio copies nothing more.
  const { copyOrLink } = world.library;
  world.library.copyOrLink = async () => fail({ kind: 'library-missing', folder: '/new' });
  download.release();
  await clock.settle();
  Object.assign(clock, { now, setTimer });
  await bench.studio.stop({ withinMs: 0 });
  expect(folders()).toEqual(['/videos']);
  world.library.copyOrLink = copyOrLink;

  if (killedPath === null) throw new Error('the video never reached the database');
  start(killedPath);
  await clock.advance(60_000);
  expect(folders()).toEqual(['/new']);
});

test('a late download that the user keeps unverified follows the moved library', async () => {
  const { world, bench, moveTo, folders } = await openStudio();
  world.library.onDownload = quarantined(1_000, { kind: 'not-a-video', detail: 'no container' });
  await bench.submit(fox, 1);
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(25_000);
  const { tasks } = await bench.must('studio.snapshot', {});
  const resultId = tasks.flatMap((task) => (task.state === 'completed' ? task.results : [])).at(0)?.id ?? 0;
  await world.clock.advance(3_600_000);
  await moveTo('/new');
  await bench.must('library.keepUnverified', { resultId });
  await world.clock.advance(60_000);
  expect(folders()).toEqual(['/new']);
});
