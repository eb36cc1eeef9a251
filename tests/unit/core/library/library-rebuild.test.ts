// A library is rebuilt from its folder alone: tasks, prompts and file paths. A second rebuild adds nothing.
import { describe, expect, it } from 'vitest';
import { initialProgress } from '../../../../electron/core/library/rebuild/rebuild-progress.ts';
import { fail } from '../../../../shared/result.ts';
import { text } from '../../../../shared/text/index.ts';
import { libraryItems, startBenchWithVideo } from '../../../support/bench-with-video.ts';
import { rebuildLibrary } from '../../../support/rebuild-library.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';

describe('rebuilding a library', () => {
  it('restores every video with prompt, settings, task and times, and the posters follow', async () => {
    const { bench } = await startBenchWithVideo();
    const [before] = await libraryItems(bench);
    // The same folder, the same references, and an empty database.
    const second = startBench({ world: { ...createWorld(), library: bench.library, references: bench.references } });
    expect(await rebuildLibrary(second)).toMatchObject({ state: 'done', scanned: 1, added: 1, known: 0 });
    const [after, ...others] = await libraryItems(second);
    expect(others).toEqual([]);
    expect({ ...after, checkedAtMs: 0, creditsReserved: null, creditsUsed: null, storedAtMs: 0, hasPoster: true }).toEqual({
      ...before,
      checkedAtMs: 0,
      creditsReserved: null,
      creditsUsed: null,
      storedAtMs: 0,
      hasPoster: true,
    });
    expect(second.posters.posterIds).toEqual([after?.resultId]);
    expect((await second.must('library.index', {})).resultIds).toEqual([after?.resultId]);
    expect(await second.journalEvents(after?.id ?? 0)).toEqual(['restored']);
    expect((await second.must('prompts.search', { query: 'fox' })).prompts.map(({ text }) => text)).toEqual([fox.prompt]);
  });

  it('reports the internal error that ended it', async () => {
    const { bench } = await startBenchWithVideo();
    bench.library.readVideo = async () => {
      throw new Error('a bug');
    };
    const incident = expect.stringMatching(/./);
    expect(await rebuildLibrary(bench)).toMatchObject({ state: 'failed', error: { kind: 'internal', incident } });
  });

  it('adds nothing the second time', async () => {
    const { bench } = await startBenchWithVideo();
    expect(await rebuildLibrary(bench)).toMatchObject({ state: 'done', scanned: 1, added: 0, known: 1, relinked: 0 });
    expect(await libraryItems(bench)).toHaveLength(1);
  });

  it('finds a renamed file, and adds no video for a copy', async () => {
    const { bench } = await startBenchWithVideo();
    const [[path = '', file] = []] = [...bench.library.files];
    const record = bench.library.records.get(path) ?? '';
    const put = (name: string) => {
      if (file !== undefined) bench.library.files.set(name, file);
      bench.library.records.set(name, record);
      bench.library.hashes.set(name, 'b'.repeat(64)); // the copy has the same bytes
    };
    put('/videos/copy of it.mp4');
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, known: 2, relinked: 0 });
    bench.library.files.delete(path);
    bench.library.files.delete('/videos/copy of it.mp4');
    put('/videos/mine/renamed.mp4');
    expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 1 });
    expect((await libraryItems(bench)).map(({ fileName, state }) => [fileName, state])).toEqual([['renamed.mp4', 'stored']]);
  });

  describe('rebuilding from a folder with a changed copy of a video', () => {
    /** For example a cut copy: it has the same tag record and other bytes. */
    async function withChangedCopy() {
      const { bench } = await startBenchWithVideo();
      const [[path = ''] = []] = [...bench.library.files];
      const copy = '/videos/trimmed.mp4';
      bench.library.files.set(copy, { bytes: 700, modifiedAtMs: 5 });
      bench.library.records.set(copy, bench.library.records.get(path) ?? '');
      bench.library.hashes.set(copy, 'c'.repeat(64));
      return { bench, path, name: path.replace('/videos/', '') };
    }
    const summaries = async (bench: ReturnType<typeof startBench>) =>
      (await libraryItems(bench)).map(({ fileName, verification, sha256, state }) => ({ fileName, file: verification, sha256, state }));
    const original = (fileName: string, state = 'stored') => ({ fileName, file: 'verified', sha256: 'b'.repeat(64), state });
    const changedCopy = { fileName: 'trimmed.mp4', file: 'modified-copy', sha256: 'c'.repeat(64), state: 'stored' };

    it('adds the changed copy once, as a file of its own that is marked', async () => {
      const { bench, name } = await withChangedCopy();
      expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 0, known: 1, changedCopies: 1 });
      expect(await summaries(bench)).toEqual(expect.arrayContaining([original(name), changedCopy]));
      expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 0, known: 2, changedCopies: 0 });
      expect(await summaries(bench)).toHaveLength(2);
    });

    it('never uses the changed copy as the video’s file, even when the original is missing', async () => {
      const { bench, path, name } = await withChangedCopy();
      const file = bench.library.files.get(path) ?? { bytes: 0, modifiedAtMs: 0 };
      bench.library.files.delete(path);
      expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 0, changedCopies: 1 });
      expect(await summaries(bench)).toEqual(expect.arrayContaining([original(name), changedCopy]));
      // The original bytes, under another name.
      bench.library.files.set('/videos/back.mp4', file);
      bench.library.records.set('/videos/back.mp4', bench.library.records.get(path) ?? '');
      bench.library.hashes.set('/videos/back.mp4', 'b'.repeat(64));
      expect(await rebuildLibrary(bench)).toMatchObject({ added: 0, relinked: 1, known: 1, changedCopies: 0 });
      expect(await summaries(bench)).toEqual(expect.arrayContaining([original('back.mp4'), changedCopy]));
    });

    /** A studio with an empty database over these files, in the order in which the folder lists them. */
    function startEmptyDatabase(bench: ReturnType<typeof startBench>, paths: readonly string[]) {
      const files = new Map(bench.library.files);
      bench.library.files.clear();
      for (const path of paths) bench.library.files.set(path, files.get(path) ?? { bytes: 0, modifiedAtMs: 0 });
      return startBench({ world: { ...createWorld(), library: bench.library, references: bench.references } });
    }

    it.each(['the copy', 'the video'])(
      'distinguishes the video from its copy in an empty database when %s is found first',
      async (first) => {
        const { bench, path, name } = await withChangedCopy();
        const paths = ['/videos/trimmed.mp4', path];
        const second = startEmptyDatabase(bench, first === 'the copy' ? paths : paths.reverse());
        expect(await rebuildLibrary(second)).toMatchObject({ added: 1, changedCopies: 1 });
        const both = await summaries(second);
        expect(both).toHaveLength(2);
        expect(both).toEqual(expect.arrayContaining([original(name), changedCopy]));
        expect(await rebuildLibrary(second)).toMatchObject({ added: 0, known: 2, changedCopies: 0 });
      },
    );

    it('marks the copy when the video is missing, and recognises the video when it returns', async () => {
      const { bench, path, name } = await withChangedCopy();
      const file = bench.library.files.get(path) ?? { bytes: 0, modifiedAtMs: 0 };
      const second = startEmptyDatabase(bench, ['/videos/trimmed.mp4']);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 0, changedCopies: 1 });
      expect(await summaries(second)).toEqual([changedCopy]);
      bench.library.files.set(path, file);
      expect(await rebuildLibrary(second)).toMatchObject({ added: 1, known: 1 });
      expect(await summaries(second)).toEqual(expect.arrayContaining([original(name), changedCopy]));
    });

    it('finds the original bytes when other bytes have the video’s file name', async () => {
      const { bench, path } = await withChangedCopy();
      bench.library.files.set('/videos/other-name.mp4', bench.library.files.get(path) ?? { bytes: 0, modifiedAtMs: 0 });
      bench.library.records.set('/videos/other-name.mp4', bench.library.records.get(path) ?? '');
      bench.library.hashes.set('/videos/other-name.mp4', 'b'.repeat(64));
      bench.library.files.set(path, { bytes: 1_001, modifiedAtMs: 7 });
      expect(await rebuildLibrary(bench)).toMatchObject({ relinked: 1, changedCopies: 1 });
      expect((await summaries(bench)).map(({ fileName, file }) => [fileName, file]).sort()).toEqual([
        ['other-name.mp4', 'verified'],
        ['trimmed.mp4', 'modified-copy'],
      ]);
    });
  });

  it('does not use a changed copy as the file of a video that was never stored', async () => {
    const { bench } = await startBenchWithVideo();
    const [[path = ''] = []] = [...bench.library.files];
    const tags = JSON.parse(bench.library.records.get(path) ?? '{}');
    bench.library.onDownload = () => fail({ kind: 'not-a-video', detail: 'no moov' });
    const [id = 0] = await bench.submit(fox);
    bench.api.finish(bench.api.lastTaskId());
    await bench.clock.advance(60_000);
    const task = await bench.taskIn(id, 'completed');
    bench.library.files.set('/videos/edited.mp4', { bytes: 700, modifiedAtMs: 5 });
    bench.library.records.set('/videos/edited.mp4', JSON.stringify({ ...tags, taskId: task.serviceTaskId }));
    bench.library.hashes.set('/videos/edited.mp4', 'c'.repeat(64));
    expect(await rebuildLibrary(bench)).toMatchObject({ relinked: 0, changedCopies: 1 });
    expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('available');
  });

  it('skips and counts files without a valid tag record', async () => {
    const { bench } = await startBenchWithVideo();
    for (const [name, record] of [
      ['holiday.mp4', null],
      ['lie.mp4', '{"version":1}'],
      ['deep.mp4', '['.repeat(100_000)],
    ] as const) {
      bench.library.files.set(`/videos/${name}`, { bytes: 5, modifiedAtMs: 5 });
      if (record !== null) bench.library.records.set(`/videos/${name}`, record);
    }
    expect(await rebuildLibrary(bench)).toMatchObject({ state: 'done', scanned: 4, added: 0, known: 1, untagged: 3 });
  });

  it('runs once at a time, can be stopped, and its report can be dismissed', async () => {
    const { bench } = await startBenchWithVideo();
    for (let index = 0; index < 5_000; index += 1) bench.library.files.set(`/videos/${index}.mp4`, { bytes: 5, modifiedAtMs: 5 });
    expect((await bench.call('library.rebuild', {})).ok).toBe(true);
    expect(await bench.call('library.rebuild', {})).toMatchObject({ ok: false, error: { kind: 'library-busy', by: 'rebuild' } });
    await bench.must('library.cancelRebuild', {});
    await bench.clock.settle();
    expect((await bench.must('studio.snapshot', {})).status.library.rebuild?.state).toBe('cancelled');
    await bench.must('library.dismissRebuild', {});
    expect((await bench.must('studio.snapshot', {})).status.library.rebuild).toBeNull();
  });
});

describe('rebuilding a library from another folder', () => {
  /** An empty database with an empty folder: the videos are in another folder. */
  async function startWithOtherFolder() {
    const { bench } = await startBenchWithVideo();
    const library = createWorld().library;
    for (const [path, file] of bench.library.files) library.files.set(path.replace('/videos/', '/old disk/'), file);
    for (const [path, record] of bench.library.records) library.records.set(path.replace('/videos/', '/old disk/'), record);
    return startBench({ world: { ...createWorld(), library, references: bench.references } });
  }
  const waitForEnd = async (bench: ReturnType<typeof startBench>) => {
    for (let index = 0; index < 50; index += 1) await bench.clock.settle();
    return (await bench.must('studio.snapshot', {})).status.library;
  };

  it('reads the folder that the user chooses, and new videos still go to the library folder', async () => {
    const bench = await startWithOtherFolder();
    expect(await rebuildLibrary(bench)).toMatchObject({ state: 'done', scanned: 0, folder: '/videos' });
    bench.desktop.chosenFolder = '/old disk';
    expect(await bench.must('library.rebuildFrom', {})).toEqual({ folder: '/old disk' });
    expect(await waitForEnd(bench)).toMatchObject({
      folder: '/videos',
      rebuild: { state: 'done', folder: '/old disk', scanned: 1, added: 1 },
    });
    const [item] = await libraryItems(bench);
    expect(item).toMatchObject({ state: 'stored' });
    expect((await bench.studio.locateMedia('video', item?.resultId ?? 0))?.absolutePath).toMatch(/^\/old disk\//);
  });

  it('is not started when the dialog is closed or another rebuild runs', async () => {
    const bench = await startWithOtherFolder();
    bench.desktop.chosenFolder = null;
    expect(await bench.call('library.rebuildFrom', {})).toEqual(fail({ kind: 'cancelled-by-user' }));
    expect((await waitForEnd(bench)).rebuild).toBeNull();
    bench.desktop.chosenFolder = '/old disk';
    for (let index = 0; index < 5_000; index += 1) bench.library.files.set(`/videos/${index}.mp4`, { bytes: 5, modifiedAtMs: 5 });
    expect((await bench.call('library.rebuild', {})).ok).toBe(true);
    expect(await bench.call('library.rebuildFrom', {})).toMatchObject({ ok: false, error: { kind: 'library-busy', by: 'rebuild' } });
  });

  it('names the searched folder in both languages', () => {
    const progress = { ...initialProgress('/old disk'), state: 'done', scanned: 3, added: 3 } as const;
    for (const language of ['en', 'zh'] as const) {
      const { settings, app } = text(language);
      expect(settings.rebuildText(progress, '/videos')).toContain('/old disk');
      expect(settings.rebuildText(progress, '/videos')).toContain('/videos');
      expect(settings.rebuildText({ ...progress, folder: '/videos' }, '/videos')).not.toContain('/videos');
      expect(app.rebuildHint('/videos')).toContain('/videos');
      expect(settings.rebuildText({ ...progress, changedCopies: 12 }, '/videos')).toContain('12');
    }
  });
});
