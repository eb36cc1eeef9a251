// Controls of their own for what only some models have, and everything known about the models; in one studio, mostly by keyboard.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { models } from '../../shared/models/index.ts';
import { hurryLooks } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, picture } from './support/dialog-answers.ts';
import { lookAt, smallest } from './support/look-at-view.ts';
import { chooseSimulator, generate, place, promptField, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile();

/** Opens the list of models and types at once, as somebody does who knows the name. */
async function chooseByTyping(page: Page, id: string): Promise<void> {
  await page.locator('#model').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(id);
  const search = page.getByRole('combobox', { name: words.modelPicker.search });
  await expect(search).toHaveValue(id);
  await search.press('Enter');
  await expect(search).toBeHidden();
  await expect(page.locator('#model')).toContainText(models.find((model) => model.id === id)?.name ?? id);
}

/** Waits until the newest task of a model has become what it should; its request as it was sent. */
async function finished(page: Page, model: string): Promise<string> {
  const state = async (): Promise<string> => {
    await hurryLooks(page);
    const { tasks } = await call(page, 'studio.snapshot', {});
    const task = tasks.find(({ request }) => request.model === model);
    if (task !== undefined) return task.state === 'completed' ? (task.results[0]?.state ?? 'completed') : task.state;
    const { resultIds } = await call(page, 'library.index', {});
    const { items } = await call(page, 'library.records', { resultIds: resultIds.slice(0, 20) });
    return items.find(({ request }) => request.model === model)?.state ?? 'nowhere';
  };
  await expect.poll(state, { intervals: [500] }).toBe('stored');
  return model;
}

test('three shots are written by keyboard and become a video', async () => {
  const { page } = studio;
  const { shots } = words.controls;
  await chooseSimulator(page);
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  await chooseByTyping(page, 'kling-v3-text-to-video');
  await writePrompt(page, 'a fox in three shots');
  const mode = page.getByRole('radiogroup', { name: shots.mode });
  await mode.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByLabel(shots.prompt(2))).toBeVisible();
  // The first shot says what the prompt says; the others are written, and the last one is moved up.
  await expect(page.getByLabel(shots.prompt(1))).toHaveValue('a fox in three shots');
  await page.getByLabel(shots.prompt(2)).focus();
  await page.keyboard.type('it runs');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByLabel(shots.prompt(3))).toBeFocused();
  await page.keyboard.type('it sleeps');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByLabel(shots.prompt(2))).toBeFocused();
  await expect(page.getByLabel(shots.prompt(2))).toHaveValue('it sleeps');
  await expect(page.getByText(shots.over(1))).toBeVisible();
  await lookAt(page, 'controls-shots');
  await page.getByRole('button', { name: shots.makeFit }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(shots.fits, { exact: false })).toBeVisible();
  await generate(page);
  await finished(page, 'kling-v3-text-to-video');
  const { items } = await call(page, 'library.records', { resultIds: (await call(page, 'library.index', {})).resultIds.slice(0, 1) });
  const sent = items[0]?.request.parameters['model_params.multi_prompt'] as { index: number; prompt: string; duration: string }[];
  expect(sent.map(({ index, prompt }) => `${index} ${prompt}`)).toEqual(['1 a fox in three shots', '2 it sleeps', '3 it runs']);
  expect(sent.reduce((sum, { duration }) => sum + Number(duration), 0)).toBe(5);
});

test('an element is made, found in the list, named in the prompt and sent', async () => {
  const { page } = studio;
  const { elements } = words.controls;
  await page.setViewportSize(smallest);
  await chooseByTyping(page, 'kling-o3-text-to-video');
  await page.getByRole('button', { name: elements.add, exact: true }).click();
  await expect(page.getByText(elements.none)).toBeVisible();
  await page.getByRole('button', { name: elements.make }).click();
  await expect(page.locator('#model')).toContainText('Kling Custom Element');
  for (const [at, role] of (['element-front', 'element-view'] as const).entries()) {
    const file = join(home.folder, `${role}.png`);
    writeFileSync(file, picture(90 + at * 60, 640, 640));
    await answerDialogs(studio, [file]);
    await page.locator(`[data-slot="${role}"]:not([data-reference])`).first().click();
    await expect(page.locator(`[data-slot="${role}"][data-reference]`)).toBeVisible();
  }
  await page.getByRole('textbox', { name: words.fieldName('model_params.element_name') }).fill('Ann');
  await page.getByRole('textbox', { name: words.fieldName('model_params.element_description') }).fill('A woman in a red coat');
  await lookAt(page, 'controls-custom-element');
  await generate(page);
  await finished(page, 'kling-custom-element');

  await page.setViewportSize(smallest);
  await chooseByTyping(page, 'kling-o3-text-to-video');
  await writePrompt(page, 'At the harbour,');
  await page.getByRole('button', { name: elements.add, exact: true }).click();
  await page.getByRole('button', { name: /^Ann/ }).click();
  await page.getByRole('button', { name: elements.insert('<<<element_1>>>') }).click();
  await expect(promptField(page)).toHaveValue('At the harbour, <<<element_1>>>');
  await expect(page.getByText(elements.named)).toBeVisible();
  await lookAt(page, 'controls-elements');
  await generate(page);
  await finished(page, 'kling-o3-text-to-video');
  const made = await call(page, 'elements.list', { profileId: (await call(page, 'studio.snapshot', {})).status.activeProfileId ?? 0 });
  const { items } = await call(page, 'library.records', { resultIds: (await call(page, 'library.index', {})).resultIds.slice(0, 1) });
  expect(items[0]?.request.parameters['model_params.element_list']).toEqual([{ element_id: made.elements[0]?.elementId }]);
});

test('the list of models narrows to a wish and keeps its size', async () => {
  const { page } = studio;
  await page.setViewportSize(smallest);
  await page.locator('#model').click();
  const popup = page.getByRole('dialog', { name: words.modelPicker.title });
  const before = await popup.boundingBox();
  await page.getByRole('button', { name: words.modelPicker.filterNames['two-images'] }).click();
  await page.getByRole('button', { name: words.modelPicker.filterNames['4k'] }).click();
  const search = page.getByRole('combobox', { name: words.modelPicker.search });
  await search.fill('veo');
  await expect(popup.getByRole('option').filter({ hasText: 'Veo 3.1' })).toHaveCount(2);
  expect(await popup.boundingBox()).toEqual(before);
  await lookAt(page, 'controls-picker');
  await page.setViewportSize(smallest);
  await search.press('Control+i');
  await expect(page.getByRole('complementary', { name: words.modelBrowser.sheetOf('Veo 3.1 Preview') })).toBeVisible();
});

test('everything known about the models is sorted, narrowed and used', async () => {
  const { page } = studio;
  const text = words.modelBrowser;
  const stage = page.getByRole('region', { name: text.title }).first();
  await expect(stage.getByRole('row')).toHaveCount(models.length + 1);
  await stage.getByRole('button', { name: text.columns.duration, exact: true }).click();
  await expect(stage.getByRole('rowheader').first()).toContainText('Grok Imagine');
  await lookAt(page, 'controls-models');
  await page.setViewportSize(smallest);
  await page.getByRole('searchbox', { name: text.search }).fill('海螺 首尾帧');
  await expect(stage.getByRole('row')).toHaveCount(2);
  await stage.getByRole('rowheader', { name: 'Hailuo 02' }).getByRole('button').click();
  const sheet = page.getByRole('complementary', { name: text.sheetOf('Hailuo 02') });
  await sheet.getByRole('button', { name: text.use }).click();
  await expect(page.locator('#model')).toContainText('Hailuo 02');
  await expect(sheet.getByRole('button', { name: text.inUse })).toBeVisible();
  await place(page, 'library').click();
});
