// Moving the library to another folder, also while downloads, rebuilds and other changes of the folder run.
import { expect, test } from 'vitest';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { failTransactions } from '../../../support/fail-transactions.ts';
import { holdCalls } from '../../../support/held-calls.ts';
import { libraryPerTest } from '../../../support/library-per-test.ts';

const minuteMs = 60_000;

const { bench, libraryStatus, recordOf, startHeldDownload, storeMany } = libraryPerTest();

test('the library moves with everything in it, and new videos go to the new folder meanwhile', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.moveFolder', {});
  const [later = 0] = await storeMany(1);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done', fileCount: 3, remainingFileCount: 0, failed: 0 } });
  expect([...bench.library.files.keys()].every((path) => path.startsWith('/new/'))).toBe(true);
  expect(bench.library.files.size).toBe(4);
  expect(await bench.studio.locateMedia('video', later)).not.toBeNull();
  await bench.must('library.controlMove', { action: 'dismiss' });
  expect((await libraryStatus()).move).toBeNull();
});

test('of two simultaneous moves, or a move and a change of folder, one runs and the other is refused', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  const movedPaths: string[] = [];
  bench.library.onCopyOrLink = (job) => {
    movedPaths.push(job.from.path);
    return ok({ path: job.from.path, modifiedAtMs: 1 });
  };
  const isRefused = (call: Result<unknown, AppError>) => !call.ok && call.error.kind === 'library-busy';
  for (const [one, other] of [
    ['library.moveFolder', 'library.moveFolder'],
    ['library.chooseFolder', 'library.moveFolder'],
    ['library.moveFolder', 'library.chooseFolder'],
  ] as const) {
    const outcomes = await Promise.all([bench.call(one, {}), bench.call(other, {})]);
    expect([one, other, ...outcomes.map(isRefused)]).toEqual([one, other, false, true]);
    await bench.clock.advance(1_000);
  }
  expect(new Set(movedPaths).size).toBe(movedPaths.length);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done', remainingFileCount: 0 } });
});

test('a move is refused because of a short operation during a change of the folder, and while a late download follows a move', async () => {
  await storeMany(2);
  const changeError = fail({ kind: 'library-busy', by: 'short-operation' });
  bench.desktop.chosenFolder = '/new';
  const first = bench.call('library.chooseFolder', {});
  expect(await bench.call('library.moveFolder', {})).toEqual(changeError);
  expect(await first).toMatchObject({ ok: true });

  const download = await startHeldDownload();
  bench.desktop.chosenFolder = '/third';
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done' });
  const heldCopies = holdCalls(bench.library, 'copyOrLink');
  download.release();
  await bench.clock.advance(1_000);
  expect(await bench.call('library.moveFolder', {})).toEqual(changeError);
  expect(await bench.call('library.rebuild', {})).toEqual(changeError);
  heldCopies.release();
  await bench.clock.advance(1_000);
  expect(await bench.call('library.rebuild', {})).toMatchObject({ ok: true });
  await bench.clock.advance(1_000);
});

test('a rebuild is refused during a move, and a move during a rebuild', async () => {
  await storeMany(2);
  const heldCopies = holdCalls(bench.library, 'copyOrLink');
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  const moveError = fail({ kind: 'library-busy', by: 'move' });
  expect(await bench.call('library.rebuild', {})).toEqual(moveError);
  expect(await bench.call('library.rebuildFrom', {})).toEqual(moveError);
  expect((await libraryStatus()).rebuild).toBeNull();
  heldCopies.end();
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });

  const heldReads = holdCalls(bench.library, 'readVideo');
  await bench.must('library.rebuild', {});
  await bench.clock.settle();
  const rebuildError = fail({ kind: 'library-busy', by: 'rebuild' });
  bench.desktop.chosenFolder = '/third';
  expect(await bench.call('library.rebuild', {})).toEqual(rebuildError);
  expect(await bench.call('library.moveFolder', {})).toEqual(rebuildError);
  expect(await bench.call('library.controlMove', { action: 'retry' })).toEqual(rebuildError);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done' } });
  heldReads.end();
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).rebuild).toMatchObject({ state: 'done', scanned: 2, unreadable: 0 });
  await moveLibraryTo('/third');
});

test('a late download that follows a moved library waits for a rebuild to end', async () => {
  await storeMany(1);
  const download = await startHeldDownload();
  await moveLibraryTo('/a');
  const heldReads = holdCalls(bench.library, 'readVideo');
  await bench.must('library.rebuild', {});
  await bench.clock.settle();
  download.release();
  await bench.clock.advance(1_000);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/videos']);
  heldReads.release();
  await bench.clock.advance(1_000);
  expect(foldersWithVideos()).toEqual(['/a']);
});

test('a moved library can be moved to a third folder, with everything stored since the first move', async () => {
  await storeMany(2);
  for (const folder of ['/second', '/third']) {
    bench.desktop.chosenFolder = folder;
    await bench.must('library.moveFolder', {});
    await bench.clock.advance(1_000);
    expect(await libraryStatus()).toMatchObject({ folder, move: { state: 'done', remainingFileCount: 0 } });
    await storeMany(1);
    expect(await libraryStatus()).toMatchObject({ folder, move: { state: 'done', remainingFileCount: 0 } });
    expect([...bench.library.files.keys()].filter((path) => !path.startsWith(`${folder}/`))).toEqual([]);
  }
});

/** Folders that contain a video now. */
const foldersWithVideos = (): string[] => [...new Set([...bench.library.files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))];

/** Moves the library to a folder; resolves when everything is there. */
async function moveLibraryTo(folder: string): Promise<void> {
  bench.desktop.chosenFolder = folder;
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });
}

test('a folder that is chosen after a move receives and keeps new videos', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  bench.desktop.chosenFolder = '/b';
  await bench.must('library.chooseFolder', {});
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/b']);
  expect((await libraryStatus()).move).toBeNull();
});

test('a missing folder of an earlier move does not stop downloads into the current folder', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  bench.desktop.chosenFolder = '/b';
  await bench.must('library.chooseFolder', {});
  bench.library.absentFolders.add('/a');
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(await libraryStatus()).toMatchObject({ folder: '/b', error: null });
  await storeMany(1);
});

test('videos rebuilt from another folder after a move stay there', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  const [[path = '', file] = []] = [...bench.library.files];
  const record = bench.library.records.get(path.replace('/a/', '/videos/')) ?? '';
  const tags = { ...JSON.parse(record), taskId: 'task-of-the-archive' };
  bench.library.files.set('/archive/old.mp4', file ?? { bytes: 1, modifiedAtMs: 1 });
  bench.library.records.set('/archive/old.mp4', JSON.stringify(tags));
  bench.library.hashes.set('/archive/old.mp4', 'b'.repeat(64));
  bench.desktop.chosenFolder = '/archive';
  await bench.must('library.rebuildFrom', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).rebuild).toMatchObject({ state: 'done', added: 1 });
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/archive']);
});

test('a download that ends in the old folder after the move is moved as well', async () => {
  await storeMany(1);
  const download = await startHeldDownload();
  await moveLibraryTo('/a');
  download.release();
  await bench.clock.advance(1_000);
  expect([foldersWithVideos(), bench.library.files.size]).toEqual([['/a'], 2]);
});

test('a move continues when the user chooses another folder that is not writable', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/a';
  const heldRemovals = holdCalls(bench.library, 'removeSource');
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  const readOnly = { kind: 'library-unwritable' as const, folder: '/b', detail: 'EROFS' };
  bench.library.onCheck = (folder) => (folder === '/b' ? fail(readOnly) : ok({ freeBytes: 1_000_000_000 }));
  bench.desktop.chosenFolder = '/b';
  const choice = bench.call('library.chooseFolder', {});
  await bench.clock.settle();
  heldRemovals.end();
  expect(await choice).toEqual(fail(readOnly));
  await bench.clock.advance(1_000);
  expect(await libraryStatus()).toMatchObject({ folder: '/a', move: { state: 'done', remainingFileCount: 0 } });
});

test('a full disk pauses the move, which continues automatically when there is space', async () => {
  await storeMany(2);
  bench.desktop.chosenFolder = '/new';
  const diskFull = { kind: 'disk-full' as const, folder: '/new', neededBytes: 10, freeBytes: 1 };
  bench.library.onCopyOrLink = () => fail(diskFull);
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'paused', remainingFileCount: 2, error: diskFull });
  bench.library.onCopyOrLink = null;
  await bench.clock.advance(minuteMs);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0, error: null });
});

test('a file that cannot be moved stays where it is with the reason, and can be retried', async () => {
  const [id = 0] = await storeMany(2);
  const name = (await recordOf(id))?.fileName;
  const unreadable = { kind: 'library-unwritable' as const, folder: '/videos', detail: 'EIO' };
  bench.desktop.chosenFolder = '/new';
  bench.library.onCopyOrLink = (job) => (job.resultId === id ? fail(unreadable) : ok({ path: job.from.path, modifiedAtMs: 1 }));
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', failed: 1 });
  expect(await bench.must('library.moveFailures', {})).toEqual({ files: [{ resultId: id, fileName: name, error: unreadable }] });
  bench.library.onCopyOrLink = null;
  await bench.must('library.controlMove', { action: 'retry' });
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', failed: 0 });
});

test('a stopped move keeps the files it has moved, and continues when the user resumes it', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  let movedPaths = 0;
  bench.library.onCopyOrLink = (job) => {
    movedPaths += 1;
    if (movedPaths === 2) void bench.call('library.controlMove', { action: 'cancel' });
    return ok({ path: job.from.path, modifiedAtMs: 1 });
  };
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'cancelled' });
  await bench.must('library.controlMove', { action: 'retry' });
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });
});

test.each([
  ['SQLITE_FULL', 'database-full'],
  ['SQLITE_IOERR_WRITE', 'database-not-written'],
] as const)(
  'a move that meets %s pauses with the reason and one warning, and continues when the database can be written',
  async (code, kind) => {
    await storeMany(2);
    let isFull = false;
    failTransactions(() => isFull, code);
    bench.desktop.chosenFolder = '/new';
    const heldCopies = holdCalls(bench.library, 'copyOrLink');
    await bench.must('library.moveFolder', {});
    await bench.clock.settle();
    isFull = true;
    heldCopies.end();
    await bench.clock.advance(1_000);
    expect((await libraryStatus()).move).toMatchObject({ state: 'paused', error: { kind } });
    expect(bench.log.lines.filter((line) => line.startsWith('database-not-written'))).toHaveLength(1);
    isFull = false;
    await bench.must('settings.change', { maxConcurrentTasks: 1 }); // wakes all waiting work
    await bench.clock.advance(1_000);
    expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0, error: null });
  },
);
