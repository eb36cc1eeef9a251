// Saves a frame as a file: main asks for the folder, the window names the video and sends the picture.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const inFolder = folderPerTest('save-frame-');
const bench = benchPerTest();
let resultId: number;
beforeEach(async () => {
  const [id = 0] = await bench.submit(fox);
  bench.api.finish((await bench.taskIn(id, 'pending')).serviceTaskId);
  await bench.clock.advance(60_000);
  resultId = (await bench.taskIn(id, 'completed')).results[0]?.id ?? 0;
  bench.desktop.chosenFolder = inFolder();
});

test('a frame is named after its video and its time, and saving it again replaces the file', async () => {
  const { name } = await bench.must('library.saveFrame', { resultId, atSeconds: 1.4583, bytes: png });
  expect(name).toMatch(/^\d{4}-\d\d-\d\d a fox in the snow .* 1\.46s\.png$/);
  expect(readdirSync(inFolder())).toEqual([name]);
  expect(new Uint8Array(readFileSync(inFolder(name)))).toEqual(png);
  const secondSave = await bench.must('library.saveFrame', { resultId, atSeconds: 1.4583, bytes: Uint8Array.from([...png, 9]) });
  expect([secondSave.name, readFileSync(inFolder(name)).length]).toEqual([name, png.length + 1]);
});

test('a closed dialog writes nothing, and a failed write names the folder and changes no file', async () => {
  bench.desktop.chosenFolder = null;
  expect(await bench.call('library.saveFrame', { resultId, atSeconds: 0, bytes: png })).toEqual(fail({ kind: 'cancelled-by-user' }));
  const file = inFolder('a file');
  writeFileSync(file, 'mine');
  bench.desktop.chosenFolder = file;
  expect(await bench.call('library.saveFrame', { resultId, atSeconds: 0, bytes: png })).toEqual(
    fail({ kind: 'file-write-failed', folder: file }),
  );
  expect([readdirSync(inFolder()), readFileSync(file, 'utf8')]).toEqual([['a file'], 'mine']);
});

test('data that is not a picture and frames of unknown videos are refused', async () => {
  const html = new TextEncoder().encode('<script>alert(1)</script>');
  expect(await bench.call('library.saveFrame', { resultId, atSeconds: 0, bytes: html })).toMatchObject({
    ok: false,
    error: { kind: 'invalid-input' },
  });
  expect(await bench.call('library.saveFrame', { resultId: 999, atSeconds: 0, bytes: png })).toEqual(
    fail({ kind: 'unknown-item', what: 'result' }),
  );
  expect(readdirSync(inFolder())).toEqual([]);
});
