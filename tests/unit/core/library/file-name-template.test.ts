// The template for the names of new videos: its setting, its preview, and the names of downloads.
import { expect, test } from 'vitest';
import { defaultFileNameTemplate } from '../../../../shared/file-names/parse-template.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();

async function download(): Promise<string | undefined> {
  await bench.submit(fox, 1);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(25_000);
  return bench.library.downloads.at(-1)?.fileName;
}
const preview = async (template: string) =>
  (await bench.must('library.previewNames', { template, resultIds: [], examplePrompt: 'A fox in the snow' })).names;
const template = async () => (await bench.must('studio.snapshot', {})).status.settings.fileNameTemplate;

test('new videos keep their usual names until the template is changed', async () => {
  expect(await template()).toBe(defaultFileNameTemplate);
  expect(await download()).toMatch(/^\d{4}-\d\d-\d\d a fox in the snow seedance-1\.5-pro \S+$/);
  await bench.must('settings.change', { fileNameTemplate: '{profile}_{prompt:5}_{quality}_{number:4}' });
  expect(await download()).toBe('Mine_a fox_720p_0002');
});

test('an invalid template is refused, and the previous one stays', async () => {
  expect((await bench.call('settings.change', { fileNameTemplate: '{date}/{model}' })).ok).toBe(false);
  expect((await bench.call('settings.change', { fileNameTemplate: 'all the same' })).ok).toBe(false);
  expect(await template()).toBe(defaultFileNameTemplate);
});

test('the preview shows the newest video, or an example if there is no video yet', async () => {
  expect(await preview('{prompt} {duration}')).toEqual(['A fox in the snow 5s.mp4']);
  await download();
  expect(await preview('{prompt} {profile}')).toEqual(['a fox in the snow Mine.mp4']);
});
