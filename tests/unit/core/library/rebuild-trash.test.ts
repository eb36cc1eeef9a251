// A rebuild brings videos that it finds in the trash of the folder back into the trash, and never takes a video of the library there.
import { describe, expect, it } from 'vitest';
import { rebuildLibrary } from '../../../support/rebuild-library.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';

type Bench = ReturnType<typeof startBench>;

/** A library with one stored video; `name` is its path in the folder. */
async function storeOne() {
  const bench = startBench();
  await bench.connect();
  const [id = 0] = await bench.submit(fox);
  bench.api.finish((await bench.taskIn(id, 'pending')).taskId);
  await bench.clock.advance(60_000);
  await bench.clock.settle();
  await bench.taskIn(id, 'completed');
  const [[path = '', file = { bytes: 0, modifiedAtMs: 0 }] = []] = [...bench.library.files];
  return { bench, name: path.replace('/videos/', ''), file, record: bench.library.records.get(path) ?? '' };
}

/** An empty database over the folder that holds these files, listed in this order; all have the bytes of the one video. */
function freshOver({ bench, file, record }: Awaited<ReturnType<typeof storeOne>>, names: readonly string[]): Bench {
  const { library, references } = bench;
  library.files.clear();
  for (const name of names) put(bench, name, file, record);
  return startBench({ world: { ...createWorld(), library, references } });
}

function put({ library }: Bench, name: string, file: { bytes: number; modifiedAtMs: number }, record: string): void {
  library.files.set(`/videos/${name}`, file);
  library.records.set(`/videos/${name}`, record);
  library.hashes.set(`/videos/${name}`, 'b'.repeat(64));
}

/** The names of the videos in the library and in the trash, and since when they are in the trash. */
async function places(bench: Bench) {
  const namesOf = async (resultIds: number[]) =>
    (await bench.must('library.records', { resultIds })).items.map(({ fileName, state }) => `${fileName} ${state}`);
  const { resultIds, trashedAtMs } = await bench.must('library.trashIndex', {});
  const library = await namesOf((await bench.must('library.index', {})).resultIds);
  return { library, trash: await namesOf(resultIds), trashedAtMs };
}

const restoreAll = async (bench: Bench) =>
  bench.must('library.restoreFromTrash', { resultIds: Float64Array.from((await bench.must('library.trashIndex', {})).resultIds) });

describe('rebuilding a library with a trash', () => {
  it('puts a trashed video back into the trash, from now on, and it can be restored under its old path', async () => {
    const stored = await storeOne();
    const second = freshOver(stored, ['.evolink-trash/mine/fox.mp4']);
    const nowMs = second.clock.now();
    expect(await rebuildLibrary(second)).toMatchObject({ state: 'done', scanned: 1, added: 1 });
    const trashed = { library: [], trash: ['fox.mp4 stored'], trashedAtMs: [nowMs] };
    expect(await places(second)).toEqual(trashed);
    expect((await second.must('studio.snapshot', {})).status.library).toMatchObject({
      videoCount: 0,
      trash: { count: 1, bytes: stored.file.bytes },
    });
    await second.clock.advance(60_000);
    expect(await rebuildLibrary(second)).toMatchObject({ scanned: 1, added: 0, relinked: 0, known: 1 });
    expect(await places(second)).toEqual(trashed);
    expect(await restoreAll(second)).toMatchObject({ changed: 1, refusedCount: 0 });
    expect([...second.library.files.keys()]).toEqual(['/videos/mine/fox.mp4']);
  });

  it.each([[['fox.mp4', '.evolink-trash/fox.mp4']], [['.evolink-trash/fox.mp4', 'fox.mp4']]])(
    'keeps the video in the library when the trash has a copy of it: %j',
    async (names) => {
      const second = freshOver(await storeOne(), names);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 1, changedCopies: 0 });
      const inLibrary = { library: ['fox.mp4 stored'], trash: [], trashedAtMs: [] };
      expect(await places(second)).toEqual(inLibrary);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 0, relinked: 0, known: 2 });
      expect(await places(second)).toEqual(inLibrary);
    },
  );

  it('leaves a known video in the trash as it is', async () => {
    const { bench, name, file, record } = await storeOne();
    await bench.must('library.trash', { resultIds: Float64Array.from((await bench.must('library.index', {})).resultIds) });
    put(bench, `.evolink-trash/${name}`, file, record);
    const before = await places(bench);
    expect(before.trash).toEqual([`${name} stored`]);
    await bench.clock.advance(60_000);
    expect(await rebuildLibrary(bench)).toMatchObject({ known: 1, relinked: 0 });
    expect(await places(bench)).toEqual(before);
  });

  it('leaves a file alone that is just being moved to the trash', async () => {
    const { bench, name, file, record } = await storeOne();
    const { moveWithin } = bench.library;
    bench.library.moveWithin = async (folder, moves) => {
      const moved = await moveWithin(folder, moves);
      put(bench, `.evolink-trash/${name}`, file, record);
      expect(await rebuildLibrary(bench)).toMatchObject({ scanned: 1, known: 1, relinked: 0 });
      return moved;
    };
    const resultIds = Float64Array.from((await bench.must('library.index', {})).resultIds);
    expect(await bench.must('library.trash', { resultIds })).toMatchObject({ changed: 1, refusedCount: 0 });
    expect(await places(bench)).toMatchObject({ library: [], trash: [`${name} stored`] });
  });

  it('follows a known video that another program or an older database left in the trash', async () => {
    const { bench, name, file, record } = await storeOne();
    bench.library.files.clear();
    put(bench, '.evolink-trash/fox.mp4', file, record);
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 1 });
    expect(await places(bench)).toMatchObject({ library: [], trash: ['fox.mp4 stored'] });
    expect(name).not.toBe('fox.mp4');
  });

  it('leaves a video in the library whose file another program has changed, although the trash has its first bytes', async () => {
    const { bench, name, file, record } = await storeOne();
    bench.library.files.set(`/videos/${name}`, { bytes: file.bytes + 1, modifiedAtMs: file.modifiedAtMs });
    put(bench, '.evolink-trash/fox.mp4', file, record);
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 0, known: 2 });
    expect(await places(bench)).toMatchObject({ library: [`${name} stored`], trash: [] });
  });
});
