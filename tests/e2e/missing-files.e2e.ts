// The studio finds files again that were renamed, moved or deleted outside of the app. Steps of more than a click are done by keyboard.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { focusSearchField, messages } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
const { missingFiles: texts, fileJobs } = messages;
const otherFolder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
test.afterAll(() => rmSync(otherFolder, { recursive: true, force: true }));

const ids: number[] = [];
const work = async (page: Page) => (await call(page, 'studio.snapshot', {})).status.library.fileJob;
const stateOf = async (page: Page) => (await call(page, 'library.records', { resultIds: ids })).items.map(({ state }) => state);

test('missing videos lead to the search, which finds files that were renamed or moved within the library', async () => {
  const { page } = studio;
  for (const prompt of ['A red fox', 'Old tram', 'Paper lanterns', 'Macro of dew'])
    ids.push(await makeVideo(page, { ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4 }));
  const { folder } = (await call(page, 'studio.snapshot', {})).status.library;
  const { items } = await call(page, 'library.records', { resultIds: ids });
  const [fox = '', tram = '', lanterns = '', dew = ''] = ids.map((id) => items.find(({ resultId }) => resultId === id)?.fileName ?? '');
  mkdirSync(join(folder, 'winter'));
  renameSync(join(folder, fox), join(folder, 'renamed.mp4'));
  renameSync(join(folder, tram), join(folder, 'winter', tram));
  renameSync(join(folder, lanterns), join(otherFolder, 'lanterns.mp4'));
  rmSync(join(folder, dew));
  for (const resultId of ids) await call(page, 'library.verifyFile', { resultId });
  expect(await stateOf(page)).toEqual(['missing', 'missing', 'missing', 'missing']);

  await focusSearchField(page);
  await page.keyboard.type('is:missing ');
  const open = page.getByRole('button', { name: texts.open, exact: true });
  await expect(open).toBeVisible();
  await checkView(page, 'missing-videos');
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: texts.title });
  await expect(dialog.getByText(texts.count(4))).toBeVisible();
  await checkView(page, 'missing-files-dialog', undefined, '[role="dialog"]');
  await dialog.getByRole('button', { name: texts.search, exact: true }).press('Enter');
  await expect.poll(async () => (await work(page))?.state).toBe('done');
  await expect(page.getByText('2 of 4 missing files found')).toBeVisible();
  expect((await stateOf(page)).sort()).toEqual(['missing', 'missing', 'stored', 'stored']);
  await page.getByText(fileJobs.stayMissing(2)).click();
  await expect(page.getByRole('listitem').filter({ hasText: lanterns })).toBeVisible();
  await checkView(page, 'missing-files-report');
});

test('another folder is searched after the user chooses it in the system’s dialog', async () => {
  const { page } = studio;
  await answerDialogs(studio, [otherFolder]);
  await page.getByRole('button', { name: texts.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: texts.title });
  await dialog.getByRole('radio', { name: texts.inOther }).click();
  await dialog.getByRole('button', { name: texts.chooseAndSearch }).click();
  await expect(page.getByText('1 of 2 missing files found')).toBeVisible();
  expect((await stateOf(page)).filter((state) => state === 'stored')).toHaveLength(3);
});
