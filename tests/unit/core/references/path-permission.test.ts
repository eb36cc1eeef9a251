// Opening a path on another computer sends the user's credentials to that computer, so a path that only the window has named is not opened.
import { beforeEach, expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';

const remotePaths = [
  '\\\\server\\share\\fox.png',
  '//server/share/fox.png',
  '/\\server\\share\\fox.png',
  '\\\\?\\UNC\\server\\share\\fox.png',
  '\\??\\UNC\\server\\share\\fox.png',
];

const bench = benchPerTest();
/** Paths that were opened, as a reference or to read a tag record. */
let opened: string[] = [];
beforeEach(() => {
  opened = [];
  const { references, library } = bench;
  const [addFile, readTagRecord] = [references.addFile, library.readTagRecord];
  references.addFile = (path) => {
    opened.push(path);
    return addFile(path);
  };
  library.readTagRecord = (path) => {
    opened.push(path);
    return readTagRecord(path);
  };
});

test.each(remotePaths)('%s is not opened if only the window has named it', async (path) => {
  const { added, failed } = await bench.must('references.addFiles', { paths: [path, '/home/me/fox.png'] });
  expect([added.length, failed.map(({ kind }) => kind)]).toEqual([1, ['reference-on-network-path']]);
  expect(await bench.must('library.readTags', { path })).toEqual({ found: null });
  expect(opened).toEqual(['/home/me/fox.png']);
});

test('a file on a share is accepted from a drop and from a dialog', async () => {
  const [path = ''] = remotePaths;
  bench.desktop.droppedPaths.add(path);
  expect((await bench.must('references.addFiles', { paths: [path] })).added).toHaveLength(1);
  await bench.must('library.readTags', { path });
  bench.desktop.droppedPaths.clear();
  bench.desktop.chosenFiles = [path];
  expect((await bench.must('references.choose', { kind: 'image' })).added).toHaveLength(1);
  expect(opened).toEqual([path, path, path]);
});
