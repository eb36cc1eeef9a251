// Posters of videos on a disconnected drive are made when it is back; posters of other folders do not wait.
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { type Bench, fox, startBench } from '../../../support/studio-bench.ts';
import { driveOf } from '../../../support/unplugged-drive.ts';

const minuteMs = 60_000;
let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
});

/** Stores one more video. */
async function store(): Promise<void> {
  const before = (await bench.must('library.index', {})).resultIds.length;
  await bench.submit(fox);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  expect((await bench.must('library.index', {})).resultIds).toHaveLength(before + 1);
}

/** Ids of videos with a poster, in order. */
async function idsWithPoster(): Promise<number[]> {
  const { resultIds } = await bench.must('library.index', {});
  const { items } = await bench.must('library.records', { resultIds });
  return items.flatMap(({ resultId, hasPoster }) => (hasPoster ? [resultId] : [])).sort();
}

/** Holds the first poster until it is released, so that the posters after it wait. */
function holdFirstPoster() {
  const { make } = bench.posters;
  let release: () => void = () => {};
  bench.posters.make = async (...args) => {
    await new Promise<void>((done) => {
      release = done;
    });
    return make(...args);
  };
  return {
    end(outcome: Bench['posters']['outcome']): void {
      const { outcome: previousOutcome } = bench.posters;
      bench.posters.make = async (...args) => {
        bench.posters.outcome = previousOutcome;
        return make(...args);
      };
      bench.posters.outcome = outcome;
      release();
    },
  };
}

test('missing posters are made when their drive is connected again', async () => {
  const first = holdFirstPoster();
  for (let index = 0; index < 3; index += 1) await store();
  const drive = driveOf(bench.library, '/videos');
  drive.unplug();
  first.end(fail({ kind: 'file-missing' }));
  await bench.clock.advance(10 * minuteMs);
  expect(await idsWithPoster()).toEqual([]);
  drive.plugIn();
  await bench.clock.advance(2 * minuteMs);
  expect(await idsWithPoster()).toEqual([1, 2, 3]);
});

test('a disconnected folder does not delay posters of another folder', async () => {
  const first = holdFirstPoster();
  for (let index = 0; index < 2; index += 1) await store();
  bench.desktop.chosenFolder = '/other';
  await bench.must('library.chooseFolder', {});
  const drive = driveOf(bench.library, '/videos');
  drive.unplug();
  first.end(fail({ kind: 'file-missing' }));
  await store();
  await bench.clock.advance(minuteMs);
  expect(await idsWithPoster()).toEqual([3]);
  drive.plugIn();
  await bench.clock.advance(2 * minuteMs);
  expect(await idsWithPoster()).toEqual([1, 2, 3]);
});

test('a video that cannot be decoded is tried once when its folder is available', async () => {
  bench.posters.outcome = fail({ kind: 'not-a-video', detail: '' });
  await store();
  await bench.clock.advance(10 * minuteMs);
  expect([await idsWithPoster(), bench.posters.posterIds]).toEqual([[], [1]]);
});

test('a video that was missing when its poster was due gets its poster when the file returns', async () => {
  const first = holdFirstPoster();
  await store();
  const files = new Map(bench.library.files);
  bench.library.files.clear();
  first.end(fail({ kind: 'file-missing' }));
  await bench.clock.advance(minuteMs);
  expect(await bench.studio.locateMedia('video', 1)).toBeNull();
  for (const [path, file] of files) bench.library.files.set(path, file);
  expect(await bench.studio.locateMedia('video', 1)).not.toBeNull();
  await bench.clock.advance(2 * minuteMs);
  expect(await idsWithPoster()).toEqual([1]);
});
