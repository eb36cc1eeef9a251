// Posters of videos on a drive that is not there: they are made when it is back, and those of other folders are made meanwhile.
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { driveOf } from '../../../support/pulled-drive.ts';
import { type Bench, fox, startBench } from '../../../support/studio-bench.ts';

const minute = 60_000;
let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
});

/** Stores one video more. */
async function store(): Promise<void> {
  const before = (await bench.must('library.index', {})).resultIds.length;
  await bench.submit(fox);
  for (const taskId of bench.api.tasks.keys()) bench.api.finish(taskId);
  await bench.clock.advance(25_000);
  expect((await bench.must('library.index', {})).resultIds).toHaveLength(before + 1);
}

/** Ids of videos with a poster, in order. */
async function withPoster(): Promise<number[]> {
  const { resultIds } = await bench.must('library.index', {});
  const { items } = await bench.must('library.records', { resultIds });
  return items.flatMap(({ resultId, hasPoster }) => (hasPoster ? [resultId] : [])).sort();
}

/** The first poster is under way until it is let go, so that those after it wait. */
function firstPosterLasts() {
  const { make } = bench.posters;
  let letGo: () => void = () => {};
  bench.posters.make = async (...given) => {
    await new Promise<void>((done) => {
      letGo = done;
    });
    return make(...given);
  };
  return {
    end(outcome: Bench['posters']['outcome']): void {
      const { outcome: usual } = bench.posters;
      bench.posters.make = async (...given) => {
        bench.posters.outcome = usual;
        return make(...given);
      };
      bench.posters.outcome = outcome;
      letGo();
    },
  };
}

test('posters that are outstanding when a drive is pulled are made when it is back', async () => {
  const first = firstPosterLasts();
  for (let n = 0; n < 3; n += 1) await store();
  const drive = driveOf(bench.library, '/videos');
  drive.pull();
  first.end(fail({ kind: 'file-missing' }));
  await bench.clock.advance(10 * minute);
  expect(await withPoster()).toEqual([]);
  drive.plugIn();
  await bench.clock.advance(2 * minute);
  expect(await withPoster()).toEqual([1, 2, 3]);
});

test('a folder that is away holds up no poster of another folder', async () => {
  const first = firstPosterLasts();
  for (let n = 0; n < 2; n += 1) await store();
  bench.desktop.folder = '/other';
  await bench.must('library.chooseFolder', {});
  const drive = driveOf(bench.library, '/videos');
  drive.pull();
  first.end(fail({ kind: 'file-missing' }));
  await store();
  await bench.clock.advance(minute);
  expect(await withPoster()).toEqual([3]);
  drive.plugIn();
  await bench.clock.advance(2 * minute);
  expect(await withPoster()).toEqual([1, 2, 3]);
});

test('a video that cannot be decoded is tried once, where its folder is here', async () => {
  bench.posters.outcome = fail({ kind: 'not-a-video', detail: '' });
  await store();
  await bench.clock.advance(10 * minute);
  expect([await withPoster(), bench.posters.made]).toEqual([[], [1]]);
});

test('a video that was gone when its poster was due gets it when the file is put back', async () => {
  const first = firstPosterLasts();
  await store();
  const files = new Map(bench.library.files);
  bench.library.files.clear();
  first.end(fail({ kind: 'file-missing' }));
  await bench.clock.advance(minute);
  expect(await bench.studio.locateMedia('video', 1)).toBeNull();
  for (const [path, file] of files) bench.library.files.set(path, file);
  expect(await bench.studio.locateMedia('video', 1)).not.toBeNull();
  await bench.clock.advance(2 * minute);
  expect(await withPoster()).toEqual([1]);
});
