// The names of files: the template for new videos.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takesScreenshots } from './support/check-view.ts';
import { messages } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsEachClip: takesScreenshots }, choosesSimulator: true });

const { fileNames } = messages;
const field = (page: Page) => page.getByRole('textbox', { name: fileNames.template });
const openSettings = (page: Page) => page.keyboard.press('ControlOrMeta+,');

test('the names of new videos follow the template, which shows what it makes', async () => {
  const { page } = studio;
  await openSettings(page);
  await expect(page.getByText(new RegExp(`${fileNames.examplePrompt}.+\\.mp4$`))).toBeVisible();
  await field(page).fill('{promt}');
  await expect(page.getByText('{promt} is unknown. Did you mean {prompt}?')).toBeVisible();
  await expect(page.getByRole('button', { name: fileNames.save, exact: true }).last()).toBeDisabled();
  await field(page).fill('My film ');
  await page.getByRole('group', { name: fileNames.insert }).getByRole('button', { name: fileNames.tokens.prompt }).click();
  await expect(field(page)).toHaveValue('My film {prompt}');
  await expect(page.getByText(`My film ${fileNames.examplePrompt}.mp4`)).toBeVisible();
  await field(page).scrollIntoViewIfNeeded();
  await checkView(page, 'file-name-template');
  await field(page).press('Enter');
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.settings.fileNameTemplate).toBe('My film {prompt}');
  const resultId = await makeVideo(page, defaultRequest('seedance-1.5-pro', 'Old tram through rain'));
  expect((await call(page, 'library.records', { resultIds: [resultId] })).items[0]?.fileName).toBe('My film Old tram through rain.mp4');
});
