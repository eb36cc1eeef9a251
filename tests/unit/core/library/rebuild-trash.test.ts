// A rebuild restores videos in the trash of the folder as trashed videos, and never moves a video of the library to the trash.
import { describe, expect, it } from 'vitest';
import { rebuildLibrary } from '../../../support/rebuild-library.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';

type Bench = ReturnType<typeof startBench>;

/** A library with one stored video; `name` is its path in the folder. */
async function storeOne() {
  const bench = startBench();
  await bench.connect();
  const [id = 0] = await bench.submit(fox);
  bench.api.finish((await bench.taskIn(id, 'pending')).serviceTaskId);
  await bench.clock.advance(60_000);
  await bench.clock.settle();
  await bench.taskIn(id, 'completed');
  const [[path = '', file = { bytes: 0, modifiedAtMs: 0 }] = []] = [...bench.library.files];
  return { bench, name: path.replace('/videos/', ''), file, record: bench.library.records.get(path) ?? '' };
}

/** An empty database over the folder that holds these files, listed in this order; all have the bytes of the one video. */
function startEmptyDatabase({ bench, file, record }: Awaited<ReturnType<typeof storeOne>>, names: readonly string[]): Bench {
  const { library, references } = bench;
  library.files.clear();
  for (const name of names) addFile(bench, name, file, record);
  return startBench({ world: { ...createWorld(), library, references } });
}

function addFile({ library }: Bench, name: string, file: { bytes: number; modifiedAtMs: number }, record: string): void {
  library.files.set(`/videos/${name}`, file);
  library.records.set(`/videos/${name}`, record);
  library.hashes.set(`/videos/${name}`, 'b'.repeat(64));
}

/** The names of the videos in the library and in the trash, and the times at which they were trashed. */
async function videosByPlace(bench: Bench) {
  const namesOf = async (resultIds: number[]) =>
    (await bench.must('library.records', { resultIds })).items.map(({ fileName, state }) => `${fileName} ${state}`);
  const { resultIds, trashedAtMs } = await bench.must('library.trashIndex', {});
  const library = await namesOf((await bench.must('library.index', {})).resultIds);
  return { library, trash: await namesOf(resultIds), trashedAtMs };
}

const restoreAll = async (bench: Bench) =>
  bench.must('library.restoreFromTrash', { resultIds: Float64Array.from((await bench.must('library.trashIndex', {})).resultIds) });

describe('rebuilding a library with a trash', () => {
  it('adds a trashed video to the trash with the present time, and the user can restore it to its old path', async () => {
    const stored = await storeOne();
    const second = startEmptyDatabase(stored, ['.evolink-trash/mine/fox.mp4']);
    const nowMs = second.clock.now();
    expect(await rebuildLibrary(second)).toMatchObject({ state: 'done', scanned: 1, added: 1 });
    const trashed = { library: [], trash: ['fox.mp4 stored'], trashedAtMs: [nowMs] };
    expect(await videosByPlace(second)).toEqual(trashed);
    expect((await second.must('studio.snapshot', {})).status.library).toMatchObject({
      videoCount: 0,
      trash: { count: 1, bytes: stored.file.bytes },
    });
    await second.clock.advance(60_000);
    expect(await rebuildLibrary(second)).toMatchObject({ scanned: 1, added: 0, relinked: 0, known: 1 });
    expect(await videosByPlace(second)).toEqual(trashed);
    expect(await restoreAll(second)).toMatchObject({ changed: 1, refusedCount: 0 });
    expect([...second.library.files.keys()]).toEqual(['/videos/mine/fox.mp4']);
  });

  it.each([[['fox.mp4', '.evolink-trash/fox.mp4']], [['.evolink-trash/fox.mp4', 'fox.mp4']]])(
    'keeps the video in the library when the trash has a copy of it: %j',
    async (names) => {
      const second = startEmptyDatabase(await storeOne(), names);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 1, changedCopies: 0 });
      const inLibrary = { library: ['fox.mp4 stored'], trash: [], trashedAtMs: [] };
      expect(await videosByPlace(second)).toEqual(inLibrary);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 0, relinked: 0, known: 2 });
      expect(await videosByPlace(second)).toEqual(inLibrary);
    },
  );

  it('does not change a known video in the trash', async () => {
    const { bench, name, file, record } = await storeOne();
    await bench.must('library.trash', { resultIds: Float64Array.from((await bench.must('library.index', {})).resultIds) });
    addFile(bench, `.evolink-trash/${name}`, file, record);
    const before = await videosByPlace(bench);
    expect(before.trash).toEqual([`${name} stored`]);
    await bench.clock.advance(60_000);
    expect(await rebuildLibrary(bench)).toMatchObject({ known: 1, relinked: 0 });
    expect(await videosByPlace(bench)).toEqual(before);
  });

  it('ignores a file that is being moved to the trash', async () => {
    const { bench, name, file, record } = await storeOne();
    const { moveWithin } = bench.library;
    bench.library.moveWithin = async (folder, moves) => {
      const outcomes = await moveWithin(folder, moves);
      addFile(bench, `.evolink-trash/${name}`, file, record);
      expect(await rebuildLibrary(bench)).toMatchObject({ scanned: 1, known: 1, relinked: 0 });
      return outcomes;
    };
    const resultIds = Float64Array.from((await bench.must('library.index', {})).resultIds);
    expect(await bench.must('library.trash', { resultIds })).toMatchObject({ changed: 1, refusedCount: 0 });
    expect(await videosByPlace(bench)).toMatchObject({ library: [], trash: [`${name} stored`] });
  });

  it('finds a known video that another program or an older database moved to the trash', async () => {
    const { bench, name, file, record } = await storeOne();
    bench.library.files.clear();
    addFile(bench, '.evolink-trash/fox.mp4', file, record);
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 1 });
    expect(await videosByPlace(bench)).toMatchObject({ library: [], trash: ['fox.mp4 stored'] });
    expect(name).not.toBe('fox.mp4');
  });

  it('keeps a video whose file another program has changed in the library, although the trash has the original bytes', async () => {
    const { bench, name, file, record } = await storeOne();
    bench.library.files.set(`/videos/${name}`, { bytes: file.bytes + 1, modifiedAtMs: file.modifiedAtMs });
    addFile(bench, '.evolink-trash/fox.mp4', file, record);
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 0, known: 2 });
    expect(await videosByPlace(bench)).toMatchObject({ library: [`${name} stored`], trash: [] });
  });
});
